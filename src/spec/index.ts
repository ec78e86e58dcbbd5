import type { CheckMeta } from '../model/index.ts';
import { readingChecks } from './checks/reading.ts';
import { referenceChecks } from './checks/references.ts';
import { shapeChecks } from './checks/shape.ts';

export { type ParsedDocument, parseDocument, type SourceDocument } from './parse.ts';
export { readModel } from './read-model.ts';
export { SpecsTogether } from './together.ts';

/** What this folder reports itself: reading a file, its shape, and what refers to what. */
export const specChecks: readonly CheckMeta[] = [...readingChecks, ...shapeChecks, ...referenceChecks];
