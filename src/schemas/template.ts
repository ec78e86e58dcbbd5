import { handlerSchemas, resourceSchemas, templateSchema } from '#build/arm-validators';
import { type Finding, written } from '../model/index.ts';
import { found } from './check.ts';
import { unknownHandler, unknownResourceType } from './checks.ts';
import { checkTemplateDocument } from './document.ts';
import { fileCodes, findSchemaErrors, type Subject, settingCodes } from './schema-findings.ts';

/**
 * Holds a template that armade wrote to the closed schemas of the template, of each resource by its type and of each extension by its
 * handler, and to what no schema can say (limits, references, secrets). Findings have codes ADE40xx; a template without any deploys.
 * @param template the parsed template
 * @param file the name that findings carry
 * @param text the template's text, where it is at hand; its size is measured then
 */
export function checkTemplate(template: unknown, file: string, text?: string): Finding[] {
  const findings = findSchemaErrors(templateSchema, { file, pointer: '', value: template, of: 'deployment template' }, () => fileCodes);
  if (!isObject(template)) return findings;
  const resources = Array.isArray(template.resources) ? template.resources : [];
  for (const [index, resource] of resources.entries()) {
    if (isObject(resource)) findings.push(...checkResource(resource, file, `/resources/${index}`));
  }
  return [...findings, ...checkTemplateDocument(template, file, text)];
}

function checkResource(resource: Readonly<Record<string, unknown>>, file: string, pointer: string): Finding[] {
  const { type } = resource;
  // The template's own schema says so when there is no type.
  if (typeof type !== 'string') return [];
  const schema = resourceSchemas[type.toLowerCase()];
  if (schema === undefined) return [found(unknownResourceType, 'type', written(file, `${pointer}/type`), { type })];
  const findings = findSchemaErrors(schema, { file, pointer, value: resource, of: type }, () => fileCodes);
  for (const [path, extension] of extensionsOf(resource)) findings.push(...checkExtension(extension, file, `${pointer}${path}`));
  return findings;
}

/** Properties of the extensions in a resource, by pointer: the resource itself, or those in the profile of a scale set. */
function extensionsOf({ type, properties }: Readonly<Record<string, unknown>>): [pointer: string, properties: unknown][] {
  if (!isObject(properties)) return [];
  if (String(type).toLowerCase().endsWith('/extensions')) return [['/properties', properties]];
  const profile = isObject(properties.virtualMachineProfile) ? properties.virtualMachineProfile.extensionProfile : undefined;
  const extensions = isObject(profile) && Array.isArray(profile.extensions) ? profile.extensions : [];
  return extensions.map((extension, index) => [
    `/properties/virtualMachineProfile/extensionProfile/extensions/${index}/properties`,
    isObject(extension) ? extension.properties : undefined,
  ]);
}

function checkExtension(properties: unknown, file: string, pointer: string): Finding[] {
  if (!isObject(properties)) return [];
  const { publisher, type, typeHandlerVersion: version } = properties;
  if (typeof publisher !== 'string' || typeof type !== 'string' || typeof version !== 'string') return [];
  const schema = handlerSchemas[`${type}@${version}`];
  if (schema === undefined || publisher !== 'Microsoft.Azure.Security') {
    const known = Object.keys(handlerSchemas).map((key) => key.replace('@', ' '));
    return [found(unknownHandler, 'handler', written(file, `${pointer}/type`), { publisher, type, version, known })];
  }
  const subject: Subject = { file, pointer, value: properties, of: `${type} ${version}` };
  return findSchemaErrors(schema, subject, (instancePath) =>
    /^\/(settings|protectedSettings)(\/|$)/.test(instancePath) ? settingCodes : fileCodes,
  );
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
