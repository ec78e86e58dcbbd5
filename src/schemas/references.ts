import { found } from '../arm/check.ts';
import { isExpression } from '../arm/literal.ts';
import { type Path, visitStrings } from '../arm/visit-strings.ts';
import type { Finding, Origin } from '../model/index.ts';
import { pointerTo } from '../model/pointer.ts';
import { limits } from '../support/limits.ts';
import {
  expressionSyntax,
  functionNotInVariables,
  limitExceeded,
  undeclaredParameter,
  undeclaredVariable,
  unusedParameter,
  unusedVariable,
} from './checks.ts';
import type { JsonObject } from './json-value.ts';
import type { TemplateContext } from './template-context.ts';

/** Findings for expressions that cannot be read, and for parameters and variables that are used or declared in vain. */
export function checkReferences({ template, parameters, variables, summaries, at: atValue, atKey }: TemplateContext): Finding[] {
  const findings: Finding[] = [];
  const names = { parameters: new Names(parameters), variables: new Names(variables) };
  visitStrings(template, [], isEvaluated, (text, path, at) => {
    if (!isExpression(text)) return;
    const origin = () => (at === 'key' ? atKey : atValue)(pointerTo(path));
    const count = text.length - 2;
    const limit = limits.expressionCharacters;
    if (count > limit) findings.push(found(limitExceeded, 'expression', origin(), { count, limit }));
    const { error, ...uses } = summaries.of(text);
    if (error !== undefined)
      findings.push(found(expressionSyntax, error.reason, origin(), { expression: text, found: error.found || 'its end' }));
    for (const section of sections) {
      names[section].allUsed ||= uses.isDynamic[section];
      for (const name of uses[section]) if (!names[section].use(name)) findings.push(undeclared[section](origin(), name));
    }
    if (path[0] !== 'variables') return;
    for (const name of uses.functions) {
      if (asksAzure.test(name)) findings.push(found(functionNotInVariables, 'asks', origin(), { function: name }));
    }
  });
  return [
    ...findings,
    ...sections.flatMap((section) => names[section].unused().map((name) => unused[section](atKey(pointerTo([section, name])), name))),
  ];
}

const sections = ['parameters', 'variables'] as const;

const undeclared = {
  parameters: (origin: Origin, name: string) => found(undeclaredParameter, 'undeclared', origin, { name }),
  variables: (origin: Origin, name: string) => found(undeclaredVariable, 'undeclared', origin, { name }),
};

const unused = {
  parameters: (origin: Origin, name: string) => found(unusedParameter, 'unused', origin, { name }),
  variables: (origin: Origin, name: string) => found(unusedVariable, 'unused', origin, { name }),
};

const asksAzure = /^(?:references?|list.*)$/;

/** Whether Azure evaluates what stands under a key: not what is for people, nor functions, which have parameters of their own. */
function isEvaluated(key: string, path: Path): boolean {
  const isResource = typeof path.at(-1) === 'number' && path.at(-2) === 'resources';
  switch (key) {
    case 'metadata':
      return !(path.length === 0 || isResource || (path.length === 2 && (path[0] === 'parameters' || path[0] === 'outputs')));
    case 'comments':
      return !isResource;
    case '$schema':
    case 'contentVersion':
    case 'functions':
      return path.length > 0;
    default:
      return true;
  }
}

/** The names of one section; Azure compares them without regard to case. */
class Names {
  readonly #names: ReadonlyMap<string, string>;
  readonly #used = new Set<string>();
  /** Some expression computes which one it means. */
  allUsed = false;

  constructor(section: JsonObject) {
    this.#names = new Map(Object.keys(section).map((name) => [name.toLowerCase(), name]));
  }

  /** Whether the name is declared. */
  use(name: string): boolean {
    const key = name.toLowerCase();
    this.#used.add(key);
    return this.#names.has(key);
  }

  unused(): string[] {
    return this.allUsed ? [] : [...this.#names].filter(([key]) => !this.#used.has(key)).map(([, name]) => name);
  }
}
