import { type CompiledSchema, handlerSchemas, resourceSchemas, templateSchema } from '#build/arm-validators';
import { found } from '../arm/check.ts';
import type { Finding } from '../model/index.ts';
import { limits } from '../support/limits.ts';
import { unknownHandler, unknownResourceType } from './checks.ts';
import { asList, asObject, isObject, type JsonObject } from './json-value.ts';
import { checkFileSize, checkLimits } from './limits.ts';
import { checkReferences } from './references.ts';
import { checkResources } from './resources.ts';
import { fileCodes, findSchemaErrors, settingCodes } from './schema-findings.ts';
import { checkSecrets, checkSecretValues } from './secrets.ts';
import { type TemplateContext, templateContext } from './template-context.ts';

/**
 * Holds a template that armade wrote to the closed schemas of the template, of each resource by its type and of each extension by its
 * handler, and to what no schema can say: limits, references, names, secrets. Findings have codes ADE40xx.
 * @param template the parsed template
 * @param file the name that findings carry
 * @param text the template's text, where it is at hand: its size is measured then
 */
export function checkTemplate(template: unknown, file: string, text?: string): Finding[] {
  const document = { file, pointer: '', value: template, of: 'deployment template' };
  const findings = findSchemaErrors(templateSchema, document, () => fileCodes);
  findings.push(...checkFileSize(file, text, limits.templateBytes));
  if (!isObject(template)) return findings;
  const context = templateContext(template, file);
  for (const [index, resource] of context.resources.entries()) findings.push(...checkResource(context, resource, `/resources/${index}`));
  findings.push(...checkLimits(context, text), ...checkReferences(context), ...checkResources(context), ...checkSecrets(context));
  return findings;
}

function checkResource(context: TemplateContext, resource: JsonObject, pointer: string): Finding[] {
  const { type } = resource;
  // Without a type it is the template's own schema that complains.
  if (typeof type !== 'string') return [];
  const schema = resourceSchemas[type.toLowerCase()];
  if (schema === undefined) return [found(unknownResourceType, 'type', context.at(`${pointer}/type`), { type })];
  const findings = findSchemaErrors(schema, { file: context.file, pointer, value: resource, of: type }, () => fileCodes);
  findings.push(...checkSecretValues(context, resource, pointer, schema.secrets));
  for (const [path, extension] of extensionsOf(type, asObject(resource.properties))) {
    findings.push(...checkExtension(context, asObject(extension), pointer + path));
  }
  return findings;
}

/** Properties of the extensions in a resource, by pointer: those of an extension itself, or those in the profile of a scale set. */
function extensionsOf(type: string, properties: JsonObject): [pointer: string, properties: unknown][] {
  if (type.toLowerCase().endsWith('/extensions')) return [['/properties', properties]];
  const { extensions } = asObject(asObject(properties.virtualMachineProfile).extensionProfile);
  return asList(extensions).map((extension, index) => [
    `/properties/virtualMachineProfile/extensionProfile/extensions/${index}/properties`,
    asObject(extension).properties,
  ]);
}

function checkExtension(context: TemplateContext, properties: JsonObject, pointer: string): Finding[] {
  const { publisher, type, typeHandlerVersion: version } = properties;
  // What is missing or no text, the resource's schema has told.
  if (typeof publisher !== 'string' || typeof type !== 'string' || typeof version !== 'string') return [];
  const schema = handlerOf(publisher, type, version);
  if (schema === undefined) {
    const known = Object.keys(handlerSchemas).map((key) => key.replace('@', ' '));
    return [found(unknownHandler, 'handler', context.at(`${pointer}/type`), { publisher, type, version, known })];
  }
  const subject = { file: context.file, pointer, value: properties, of: `${type} ${version}` };
  return [
    ...findSchemaErrors(schema, subject, (at) => (/^\/(?:protectedS|s)ettings(?:\/|$)/.test(at) ? settingCodes : fileCodes)),
    ...checkSecretValues(context, properties, pointer, schema.secrets),
  ];
}

const handlerOf = (publisher: string, type: string, version: string): CompiledSchema | undefined =>
  publisher === 'Microsoft.Azure.Security' && Object.hasOwn(handlerSchemas, `${type}@${version}`)
    ? handlerSchemas[`${type}@${version}`]
    : undefined;
