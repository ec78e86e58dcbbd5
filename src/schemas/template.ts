import { type CompiledSchema, handlerSchemas, resourceSchemas, templateSchema } from '#build/arm-validators';
import { type Finding, found } from '../model/index.ts';
import { limits } from '../support/limits.ts';
import { unknownHandler, unknownResourceType } from './checks.ts';
import { asList, asObject, isObject, type JsonObject, valueAt } from './json-value.ts';
import { checkFileSize, checkLimits } from './limits.ts';
import { checkReferences } from './references.ts';
import { checkResources } from './resources.ts';
import { fileCodes, findSchemaErrors, settingCodes } from './schema-findings.ts';
import { checkSecrets, checkSecretValues } from './secrets.ts';
import { type TemplateContext, templateContext } from './template-context.ts';

/**
 * Holds a template to what no schema can say: limits, expressions, references, secrets. One that armade wrote is also held to the closed
 * schemas of the template, of each resource by its type and of each extension by its handler, and its resources to their names and
 * dependencies. Findings have codes ADE40xx.
 * @param template the parsed template
 * @param file the name that findings carry
 * @param text the template's text, where it is at hand: its size is measured then
 */
export function checkTemplate(template: unknown, file: string, text?: string): Finding[] {
  const isOurs = valueAt(template, '/metadata/_generator/name') === 'armade';
  const document = { file, pointer: '', value: template, of: 'deployment template' };
  const findings = isOurs || !isObject(template) ? findSchemaErrors(templateSchema, document, () => fileCodes) : [];
  findings.push(...checkFileSize(file, text, limits.templateBytes));
  if (!isObject(template)) return findings;
  const context = templateContext(template, file);
  for (const [index, resource] of context.resources.entries()) {
    findings.push(...(isOurs ? checkResource : checkSecretsOf)(context, resource, `/resources/${index}`));
  }
  findings.push(...checkLimits(context, text), ...checkReferences(context), ...checkSecrets(context));
  // In a template with loops and children, only an evaluator knows which resources there are.
  if (isOurs) findings.push(...checkResources(context));
  return findings;
}

function checkSecretsOf(context: TemplateContext, resource: JsonObject, pointer: string): Finding[] {
  const { secrets } = schemaOf(String(resource.type)) ?? { secrets: [] };
  return checkSecretValues(context, resource, pointer, secrets);
}

function checkResource(context: TemplateContext, resource: JsonObject, pointer: string): Finding[] {
  const { type } = resource;
  // Without a type it is the template's own schema that complains.
  if (typeof type !== 'string') return [];
  const schema = schemaOf(type);
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

const schemaOf = (type: string): CompiledSchema | undefined =>
  Object.hasOwn(resourceSchemas, type.toLowerCase()) ? resourceSchemas[type.toLowerCase()] : undefined;
