export { readingChecks } from './checks.ts';
export { fromArmLiteral, isExpression, toArmLiteral, toExpressionString } from './literal.ts';
export { type JsonDocument, type ReadJson, readJson } from './read-json.ts';
export { recogniseArm } from './recognise.ts';
