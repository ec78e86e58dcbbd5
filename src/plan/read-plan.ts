import { planSchema } from '#build/plan-validator';
import type { DeploymentPlan } from './types.ts';

/** The plan in a parsed plan.json; a text says why it is none. */
export function readPlan(value: unknown): DeploymentPlan | string {
  if (planSchema.validate(value)) return value as DeploymentPlan;
  const error = planSchema.validate.errors?.[0];
  return `${error?.instancePath || 'its beginning'} is not as a plan has it`;
}
