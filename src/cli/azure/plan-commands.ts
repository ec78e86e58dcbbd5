import type { PreviewContext } from '../../azure/preview.ts';
import type { Selection } from '../../azure/selection.ts';
import type { WhatIfReport } from '../../azure/what-if-report.ts';
import type { DeploymentPlan, DeploymentStep } from '../../plan/types.ts';
import { wrongUse } from '../complaint.ts';
import type { Io } from '../io.ts';
import type { Progress } from '../progress.ts';
import { type AzureConnection, withAzure } from './connection.ts';
import { parameterValues, type SelectionValues, selectionOf } from './flags.ts';
import type { LoadedPlan } from './load-plan.ts';

/** The part of a plan that the flags ask for. Throws a {@link Complaint} (64) for what the plan does not have. */
export function selectedPlan({ plan }: LoadedPlan, selection: Selection, { azure }: AzureConnection): DeploymentPlan {
  const selected = azure.select(plan, selection);
  if (typeof selected === 'string') throw wrongUse(selected);
  return selected;
}

/** Deployments as the plan has them, before anything was cut. */
export const wholeSteps = ({ plan }: LoadedPlan): Map<string, DeploymentStep> =>
  new Map(plan.steps.filter((step): step is DeploymentStep => step.kind === 'deployment').map((step) => [step.id, step]));

type PreviewFlags = SelectionValues & { parameter: string[] };

export function previewContext(
  loaded: LoadedPlan,
  flags: PreviewFlags,
  connection: AzureConnection,
  io: Io,
  progress: Progress,
): PreviewContext {
  const { azure, client, reader, apiVersion, concurrency, secrets } = connection;
  // Azure repeats it where a password would stand.
  secrets.add(azure.standIn);
  return {
    client,
    reader,
    apiVersion,
    texts: loaded.files,
    whole: wholeSteps(loaded),
    // Nobody is asked for the sake of a preview.
    values: new azure.GivenValues(io.env, parameterValues(flags.parameter), undefined, secrets),
    selection: azure.selectionText(selectionOf(flags)),
    concurrency,
    at: (step) => progress.at(`asking Azure about ${step.id}`),
  };
}

export async function previewOf(
  plan: DeploymentPlan,
  loaded: LoadedPlan,
  flags: PreviewFlags,
  connection: AzureConnection,
  io: Io,
  progress: Progress,
): Promise<WhatIfReport> {
  const context = previewContext(loaded, flags, connection, io, progress);
  return await withAzure(connection, () => connection.azure.previewPlan(plan, context));
}
