import type { ExpressionSummary } from '../arm/expression-summary.ts';
import { isExpression } from '../arm/literal.ts';
import { type Path, visitStrings } from '../arm/visit-strings.ts';
import { type Finding, found, type Origin } from '../model/index.ts';
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
import { asList, asObject, type JsonObject } from './json-value.ts';
import type { TemplateContext } from './template-context.ts';

/** Findings for expressions that cannot be read, and for parameters and variables that are used or declared in vain. */
export function checkReferences({ template, parameters, variables, summaries, at: atValue, atKey }: TemplateContext): Finding[] {
  const findings: Finding[] = [];
  const names = { parameters: new Names(Object.keys(parameters)), variables: new Names(variableNames(variables)) };
  // Most expressions stand in many resources.
  const faultless = new Set<ExpressionSummary>();
  // Under this version, nested templates have parameters of their own unless they say otherwise.
  const nested = String(template.languageVersion).startsWith('2.') ? 'inner' : 'outer';
  const enter = (key: string, path: Path, object: JsonObject) => isEvaluated(key, path, object, nested);
  visitStrings(template, [], enter, (text, path, at) => {
    if (!isExpression(text)) return;
    const summary = summaries.of(text);
    const isVariable = path[0] === 'variables';
    if (faultless.has(summary) && !isVariable) return;
    const origin = (at === 'key' ? atKey : atValue)(pointerTo(path));
    const faults = [
      ...checkExpression(text, summary, origin),
      ...sections.flatMap((section) => names[section].use(summary, section).map((name) => undeclared[section](origin, name))),
      ...(isVariable ? askingFunctions(summary).map((name) => found(functionNotInVariables, 'asks', origin, { function: name })) : []),
    ];
    if (faults.length === 0) faultless.add(summary);
    else findings.push(...faults);
  });
  for (const section of sections) {
    for (const name of names[section].unused()) findings.push(unused[section](atKey(pointerTo([section, name])), name));
  }
  return findings;
}

function checkExpression(text: string, { error }: ExpressionSummary, origin: Origin): Finding[] {
  const count = text.length - 2;
  const limit = limits.expressionCharacters;
  return [
    ...(count > limit ? [found(limitExceeded, 'expression', origin, { count, limit })] : []),
    ...(error === undefined ? [] : [found(expressionSyntax, error.reason, origin, { expression: text, found: error.found || 'its end' })]),
  ];
}

const askingFunctions = ({ functions }: ExpressionSummary): string[] =>
  [...functions].filter((name) => /^(?:references?|list.*)$/.test(name));

const sections = ['parameters', 'variables'] as const;

const undeclared = {
  parameters: (origin: Origin, name: string) => found(undeclaredParameter, 'undeclared', origin, { name }),
  variables: (origin: Origin, name: string) => found(undeclaredVariable, 'undeclared', origin, { name }),
};

const unused = {
  parameters: (origin: Origin, name: string) => found(unusedParameter, 'unused', origin, { name }),
  variables: (origin: Origin, name: string) => found(unusedVariable, 'unused', origin, { name }),
};

/** Whether the template's own expressions stand under a key: not what is for people, nor what has parameters of its own. */
function isEvaluated(key: string, path: Path, object: JsonObject, nested: 'inner' | 'outer'): boolean {
  switch (key) {
    case 'metadata':
      return !(path.length === 0 || isResource(path) || (path.length === 2 && (path[0] === 'parameters' || path[0] === 'outputs')));
    case 'comments':
      return !isResource(path);
    case '$schema':
    case 'contentVersion':
    case 'functions':
      return path.length > 0;
    case 'template':
      return String(asObject(object.expressionEvaluationOptions).scope ?? nested).toLowerCase() !== 'inner';
    default:
      return true;
  }
}

const isResource = (path: Path): boolean => typeof path.at(-1) === 'number' && path.at(-2) === 'resources';

/** Those in `copy` are made by a loop, each under its own name. */
const variableNames = ({ copy, ...others }: JsonObject): string[] => [
  ...Object.keys(others),
  ...asList(copy).map((loop) => String(asObject(loop).name)),
];

/** The names of one section; Azure compares them without regard to case. */
class Names {
  readonly #names: ReadonlyMap<string, string>;
  readonly #used = new Set<string>();
  /** Some expression computes which one it means. */
  #allUsed = false;

  constructor(names: readonly string[]) {
    this.#names = new Map(names.map((name) => [name.toLowerCase(), name]));
  }

  /** Notes what an expression uses, and gives back the names that are not declared. */
  use(summary: ExpressionSummary, section: 'parameters' | 'variables'): string[] {
    this.#allUsed ||= summary.isDynamic[section];
    for (const name of summary[section]) this.#used.add(name.toLowerCase());
    return summary[section].filter((name) => !this.#names.has(name.toLowerCase()));
  }

  unused(): string[] {
    return this.#allUsed ? [] : [...this.#names].filter(([key]) => !this.#used.has(key)).map(([, name]) => name);
  }
}
