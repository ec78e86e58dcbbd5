import { planSchema } from '#build/plan-validator';
import type { Finding } from '../model/index.ts';
import { fileCodes, findSchemaErrors } from './schema-findings.ts';

/**
 * Holds a plan.json to its schema. Findings have codes ADE4010 to 4013.
 * @param plan the parsed plan
 * @param file the name that findings carry
 */
export const checkPlan = (plan: unknown, file: string): Finding[] =>
  findSchemaErrors(planSchema, { file, pointer: '', value: plan, of: 'deployment plan' }, () => fileCodes);
