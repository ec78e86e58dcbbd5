import HandlebarsRuntime from 'handlebars/runtime.js';
import { partials, templates } from '#build/templates';
import { inCanonicalOrder } from './canonical-json.ts';
import type { DeploymentKind } from './unit.ts';

type Block = { fn(context: unknown, options?: { data: unknown }): string; inverse(context: unknown): string; data: object };

const renderer = (HandlebarsRuntime as unknown as typeof import('handlebars')).create();

renderer.registerHelper('json', (value: unknown) => {
  if (value === undefined) throw new Error('json: the value is undefined');
  return JSON.stringify(value);
});
renderer.registerHelper('when', function (this: unknown, flag: unknown, block: Block) {
  if (typeof flag !== 'boolean') throw new Error('when: expects true or false');
  return flag ? block.fn(this) : block.inverse(this);
});
renderer.registerHelper('list', (members: unknown, block: Block) => {
  if (!Array.isArray(members)) throw new Error('list: expects an array');
  // A member that writes nothing, such as one whose own list is empty, has no comma either.
  return members
    .map((member) => block.fn(member))
    .filter((text) => text.trim() !== '')
    .join(',');
});
renderer.registerPartial(Object.fromEntries(Object.entries(partials).map(([name, precompiled]) => [name, renderer.template(precompiled)])));

const compiled = new Map<string, (view: object) => string>();

/** Renders the template of a kind of deployment; what comes out is parsed, so that a template that is no JSON cannot leave. */
export function renderTemplate(kind: DeploymentKind, view: object): Record<string, unknown> {
  let template = compiled.get(kind);
  if (template === undefined) {
    template = renderer.template(templates[kind] as TemplateSpecification);
    compiled.set(kind, template);
  }
  return inCanonicalOrder(JSON.parse(template(view)) as Record<string, unknown>);
}
