import type { ManualStep, Step } from '../../plan/types.ts';
import { evaluate } from '../conditions.ts';
import { type RunContext, type StepOutcome, skipped } from '../run-context.ts';
import { runDeployment } from './deployment.ts';
import { runDeleteExtension, runMachineStep } from './machine-operations.ts';
import { runUpdate } from './update.ts';
import { runWait } from './wait.ts';

/**
 * Carries out one step for the machines that are left of it.
 * @param following the steps that come right after it
 */
export async function runStep(
  step: Step,
  machines: readonly string[],
  context: RunContext,
  following: readonly Step[],
): Promise<StepOutcome> {
  switch (step.kind) {
    case 'deployment':
      return await runDeployment(step, machines, context);
    case 'wait':
      return await runWait(step, machines, context);
    case 'restart':
    case 'deallocate':
    case 'start':
    case 'upgradeInstances':
      return await runMachineStep(step, context, following);
    case 'deleteExtension':
      return await runDeleteExtension(step, context);
    case 'updateVirtualMachine':
    case 'updateDisk':
    case 'updateKeyVault':
      return await runUpdate(step, context);
    case 'manual':
      return await runManual(step, context);
  }
}

/** Stops for a person. A run that goes on takes it for done when the interrupted one had stopped there, or when Azure shows that it is. */
async function runManual(step: ManualStep, { before, reader }: RunContext): Promise<StepOutcome> {
  if (before.get(step.id)?.state === 'byHand') return { state: 'done', left: new Map(), message: 'done by hand' };
  const conditions = step.doneWhen ?? [];
  const verdicts = await Promise.all(
    conditions.map(async (condition) => {
      const state = await reader.read(condition.machine);
      return state !== undefined && evaluate(condition, state).holds;
    }),
  );
  return verdicts.length > 0 && verdicts.every(Boolean) ? skipped('it is done already') : { state: 'byHand', left: new Map() };
}
