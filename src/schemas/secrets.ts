import type { CompiledSchema } from '#build/arm-validators';
import { isExpression } from '../arm/literal.ts';
import { type Finding, found } from '../model/index.ts';
import { pointerTo } from '../model/pointer.ts';
import { secretInClear } from './checks.ts';
import { asObject, type JsonObject } from './json-value.ts';
import { isSecureType, type TemplateContext } from './template-context.ts';

/** Findings for parameters and outputs that give a secret away. */
export function checkSecrets({ parameters, outputs, summaries, declared, at }: TemplateContext): Finding[] {
  const defaults = Object.entries(parameters).flatMap(([name, declaration]) => {
    const { type, defaultValue } = asObject(declaration);
    // `[newGuid()]` is a new value at each deployment.
    const isHarmless =
      defaultValue === undefined || (typeof defaultValue === 'string' && (defaultValue === '' || isExpression(defaultValue)));
    return isSecureType(type) && !isHarmless
      ? [found(secretInClear, 'defaultValue', at(pointerTo(['parameters', name, 'defaultValue'])), { name })]
      : [];
  });
  const given = Object.entries(outputs).flatMap(([name, output]) => {
    const { value } = asObject(output);
    if (typeof value !== 'string' || !isExpression(value)) return [];
    const { parameters: used, functions } = summaries.of(value);
    const isSecret =
      used.some((parameter) => isSecureType(declared.get(parameter.toLowerCase())?.type)) ||
      [...functions].some((called) => called.startsWith('list'));
    return isSecret ? [found(secretInClear, 'output', at(pointerTo(['outputs', name, 'value'])), { name })] : [];
  });
  return [...defaults, ...given];
}

/**
 * Findings for secrets of a resource or extension that do not come from secure parameters.
 * @param pointer of the value in the template
 * @param secrets the keys that lead to each secret in the value
 */
export function checkSecretValues(
  { summaries, declared, at }: TemplateContext,
  value: JsonObject,
  pointer: string,
  secrets: CompiledSchema['secrets'],
): Finding[] {
  return secrets.flatMap((keys) => {
    const text = keys.reduce((inside: unknown, key) => asObject(inside)[key], value);
    if (typeof text !== 'string' || text === '') return [];
    const origin = at(pointer + pointerTo(keys));
    const property = keys.at(-1) ?? '';
    if (!isExpression(text)) return [found(secretInClear, 'literal', origin, { property })];
    const { parameters, variables, functions } = summaries.of(text);
    const types = parameters.map((name) => declared.get(name.toLowerCase())?.type);
    // What Azure answers, and what a variable holds, cannot be told from here; an undeclared parameter is another finding.
    const isKnown =
      variables.length === 0 && !types.includes(undefined) && ![...functions].some((called) => /^(?:reference|list)/.test(called));
    if (!isKnown || types.some(isSecureType)) return [];
    const [name] = parameters;
    if (name === undefined) return [found(secretInClear, 'literal', origin, { property })];
    return [found(secretInClear, 'notSecure', origin, { property, name, type: String(types[0]) })];
  });
}
