import type { CompiledSchema } from '#build/arm-validators';
import type { SchemaError } from '#build/validators';
import { atKey, type Check, type Finding, found, type MessageData, written } from '../model/index.ts';
import { escapeSegment, pointerSegments } from '../model/pointer.ts';
import { missingProperty, missingSetting, unknownProperty, unknownSetting, wrongSetting, wrongType, wrongValue } from './checks.ts';
import { show, valueAt } from './json-value.ts';

/** What is held to a schema. */
export interface Subject {
  file: string;
  /** Pointer of the value in the file. */
  pointer: string;
  value: unknown;
  /** What the value is, as a message names it. */
  of: string;
}

interface Codes {
  unknown: Check<'unknown' | 'notHere'>;
  missing: Check<'missing' | 'missingBeside'>;
  type: Check<'type'>;
  value: Check<'allowed' | 'form' | 'blank' | 'range' | 'key' | 'duplicate'>;
}

/** Codes for what is wrong with a file, and for what is wrong with the settings of the extension. */
export const fileCodes: Codes = { unknown: unknownProperty, missing: missingProperty, type: wrongType, value: wrongValue };
export const settingCodes: Codes = { unknown: unknownSetting, missing: missingSetting, type: wrongSetting, value: wrongSetting };

/**
 * Findings for everything that a schema has against a value; none when it passes.
 * @param codesAt the codes for what is wrong at a pointer into the value
 */
export function findSchemaErrors(schema: CompiledSchema, subject: Subject, codesAt: (instancePath: string) => Codes): Finding[] {
  if (schema.validate(subject.value)) return [];
  return (schema.validate.errors ?? []).flatMap((error) => findingOf(error, subject, codesAt(error.instancePath), schema.tags) ?? []);
}

function findingOf(error: SchemaError, subject: Subject, codes: Codes, tags: CompiledSchema['tags']): Finding | undefined {
  const { keyword, instancePath, params, propertyName } = error;
  const { file, of } = subject;
  const origin = written(file, subject.pointer + instancePath);
  const keyOf = (property: string) => atKey(written(file, `${subject.pointer}${instancePath}/${escapeSegment(property)}`));
  const data = (more: MessageData = {}): MessageData => ({ of, value: show(valueAt(subject.value, instancePath)), ...more });
  // What a name breaks is told once, by `propertyNames`.
  if (propertyName !== undefined && keyword !== 'propertyNames') return undefined;
  switch (keyword) {
    // `if` repeats what the branch said.
    case 'if':
      return undefined;
    case 'additionalProperties':
      return found(
        codes.unknown,
        'unknown',
        keyOf(String(params.additionalProperty)),
        data({ property: String(params.additionalProperty) }),
      );
    case 'false schema':
      return found(codes.unknown, 'notHere', atKey(origin), data({ property: pointerSegments(instancePath).at(-1) ?? '' }));
    case 'required':
      return found(codes.missing, 'missing', origin, data({ property: String(params.missingProperty) }));
    case 'dependencies':
      return found(
        codes.missing,
        'missingBeside',
        keyOf(String(params.property)),
        data({ property: String(params.missingProperty), beside: String(params.property) }),
      );
    case 'type':
      return found(codes.type, 'type', origin, data({ expected: typeNames[String(params.type)] ?? String(params.type) }));
    case 'enum':
      return found(codes.value, 'allowed', origin, data({ allowed: (params.allowedValues as unknown[]).map(String) }));
    case 'const':
      return found(codes.value, 'allowed', origin, data({ allowed: [String(params.allowedValue)] }));
    case 'discriminator':
      return discriminatorFinding(error, subject, codes, tags);
    case 'pattern':
      return found(codes.value, 'form', origin, data({ pattern: String(params.pattern) }));
    case 'minLength':
      return found(codes.value, 'blank', origin, data());
    case 'propertyNames':
      return found(codes.value, 'key', keyOf(String(params.propertyName)), data({ property: String(params.propertyName) }));
    case 'uniqueItems':
      return found(codes.value, 'duplicate', origin, data());
    default:
      return found(codes.value, 'range', origin, data({ limit: `${limits[keyword] ?? keyword} ${String(params.limit)}` }));
  }
}

function discriminatorFinding(
  { params, instancePath }: SchemaError,
  subject: Subject,
  codes: Codes,
  tags: CompiledSchema['tags'],
): Finding | undefined {
  // A missing tag is told by `required`.
  if (params.tagValue === undefined) return undefined;
  const tag = String(params.tag);
  const origin = written(subject.file, `${subject.pointer}${instancePath}/${escapeSegment(tag)}`);
  return found(codes.value, 'allowed', origin, { of: subject.of, value: show(params.tagValue), allowed: tags[tag] ?? [] });
}

const typeNames: Record<string, string> = {
  string: 'a text',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  object: 'an object',
  array: 'a list',
};

const limits: Record<string, string> = {
  minimum: 'at least',
  maximum: 'at most',
  maxLength: 'characters at most',
  minItems: 'entries at least',
  maxItems: 'entries at most',
  minProperties: 'entries at least',
  maxProperties: 'entries at most',
};
