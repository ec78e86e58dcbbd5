import { parametersSchema } from '#build/arm-validators';
import { atKey, type Finding, found, written } from '../model/index.ts';
import { pointerTo } from '../model/pointer.ts';
import { limits } from '../support/limits.ts';
import { secretInClear, undeclaredParameter, wrongParameterType } from './checks.ts';
import { asObject, isObject, show } from './json-value.ts';
import { checkFileSize } from './limits.ts';
import { fileCodes, findSchemaErrors } from './schema-findings.ts';
import { isSecureType } from './template-context.ts';

/**
 * Holds a parameter file to its schema and, where the template is given, to what that declares. Findings have codes ADE40xx.
 * @param parameters the parsed parameter file
 * @param file the name that findings carry
 * @param options `template` that the values are for; `text` of the file, whose size is measured then
 */
export function checkParameters(parameters: unknown, file: string, options: { template?: unknown; text?: string } = {}): Finding[] {
  const document = { file, pointer: '', value: parameters, of: 'parameter file' };
  const findings = [
    ...findSchemaErrors(parametersSchema, document, () => fileCodes),
    ...checkFileSize(file, options.text, limits.parameterFileBytes),
  ];
  if (!isObject(options.template)) return findings;
  const declared = new Map(
    Object.entries(asObject(options.template.parameters)).map(([name, declaration]) => [name.toLowerCase(), declaration]),
  );
  for (const [name, given] of Object.entries(asObject(asObject(parameters).parameters))) {
    const { type } = asObject(declared.get(name.toLowerCase()));
    if (!declared.has(name.toLowerCase())) {
      findings.push(found(undeclaredParameter, 'noValueWanted', atKey(written(file, pointerTo(['parameters', name]))), { name }));
    } else if (isObject(given) && Object.hasOwn(given, 'value')) {
      findings.push(...checkValue(name, given.value, String(type), file));
    }
  }
  return findings;
}

function checkValue(name: string, value: unknown, type: string, file: string): Finding[] {
  const origin = written(file, pointerTo(['parameters', name, 'value']));
  if (isSecureType(type)) return [found(secretInClear, 'parameterValue', origin, { name })];
  const isOfType = Object.hasOwn(types, type.toLowerCase()) ? types[type.toLowerCase()] : undefined;
  return isOfType === undefined || isOfType(value)
    ? []
    : [found(wrongParameterType, 'type', origin, { name, expected: type, value: show(value) })];
}

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  int: Number.isInteger,
  bool: (value) => typeof value === 'boolean',
  object: isObject,
  array: Array.isArray,
};
