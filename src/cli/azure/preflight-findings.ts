import { dirname } from 'node:path';
import type { Preflight } from '../../azure/preflight.ts';
import { type Finding, written } from '../../model/index.ts';
import { pointerInSpec } from '../../plan/spec-lines.ts';
import type { ReadDocument } from '../check-arm.ts';
import type { CheckedSpec } from '../check-specs.ts';
import { generateChecked } from '../generated.ts';
import { displayName } from '../input/read-files.ts';
import type { Io } from '../io.ts';
import type { Progress } from '../progress.ts';
import type { Report } from '../report.ts';
import { connectTo, withAzure } from './connection.ts';
import { type ConnectionValues, cloudOf, type SelectionValues, selectionOf } from './flags.ts';
import { type LoadedPlan, loadFolder } from './load-plan.ts';
import { previewContext, selectedPlan } from './plan-commands.ts';

interface Surroundings {
  flags: ConnectionValues & SelectionValues & { parameter: string[] };
  io: Io;
  report: Report;
  progress: Progress;
}

/** Has Azure check every deployment of the specs, and of the generated folders that none of them generates. */
export async function reportPreflight(
  specs: readonly CheckedSpec[],
  documents: readonly ReadDocument[],
  surroundings: Surroundings,
): Promise<void> {
  const { report, io } = surroundings;
  const names = new Set(specs.map(({ model }) => model.settings.name));
  for (const spec of specs) {
    const generated = generateChecked(spec, spec.model.settings.name, report);
    if (generated === undefined || report.hasErrors()) return;
    await preflight({ plan: generated.plan, files: generated.files, spec }, spec.file.name, surroundings);
  }
  for (const { file, kind, document } of documents) {
    if (kind !== 'plan' || file.path === undefined || names.has(String(document.value.name))) continue;
    const path = dirname(file.path);
    const loaded = loadFolder({ path, shown: displayName(io.cwd, path) }, report);
    if (loaded !== undefined) await preflight(loaded, file.name, surroundings);
  }
}

async function preflight(loaded: LoadedPlan, shown: string, { flags, io, report, progress }: Surroundings): Promise<void> {
  const connection = await connectTo(cloudOf(flags, loaded.plan), loaded.plan.subscriptionId, flags, io);
  const plan = selectedPlan(loaded, selectionOf(flags), connection);
  const context = previewContext(loaded, flags, connection, io, progress);
  const results = await withAzure(connection, () => connection.azure.preflightPlan(plan, context));
  for (const result of results) report.findings.push(...findingsOf(result, loaded, shown, connection.redact));
}

function findingsOf(
  { step, outcome, reason, about }: Preflight,
  { spec }: LoadedPlan,
  shown: string,
  redact: (text: string) => string,
): Finding[] {
  if (outcome === 'accepted' || outcome === 'nothingToDo') return [];
  const pointer = spec === undefined || about === undefined ? '' : pointerInSpec(spec.document.value, about.spec);
  const [code, messageId] = outcome === 'refused' ? ['ADE5001', 'refused'] : ['ADE5002', 'later'];
  const data = { deployment: step.deploymentName, resourceGroup: step.resourceGroup, reason: redact(reason).replaceAll(/\s*\n\s*/g, ' ') };
  return [{ code, messageId, data, origin: written(shown, pointer) }];
}
