export { type ConnectionOptions, connect } from './arm-client.ts';
export type { AzureClient } from './client.ts';
export type { PlanTexts } from './deployment-content.ts';
export { AzureError, failureText } from './errors.ts';
export { type CollectedFacts, collectFacts, type FactsWanted } from './facts.ts';
export { findRun } from './find-run.ts';
export { JournalFile, readJournal } from './journal.ts';
export type { AuthMethod } from './login.ts';
export { apiVersionsIn, MachineReader } from './machine-reader.ts';
export { pollingEvery } from './operation.ts';
export { GivenValues } from './parameter-values.ts';
export { neededParameters, type Preflight, preflightPlan } from './preflight.ts';
export { type PreviewContext, previewPlan, standIn } from './preview.ts';
export { pause, Turns } from './retry.ts';
export { type RunReport, runPlan } from './run-plan.ts';
export { RunProgress } from './run-progress.ts';
export { isComplete, runSummary } from './run-summary.ts';
export { redactor, secretsOf } from './secrets.ts';
export { type Selection, select, selectionText } from './selection.ts';
export {
  type MachineStatus,
  machinesIn,
  statusColumns,
  statusJson,
  statusOfPlan,
  statusOfScope,
  statusRow,
  statusSummary,
} from './status.ts';
export { formatWhatIfJson, formatWhatIfMarkdown } from './what-if-documents.ts';
export { foldNoise } from './what-if-noise.ts';
export { hasChanges, type WhatIfReport } from './what-if-report.ts';
export { formatWhatIf } from './what-if-text.ts';
