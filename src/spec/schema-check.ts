import { encryptionSpec, facts, type SchemaError } from '#build/validators';
import { type Finding, found, type Written, written } from '../model/index.ts';
import { escapeSegment } from '../model/pointer.ts';
import { askNames } from './asks.ts';
import * as shape from './checks/shape.ts';
import { didYouMean } from './did-you-mean.ts';
import type { SourceDocument } from './parse.ts';
import { patternWords } from './pattern-words.ts';
import { checkRegistryNames } from './registry-names.ts';
import { shapeAt, valueAt } from './schema-shape.ts';
import { exampleOf, otherNames, placeName } from './schema-words.ts';
import { valueFinding } from './value-findings.ts';

export type DocumentKind = 'spec' | 'facts';

/** What is wrong with the shape of a document: one finding for each wrong place, with codes ADE10xx. */
export function checkSchema(kind: DocumentKind, document: SourceDocument): Finding[] {
  const validate = kind === 'spec' ? encryptionSpec : facts;
  if (validate(document.value)) return checkRegistryNames(document);
  const byPlace = new Map<string, SchemaError[]>();
  for (const error of validate.errors ?? []) {
    const place = byPlace.get(error.instancePath);
    if (place === undefined) byPlace.set(error.instancePath, [error]);
    else place.push(error);
  }
  return [...byPlace].flatMap(([pointer, errors]) => findingsAt(kind, document, pointer, errors));
}

/** What is wrong with one value, and with the keys in it. */
function findingsAt(kind: DocumentKind, document: SourceDocument, pointer: string, errors: readonly SchemaError[]): Finding[] {
  const of = (keyword: string) => errors.filter((error) => error.keyword === keyword);
  const unknown = of('additionalProperties').map(({ params }) => String(params.additionalProperty));
  const missing = of('required').map(({ params }) => String(params.missingProperty));
  const registryKeys = of('propertyNames').map(({ params }) => String(params.propertyName));
  const place = written(document.file, pointer);
  const findings: Finding[] = [];

  const meant = new Set<string>();
  for (const key of unknown) {
    const suggestion = suggestKey(kind, document, pointer, key);
    if (suggestion !== undefined) meant.add(suggestion);
    findings.push(unknownKeyFinding(kind, document, pointer, key, suggestion));
  }
  for (const key of missing.filter((key) => !meant.has(key))) {
    const data = { key, place: placeName(kind, pointer, valueAt(document.value, pointer)) };
    const example = exampleOf[key];
    const at: Written = { ...place, at: 'key' };
    findings.push(found(shape.missingKey, example === undefined ? 'missing' : 'example', at, { ...data, ...(example && { example }) }));
  }
  for (const key of registryKeys) findings.push(registryKeyFinding(document, pointer, key, errors));
  const ofValue = errors.filter(
    ({ keyword, propertyName }) => !['additionalProperties', 'required', 'propertyNames'].includes(keyword) && propertyName === undefined,
  );
  if (ofValue.length > 0) findings.push(...valueFinding(kind, document, pointer, ofValue));
  return findings;
}

/** The key that an unknown one most likely stands for; one that is already there is not meant. */
function suggestKey(kind: DocumentKind, document: SourceDocument, pointer: string, key: string): string | undefined {
  const allowed = allowedKeys(kind, document, pointer);
  const present = valueAt(document.value, pointer) as Record<string, unknown>;
  const free = allowed.filter((name) => !Object.hasOwn(present, name));
  const other = otherNames[key.toLowerCase().replaceAll(/[-_ ]/g, '')];
  if (other !== undefined && free.includes(other)) return other;
  return didYouMean(key, free);
}

const allowedKeys = (kind: DocumentKind, document: SourceDocument, pointer: string): string[] =>
  Object.keys(shapeAt(kind === 'spec' ? 'encryptionSpec' : 'facts', document.value, pointer).properties ?? {});

function unknownKeyFinding(
  kind: DocumentKind,
  document: SourceDocument,
  pointer: string,
  key: string,
  suggestion: string | undefined,
): Finding {
  const at: Written = { ...written(document.file, `${pointer}/${escapeSegment(key)}`), at: 'key' };
  const data = { key, place: placeName(kind, pointer, valueAt(document.value, pointer)) };
  if (/^\/(virtualMachines|virtualMachineScaleSets|disks)\/[^/]*$/.test(pointer) && (askNames as readonly string[]).includes(key)) {
    return found(shape.unknownKey, 'asked', at, data);
  }
  if (suggestion !== undefined) return found(shape.unknownKey, 'suggestion', at, { ...data, suggestion });
  const allowed = allowedKeys(kind, document, pointer).filter((name) => name !== 'suppress');
  return allowed.length === 0 ? found(shape.unknownKey, 'none', at, data) : found(shape.unknownKey, 'list', at, { ...data, allowed });
}

function registryKeyFinding(document: SourceDocument, pointer: string, key: string, errors: readonly SchemaError[]): Finding {
  const at: Written = { ...written(document.file, `${pointer}/${escapeSegment(key)}`), at: 'key' };
  const registry = pointer.slice(1);
  const of = (keyword: string) => errors.find((error) => error.propertyName === key && error.keyword === keyword)?.params;
  const limit = of('maxLength')?.limit;
  const pattern = of('pattern')?.pattern;
  if (pattern !== undefined && key !== '')
    return found(shape.wrongRegistryKey, 'form', at, { key, registry, rule: patternWords(String(pattern)).rule });
  if (limit !== undefined) return found(shape.wrongRegistryKey, 'long', at, { key, registry, length: key.length, limit: Number(limit) });
  return found(shape.wrongRegistryKey, 'empty', at, { registry });
}
