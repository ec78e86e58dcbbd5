import { expect } from 'chai';
import Handlebars from 'handlebars';
import { readTracked, trackedFiles } from './tracked-files.ts';

const templates = trackedFiles('templates/*.hbs');

type Node = hbs.AST.Node & { path?: { original?: string }; program?: Node; inverse?: Node; body?: Node[]; escaped?: boolean };

/** What a template writes or decides by itself, each with its line. */
function offences(text: string): string[] {
  const found: string[] = [];
  const visit = (node: Node): void => {
    const name = node.path?.original;
    const at = `${node.loc.start.line}: ${node.type} ${name ?? ''}`.trim();
    switch (node.type) {
      case 'Program':
      case 'ContentStatement':
      case 'CommentStatement':
      case 'PartialStatement':
      case 'PartialBlockStatement':
        break;
      case 'MustacheStatement':
        if (name !== 'json') found.push(at);
        break;
      case 'BlockStatement':
        if (name !== 'list' && name !== 'when') found.push(at);
        break;
      default:
        found.push(at);
    }
    for (const child of [...(node.body ?? []), node.program, node.inverse]) if (child) visit(child);
  };
  visit(Handlebars.parse(text) as unknown as Node);
  return found;
}

describe('templates', () => {
  it('write values only by json, and know no blocks but list and when', () => {
    expect(templates).not.to.be.empty;
    expect(templates.flatMap((path) => offences(readTracked(path)).map((offence) => `${path}:${offence}`))).to.deep.equal([]);
  });

  it('decide nothing: no block stands in another more than twice', () => {
    const deep = templates.filter((path) => {
      let depth = 0;
      return [...readTracked(path).matchAll(/\{\{~?([#/])when\b/g)].some(([, sign]) => {
        depth += sign === '#' ? 1 : -1;
        return depth > 2;
      });
    });
    expect(deep).to.deep.equal([]);
  });

  it('are told from those that are wrong', () => {
    expect(offences('{"a": {{json a}} , {{#list b}}{{> c}}{{/list}}{{#when d}}1{{else}}2{{/when}} }')).to.deep.equal([]);
    expect(offences('{"a": "{{a}}"}')).to.deep.equal(['1: MustacheStatement a']);
    expect(offences('{{#if a}}1{{/if}}')).to.deep.equal(['1: BlockStatement if']);
    expect(offences('{{#when a}}\n{{{b}}}{{/when}}')).to.deep.equal(['2: MustacheStatement b']);
  });
});
