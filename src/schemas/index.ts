export { schemaChecks as armChecks } from './checks.ts';
export { checkParameters } from './parameters.ts';
export { checkPlan } from './plan.ts';
export { checkTemplate } from './template.ts';
