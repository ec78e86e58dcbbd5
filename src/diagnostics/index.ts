export { checksByCode, diagnosticsChecks } from './checks.ts';
export { type DiagnoseInput, type Diagnosis, diagnose } from './diagnose.ts';
export { LineTable } from './line-table.ts';
export type * from './types.ts';
