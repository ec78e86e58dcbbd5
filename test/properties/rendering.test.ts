import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import Handlebars from 'handlebars';
import { renderTemplate } from '../../src/generator/render.ts';
import { type DeploymentKind, deploymentKinds } from '../../src/generator/unit.ts';
import type { AnyJson } from '../shared.ts';
import { hostileText } from './hostile-texts.ts';

const folder = new URL('../../templates/', import.meta.url);
const source = (path: string): string => readFileSync(new URL(`${path}.hbs`, folder), 'utf8');
const partials = readdirSync(new URL('partials/', folder)).map((name) => name.replace('.hbs', ''));
/** Partials that are a whole resource, of which a template may choose by name. */
const resources = partials.filter((name) => /^\{\s*"type": "/.test(source(`partials/${name}`)));
const parsed = new Map<string, AnyJson>();
const parse = (path: string): AnyJson => {
  const found = parsed.get(path) ?? Handlebars.parse(source(path));
  parsed.set(path, found);
  return found;
};

/** Draws a view that has all that a template asks for: any text for each value, any number of members for each list, and both for each flag. */
class ViewMaker {
  readonly texts: string[] = [];
  readonly #draw: (bound: number) => number;
  readonly #text: () => string;

  constructor(draw: (bound: number) => number, text: () => string) {
    this.#draw = draw;
    this.#text = text;
  }

  view(path: string): AnyJson {
    const view = {};
    this.#visit(parse(path), view, undefined);
    return view;
  }

  #visit(node: AnyJson, view: AnyJson, block: AnyJson): void {
    switch (node.type) {
      case 'Program':
        for (const child of node.body) this.#visit(child, view, block);
        break;
      case 'MustacheStatement':
        this.#set(view, node.params[0].parts, () => {
          this.texts.push(this.#text());
          return this.texts.at(-1);
        });
        break;
      case 'BlockStatement':
        if (node.path.original === 'list') {
          const members = Array.from({ length: this.#draw(4) }, () => ({}));
          for (const member of this.#set(view, node.params[0].parts, () => members)) this.#visit(node.program, member, block);
        } else {
          this.#set(view, node.params[0].parts, () => this.#draw(2) === 1);
          for (const program of [node.program, node.inverse]) if (program) this.#visit(program, view, block);
        }
        break;
      case 'PartialBlockStatement':
        this.#visit(parse(`partials/${node.name.original}`), view, { program: node.program, block });
        break;
      case 'PartialStatement':
        if (node.name.original === '@partial-block') this.#visit(block.program, view, block.block);
        else this.#visitPartial(node, view);
        break;
    }
  }

  #visitPartial({ name, params }: AnyJson, view: AnyJson): void {
    const chosen =
      name.type === 'SubExpression'
        ? this.#set(view, [name.params[1].value], () => resources[this.#draw(resources.length)])
        : name.original;
    this.#visit(parse(`partials/${chosen}`), params.length === 0 ? view : this.#set(view, params[0].parts, () => ({})), undefined);
  }

  /** What stands at a path of the view, made where nothing does. */
  #set(view: AnyJson, parts: string[], make: () => AnyJson): AnyJson {
    const [last] = parts.slice(-1) as [string];
    let at = view;
    for (const part of parts.slice(0, -1)) {
      at[part] ??= {};
      at = at[part];
    }
    if (!Object.hasOwn(at, last)) at[last] = make();
    return at[last];
  }
}

/** Every text in a value, names of properties among them. */
const textsIn = (value: AnyJson): string[] => {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, child]) => [key, ...textsIn(child)]) : [];
};
/** All that templates write themselves in quotes. */
const written = new Set(
  [...deploymentKinds, ...partials.map((name) => `partials/${name}`)].flatMap((path) =>
    [...source(path).matchAll(/"((?:[^"\\{]|\\.)*)"/g)].map(([, text]) => text),
  ),
);

describe('templates with any view', () => {
  for (const kind of deploymentKinds as readonly DeploymentKind[]) {
    it(`${kind} stays JSON, and every text stays in its place`, () => {
      fc.assert(
        fc.property(fc.infiniteStream(fc.nat(1000)), fc.infiniteStream(hostileText), (numbers, texts) => {
          const maker = new ViewMaker(
            (bound) => (numbers.next().value as number) % bound,
            () => texts.next().value as string,
          );
          const template = renderTemplate(kind, maker.view(kind));
          const given = new Set(maker.texts);
          expect(textsIn(template).filter((text) => !given.has(text) && !written.has(text))).to.deep.equal([]);
        }),
        { numRuns: 40 },
      );
    });
  }

  it('refuse a value, a flag or a list that is not there', () => {
    const view = { description: 'x', parameters: [], hasVariables: false, variables: [], units: [] };
    expect(() => renderTemplate('snapshots', view)).not.to.throw();
    for (const name of Object.keys(view))
      expect(
        () => renderTemplate('snapshots', { ...view, [name]: undefined, ...(name === 'variables' && { hasVariables: true }) }),
        name,
      ).to.throw();
  });
});
