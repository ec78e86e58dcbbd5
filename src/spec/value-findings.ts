import type { SchemaError } from '#build/validators';
import { type Finding, found, scenarioNames, type Written, written } from '../model/index.ts';
import * as shape from './checks/shape.ts';
import { didYouMean } from './did-you-mean.ts';
import type { SourceDocument } from './parse.ts';
import { dateWords, patternWords } from './pattern-words.ts';
import type { DocumentKind } from './schema-check.ts';
import { type Shape, shapeAt, valueAt } from './schema-shape.ts';
import { describeValue, keyName, wantedTypes } from './schema-words.ts';

/** One wrong value, and what the schema wants of it. */
interface WrongValue {
  document: SourceDocument;
  pointer: string;
  at: Written;
  value: unknown;
  key: string;
  wanted: Shape;
  errors: ReadonlyMap<string, SchemaError['params']>;
}

/** Tried in this order; the first that has something to say is all that is said about the value. */
const explanations: readonly ((wrong: WrongValue) => Finding | undefined)[] = [
  explainScenario,
  explainEmptyValue,
  explainUnquoted,
  explainType,
  explainVersion,
  explainEnum,
  explainRange,
  explainForm,
];

/** What is wrong with one value; nothing when another finding says it already. */
export function valueFinding(kind: DocumentKind, document: SourceDocument, pointer: string, errors: readonly SchemaError[]): Finding[] {
  const wrong: WrongValue = {
    document,
    pointer,
    at: written(document.file, pointer),
    value: valueAt(document.value, pointer),
    key: keyName(pointer),
    wanted: shapeAt(kind === 'spec' ? 'encryptionSpec' : 'facts', document.value, pointer),
    errors: new Map(errors.map(({ keyword, params }) => [keyword, params])),
  };
  for (const explain of explanations) {
    const finding = explain(wrong);
    if (finding !== undefined) return [finding];
  }
  return [];
}

function explainScenario({ document, pointer, errors, value }: WrongValue): Finding | undefined {
  if (!errors.has('discriminator')) return undefined;
  const name = (value as { scenario?: unknown }).scenario;
  // That it is missing is said where the keys are looked at.
  if (name === undefined) return undefined;
  const at = written(document.file, `${pointer}/scenario`);
  if (name === null) return found(shape.emptyValue, 'key', at, { key: 'scenario', wanted: 'the name of a scenario' });
  const text = typeof name === 'string' ? name : '';
  const suggestion = didYouMean(text, scenarioNames);
  const data = { value: text === '' ? describeValue(name) : `\`${text}\``, allowed: [...scenarioNames] };
  return found(shape.unknownScenario, suggestion === undefined ? 'list' : 'suggestion', at, { ...data, ...(suggestion && { suggestion }) });
}

function explainEmptyValue({ at, key, value, wanted }: WrongValue): Finding | undefined {
  if (value !== null) return undefined;
  const isEntry = /\/\d+$/.test(at.pointer);
  return found(shape.emptyValue, isEntry ? 'entry' : 'key', at, { key, wanted: wantedTypes(wanted) });
}

function explainUnquoted({ document, at, key, value, errors }: WrongValue): Finding | undefined {
  const types = [errors.get('type')?.type].flat().flatMap((type) => String(type).split(','));
  if (!types.includes('string') || (typeof value !== 'number' && typeof value !== 'boolean')) return undefined;
  const source = document.text.slice(...document.offsets(behindAlias(document.aliases, at.pointer), 'value'));
  const kind = typeof value === 'number' ? 'a number' : 'true or false';
  return found(shape.unquotedText, 'quote', at, { key, source, kind, quoted: JSON.stringify(source) });
}

/** Where a value that an alias stands for is written. */
function behindAlias(aliases: SourceDocument['aliases'], pointer: string): string {
  if (aliases.size === 0) return pointer;
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const target = aliases.get(at);
    if (target !== undefined) return behindAlias(aliases, target + pointer.slice(at.length));
  }
  return pointer;
}

const booleanWords: Record<string, string> = { true: 'true', yes: 'true', on: 'true', false: 'false', no: 'false', off: 'false' };

function explainType({ at, key, value, wanted, errors }: WrongValue): Finding | undefined {
  if (!errors.has('type')) return undefined;
  const types = [wanted.type].flat();
  let example = '';
  if (typeof value === 'string') {
    const word = Object.hasOwn(booleanWords, value.toLowerCase()) ? booleanWords[value.toLowerCase()] : undefined;
    if (types.includes('boolean') && word !== undefined) example = `: write ${word}, without quotes`;
    else if ((types.includes('integer') || types.includes('number')) && /^\d+$/.test(value)) example = `: write ${value}, without quotes`;
    else if (types.includes('array')) example = `: write [${value}]`;
  }
  return found(shape.wrongType, 'type', at, { key, here: describeValue(value), wanted: wantedTypes(wanted), example });
}

function explainVersion({ at, key, value, wanted, errors }: WrongValue): Finding | undefined {
  if (!errors.has('const')) return undefined;
  return found(shape.wrongVersion, 'version', at, {
    key,
    value: typeof value === 'string' ? JSON.stringify(value) : String(value),
    wanted: String(wanted.const),
  });
}

function explainEnum({ at, key, value, errors }: WrongValue): Finding | undefined {
  const allowed = errors.get('enum')?.allowedValues;
  if (!Array.isArray(allowed)) return undefined;
  const suggestion = typeof value === 'string' ? didYouMean(value, allowed.map(String)) : undefined;
  const data = { key, value: typeof value === 'string' ? JSON.stringify(value) : describeValue(value), allowed: allowed.map(String) };
  return found(shape.valueNotAllowed, suggestion === undefined ? 'list' : 'suggestion', at, { ...data, ...(suggestion && { suggestion }) });
}

const rangeMessages = {
  minLength: 'short',
  maxLength: 'long',
  minimum: 'small',
  maximum: 'large',
  minItems: 'emptyList',
  maxItems: 'longList',
  minProperties: 'noCondition',
} as const;

function explainRange({ at, key, value, wanted, errors }: WrongValue): Finding | undefined {
  for (const [keyword, messageId] of Object.entries(rangeMessages)) {
    const params = errors.get(keyword);
    if (params === undefined) continue;
    const length = typeof value === 'string' || Array.isArray(value) ? value.length : 0;
    const data = {
      key,
      length,
      limit: Number(params.limit),
      value: typeof value === 'number' ? value : 0,
      allowed: Object.keys(wanted.properties ?? {}),
    };
    return found(shape.outOfRange, value === '' ? 'empty' : messageId, at, data);
  }
  return undefined;
}

function explainForm({ at, value, errors }: WrongValue): Finding | undefined {
  const pattern = errors.get('pattern')?.pattern;
  const words = pattern !== undefined ? patternWords(String(pattern)) : errors.has('format') ? dateWords(value) : undefined;
  return words && found(shape.wrongForm, 'form', at, { value: JSON.stringify(value), ...words });
}
