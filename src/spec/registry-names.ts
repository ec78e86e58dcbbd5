import { type Finding, found, type Written, written } from '../model/index.ts';
import { escapeSegment } from '../model/pointer.ts';
import { wrongRegistryKey } from './checks/shape.ts';
import type { SourceDocument } from './parse.ts';
import { patternWords } from './pattern-words.ts';

/**
 * What a registry key has to be when it is the name as well; the schema cannot say that. As in the schema's `name` of each:
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules, 2026-09-01
 */
const namePattern = '^(?![-._])(?!.*[-.]$)[^\\s\\u0000-\\u001f\\u007f\\\\/"\'`\\[\\]{}()<>|:;,?*@&%#~!$^+=]+$';
const resourceName = new RegExp(namePattern, 'u');
/** Words that mean something else where a registry key is named. */
const reserved = [
  { registry: 'keyVaults', key: 'auto', meaning: 'the one vault in the subscription and region of the machine' },
  { registry: 'keyEncryptionKeys', key: 'none', meaning: 'no key' },
];
const longest: Record<string, number> = { virtualMachines: 64, virtualMachineScaleSets: 64, disks: 80 };

/** Keys of registries that cannot be the name that nobody has written. */
export function checkRegistryNames(document: SourceDocument): Finding[] {
  const findings: Finding[] = [];
  for (const { registry, key, meaning } of reserved) {
    if (!Object.hasOwn((document.value[registry] ?? {}) as object, key)) continue;
    const at: Written = { ...written(document.file, `/${registry}/${key}`), at: 'key' };
    findings.push(found(wrongRegistryKey, 'reserved', at, { registry, key, meaning }));
  }
  for (const [registry, limit] of Object.entries(longest)) {
    for (const [key, entry] of Object.entries((document.value[registry] ?? {}) as Record<string, { name?: string }>)) {
      if (entry.name !== undefined) continue;
      const at: Written = { ...written(document.file, `/${registry}/${escapeSegment(key)}`), at: 'key' };
      if (!resourceName.test(key)) findings.push(found(wrongRegistryKey, 'name', at, { key, ...patternWords(namePattern) }));
      else if (key.length > limit) findings.push(found(wrongRegistryKey, 'longName', at, { key, length: key.length, limit }));
    }
  }
  return findings;
}
