import { readingChecks } from '../arm/checks.ts';
import { type CheckMeta, defineCheck } from '../model/index.ts';
import { sources } from '../support/sources.ts';

const { templateBestPractices: bestPractices, windowsExtensionPage: windowsHandler, linuxExtensionPage: linuxHandler } = sources;
const syntax = { url: 'https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax', date: '2021-05-17' };
const expressions = { url: 'https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions', date: '2020-03-17' };
const nameRules = { url: 'https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules', date: '2023-11-20' };

export const unknownProperty = defineCheck({
  code: 'ADE4010',
  name: 'template-unknown-property',
  severity: 'error',
  summary: 'Generated files hold only properties that armade writes.',
  messages: {
    unknown: 'armade writes no "{property}" here ({of}). Remove it, or generate the file again.',
    notHere: '"{property}" has no place here ({of}). Remove it, or generate the file again.',
  },
});

export const missingProperty = defineCheck({
  code: 'ADE4011',
  name: 'template-missing-property',
  severity: 'error',
  summary: 'Generated files hold every property that Azure needs.',
  messages: {
    missing: '"{property}" is missing ({of}). Add it, or generate the file again.',
    missingBeside: '"{property}" is missing ({of}): it has to stand beside "{beside}". Add it, or generate the file again.',
  },
});

export const wrongType = defineCheck({
  code: 'ADE4012',
  name: 'template-wrong-type',
  severity: 'error',
  summary: 'Values in generated files have the type that Azure expects.',
  messages: { type: '{value} is not {expected} ({of}). Write {expected}, or generate the file again.' },
});

export const wrongValue = defineCheck({
  code: 'ADE4013',
  name: 'template-wrong-value',
  severity: 'error',
  summary: 'Values in generated files are among those that Azure takes.',
  messages: {
    allowed: '{value} is not allowed ({of}). Allowed: {allowed}.',
    form: '{value} does not have the right form ({of}): it has to match {pattern}.',
    blank: 'This text is blank ({of}). Leave the property out, or generate the file again.',
    range: '{value} is out of range ({of}): {limit}.',
    key: '"{property}" is no valid name here ({of}).',
    duplicate: 'This list holds a value twice ({of}). Remove one of them.',
  },
});

export const unknownResourceType = defineCheck({
  code: 'ADE4014',
  name: 'template-unknown-resource-type',
  severity: 'error',
  summary: 'Generated templates hold only resource types that armade writes.',
  messages: {
    type: 'armade writes no resource of type {type}. Remove the resource, put it into a template of its own, or generate the file again.',
    missing: 'This resource has no type. Add it, or generate the file again.',
  },
});

export const unknownHandler = defineCheck({
  code: 'ADE4015',
  name: 'template-unknown-extension',
  severity: 'error',
  summary: 'Generated templates hold only extensions of Azure Disk Encryption, in a version that exists.',
  sources: [windowsHandler, linuxHandler],
  messages: {
    handler:
      'There is no handler {publisher}/{type} {version} of Azure Disk Encryption. Known: {known}, all of publisher Microsoft.Azure.Security; case counts.',
  },
});

export const unknownSetting = defineCheck({
  code: 'ADE4020',
  name: 'extension-unknown-setting',
  severity: 'error',
  summary: 'The settings of the extension are those that its handler knows.',
  sources: [windowsHandler, linuxHandler],
  messages: {
    unknown: '{of} knows no setting "{property}" for this operation. Case counts. Remove it, or generate the file again.',
    notHere: '{of} takes no "{property}" here. Remove it, or generate the file again.',
  },
});

export const missingSetting = defineCheck({
  code: 'ADE4021',
  name: 'extension-missing-setting',
  severity: 'error',
  summary: 'The settings of the extension hold everything that its handler needs.',
  sources: [windowsHandler, linuxHandler],
  messages: {
    missing: '{of} needs the setting "{property}". Add it, or generate the file again.',
    missingBeside: '{of} needs the setting "{property}" beside "{beside}": both or neither. Add it, or generate the file again.',
  },
});

export const wrongSetting = defineCheck({
  code: 'ADE4022',
  name: 'extension-wrong-setting',
  severity: 'error',
  summary: 'The settings of the extension have values that its handler takes.',
  sources: [windowsHandler, linuxHandler],
  messages: {
    allowed: '{of} does not take {value}. Allowed: {allowed}. Case counts.',
    form: '{of} does not take {value}: it has to match {pattern}, or to be one expression.',
    type: '{of} does not take {value}: it has to be {expected}.',
    blank: '{of}: this setting is blank. Leave it out.',
    range: '{of} does not take {value}: {limit}.',
    key: '{of} takes no name "{property}" here.',
    duplicate: '{of}: this list holds a value twice. Remove one of them.',
  },
});

export const limitExceeded = defineCheck({
  code: 'ADE4030',
  name: 'template-limit',
  severity: 'error',
  summary: 'A template stays below the limits of Azure Resource Manager.',
  azureError: "The number of template parameters limit exceeded. Limit: '256' and actual: '257'.",
  sources: [bestPractices],
  messages: {
    count:
      'The template has {count} {what}; Azure takes at most {limit}. Divide it: `maxMachinesPerDeployment` in the spec says how many machines one template holds.',
    size: 'The file has {count} bytes; Azure takes at most {limit}. Divide it: `maxMachinesPerDeployment` in the spec says how many machines one template holds.',
    resourceSize: 'The resource has {count} bytes; Azure takes at most {limit}. Shorten its settings.',
    expression: 'The expression has {count} characters; Azure takes at most {limit}. Put parts of it into variables.',
  },
});

export const wrongResourceName = defineCheck({
  code: 'ADE4031',
  name: 'template-resource-name',
  severity: 'error',
  summary: 'The name of a resource has as many parts as its type, and Azure allows each of them.',
  azureError:
    "The template resource 'a' of type 'b' has an invalid name. The name 'a' contains '1' name segment(s) separated by '/', but '2' segment(s) were expected.",
  sources: [nameRules],
  messages: {
    segments: 'The name {name} has {count} parts divided by "/"; the type {type} wants {expected}.',
    form: '{name} is no name that Azure allows for {type}: {rule}.',
  },
});

export const expressionSyntax = defineCheck({
  code: 'ADE4040',
  name: 'template-expression-syntax',
  severity: 'error',
  summary: 'A text in brackets is an expression that Azure Resource Manager can read.',
  azureError: "Unable to parse language expression 'a': expected token 'LeftParenthesis' and actual 'EndOfData'.",
  sources: [expressions],
  messages: {
    unexpectedCharacter:
      'The expression {expression} cannot be read: {found} is no part of the language. A literal text that begins with "[" and ends with "]" is written with "[[".',
    unterminatedString:
      'The expression {expression} cannot be read: the text that begins with {found} has no end. A quote inside a text is doubled.',
    notAnInteger: 'The expression {expression} cannot be read: {found} is no whole number of 64 bits.',
    unexpectedToken:
      'The expression {expression} cannot be read: {found} is not expected there. A literal text that begins with "[" and ends with "]" is written with "[[".',
    tooDeep: 'The expression {expression} is nested too deep. Put parts of it into variables.',
  },
});

export const undeclaredParameter = defineCheck({
  code: 'ADE4041',
  name: 'template-undeclared-parameter',
  severity: 'error',
  summary: 'Every parameter that a template uses is declared in it.',
  azureError: "The template parameter 'p' is not found.",
  sources: [syntax],
  messages: {
    undeclared: 'The template uses the parameter "{name}" and does not declare it. Add it to "parameters", or generate the file again.',
    noValueWanted: 'The template declares no parameter "{name}", so Azure refuses the value. Remove it, or generate the file again.',
  },
});

export const unusedParameter = defineCheck({
  code: 'ADE4042',
  name: 'template-unused-parameter',
  severity: 'warning',
  summary: 'Every parameter that a template declares is used in it.',
  messages: { unused: 'Nothing in the template uses the parameter "{name}". Remove it, or generate the file again.' },
});

export const undeclaredVariable = defineCheck({
  code: 'ADE4043',
  name: 'template-undeclared-variable',
  severity: 'error',
  summary: 'Every variable that a template uses is declared in it.',
  azureError: "The template variable 'v' is not found.",
  sources: [syntax],
  messages: {
    undeclared: 'The template uses the variable "{name}" and does not declare it. Add it to "variables", or generate the file again.',
  },
});

export const unusedVariable = defineCheck({
  code: 'ADE4044',
  name: 'template-unused-variable',
  severity: 'warning',
  summary: 'Every variable that a template declares is used in it.',
  messages: { unused: 'Nothing in the template uses the variable "{name}". Remove it, or generate the file again.' },
});

export const functionNotInVariables = defineCheck({
  code: 'ADE4045',
  name: 'template-function-in-variables',
  severity: 'error',
  summary: 'Variables do not use functions that ask Azure.',
  azureError: "The template variable 'v' is not valid: The template function 'reference' is not expected at this location.",
  sources: [syntax],
  messages: {
    asks: '{function}() is not allowed in variables: they are computed before the deployment. Write it where the value is used.',
  },
});

export const unknownDependency = defineCheck({
  code: 'ADE4046',
  name: 'template-unknown-dependency',
  severity: 'error',
  summary: 'Everything in dependsOn is a resource of the template.',
  sources: [syntax],
  messages: {
    unknown: 'The resource depends on {dependency}, and the template has no such resource. Remove it, or generate the file again.',
  },
});

export const duplicateResource = defineCheck({
  code: 'ADE4047',
  name: 'template-duplicate-resource',
  severity: 'error',
  summary: 'A template holds each resource once.',
  sources: [syntax],
  messages: { twice: 'The template holds {type} {name} twice, and Azure refuses that. Remove one, or generate the file again.' },
});

export const secretInClear = defineCheck({
  code: 'ADE4048',
  name: 'template-secret-in-clear',
  severity: 'error',
  summary: 'Secrets reach a template by secure parameters or Key Vault references only.',
  sources: [bestPractices],
  messages: {
    literal:
      '"{property}" stands here in clear, in a file that is committed. Make it a parameter of type secureString without default value, and change the secret: it is known now.',
    notSecure:
      '"{property}" comes from the parameter "{name}", which is of type {type}: its value stays readable in the history of deployments. Make it a secureString.',
    defaultValue:
      'The secure parameter "{name}" has a default value, which stands here in clear. Remove the default value, and change the secret: it is known now.',
    parameterValue:
      'The value of the secure parameter "{name}" stands here in clear, in a file that is committed. Give it at deployment or as a Key Vault reference, and change the secret: it is known now.',
    output: 'The output "{name}" gives back a secret, which stays readable in the history of deployments. Remove it.',
  },
});

export const wrongParameterType = defineCheck({
  code: 'ADE4049',
  name: 'parameter-wrong-type',
  severity: 'error',
  summary: 'The value of a parameter has the type that the template declares.',
  azureError:
    "The provided value for the template parameter 'p' is not valid. Expected a value of type 'String', but received a value of type 'Integer'.",
  sources: [syntax],
  messages: {
    type: 'The template declares "{name}" as {expected}, and {value} is none. Write a value of that type, or generate the file again.',
  },
});

/** Every check of ARM JSON: what is found while it is read, and what this folder reports. Apart from the validators, which need not be loaded to describe a code. */
export const schemaChecks: readonly CheckMeta[] = [
  ...readingChecks,
  unknownProperty,
  missingProperty,
  wrongType,
  wrongValue,
  unknownResourceType,
  unknownHandler,
  unknownSetting,
  missingSetting,
  wrongSetting,
  limitExceeded,
  wrongResourceName,
  expressionSyntax,
  undeclaredParameter,
  unusedParameter,
  undeclaredVariable,
  unusedVariable,
  functionNotInVariables,
  unknownDependency,
  duplicateResource,
  secretInClear,
  wrongParameterType,
];
