import { type Finding, found, type Written, written } from '../model/index.ts';
import { escapeSegment } from '../model/pointer.ts';
import { wrongRegistryKey } from './checks/shape.ts';
import type { SourceDocument } from './parse.ts';
import { patternWords } from './pattern-words.ts';

/**
 * What a registry key has to be when it is the name as well; the schema cannot say that. As in the schema's `name` of each:
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules, 2026-09-01
 */
const machineName = '^(?![-._])(?!.*[-.]$)[^\\s\\u0000-\\u001f\\u007f\\\\/"\'`\\[\\]{}()<>|:;,?*@&%#~!$^+=]+$';
const diskName = '^[\\w.-]+$';
interface NameRule {
  longest: number;
  /** Absent where every registry key has it. */
  pattern?: string;
  /** What names the thing besides `name`. */
  otherwise?: string;
}
const nameRules: Record<string, NameRule> = {
  virtualMachines: { longest: 64, pattern: machineName },
  virtualMachineScaleSets: { longest: 64, pattern: machineName },
  disks: { longest: 80, pattern: diskName },
  keyVaults: { longest: 24, otherwise: 'id' },
  recoveryServicesVaults: { longest: 50 },
};
/** Words that mean something else where a registry key is named. */
const reserved = [
  { registry: 'keyVaults', key: 'auto', meaning: 'the one vault in the subscription and region of the machine' },
  { registry: 'keyEncryptionKeys', key: 'none', meaning: 'no key' },
];

/** Keys of registries that cannot be the name that nobody has written. */
export function checkRegistryNames(document: SourceDocument): Finding[] {
  const findings: Finding[] = [];
  for (const { registry, key, meaning } of reserved) {
    if (!Object.hasOwn((document.value[registry] ?? {}) as object, key)) continue;
    const at: Written = { ...written(document.file, `/${registry}/${key}`), at: 'key' };
    findings.push(found(wrongRegistryKey, 'reserved', at, { registry, key, meaning }));
  }
  for (const [registry, { longest: limit, pattern = '', otherwise = 'name' }] of Object.entries(nameRules)) {
    for (const [key, entry] of Object.entries((document.value[registry] ?? {}) as Record<string, Record<string, unknown>>)) {
      if (entry.name !== undefined || entry[otherwise] !== undefined) continue;
      const at: Written = { ...written(document.file, `/${registry}/${escapeSegment(key)}`), at: 'key' };
      if (!new RegExp(pattern, 'u').test(key)) findings.push(found(wrongRegistryKey, 'name', at, { key, ...patternWords(pattern) }));
      else if (key.length > limit) findings.push(found(wrongRegistryKey, 'longName', at, { key, length: key.length, limit }));
    }
  }
  return findings;
}
