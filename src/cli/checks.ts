import { checksByCode, diagnosticsChecks } from '../diagnostics/index.ts';
import { factsChecks } from '../facts/index.ts';
import { generatorChecks } from '../generator/checks.ts';
import type { CheckMeta } from '../model/index.ts';
import { rules } from '../rules/index.ts';
import { schemaChecks } from '../schemas/checks.ts';
import { specChecks } from '../spec/index.ts';
import { azureChecks } from './azure/checks.ts';
import { inputChecks } from './input/checks.ts';
import { outputChecks } from './output-folder/checks.ts';

/** Everything armade can report, by code. */
export const allChecks = (): Map<string, CheckMeta> =>
  checksByCode(
    rules.map((rule) => rule.meta),
    specChecks,
    factsChecks,
    inputChecks,
    generatorChecks,
    schemaChecks,
    outputChecks,
    diagnosticsChecks,
    azureChecks,
  );
