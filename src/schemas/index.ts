export { schemaChecks as armChecks } from './checks.ts';
export { checkTemplate } from './template.ts';
