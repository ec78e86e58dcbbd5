import type { Expression, FunctionCall } from './expression.ts';
import type { ExpressionSummaries } from './expression-summary.ts';
import { fromArmLiteral, isExpression } from './literal.ts';

/** What a resource of a template is called: texts that are equal when the names are, without regard to case. */
export interface ResourceIdentity {
  /** Lower case. */
  type: string;
  /** A part of the name for each part of the type after the provider: literals in lower case, expressions in one spelling. */
  names: string[];
}

/** Reads names and resource ids in a template as far as they can be told without evaluating. */
export class ResourceIdentities {
  readonly #summaries: ExpressionSummaries;
  readonly #variables: Readonly<Record<string, unknown>>;

  /** @param variables of the template, by lower-case name */
  constructor(summaries: ExpressionSummaries, variables: Readonly<Record<string, unknown>>) {
    this.#summaries = summaries;
    this.#variables = variables;
  }

  /** Parts of a resource's name; undefined where an expression hides how many there are. */
  nameSegments(name: string): string[] | undefined {
    if (!isExpression(name)) return fromArmLiteral(name).toLowerCase().split('/');
    const expression = this.#expressionOf(name);
    const parts = expression && pieces(expression);
    return parts && splitAtSlashes(parts);
  }

  /** What an entry of dependsOn, or any other resource id, stands for; undefined where it cannot be told. */
  resourceId(text: string): ResourceIdentity | undefined {
    if (!isExpression(text)) return literalId(fromArmLiteral(text));
    const expression = this.#expressionOf(text);
    if (expression?.kind !== 'call' || expression.namespace !== undefined) return undefined;
    const name = expression.name.toLowerCase();
    if (name === 'resourceid') return resourceIdCall(expression);
    if (name === 'variables') {
      const value = this.#variableOf(expression);
      return typeof value === 'string' && this.#isPlain(value) ? this.resourceId(value) : undefined;
    }
    return undefined;
  }

  /** One level of variables is followed: a variable that names another one does not come from armade. */
  #isPlain(text: string): boolean {
    return !isExpression(text) || !(this.#summaries.of(text).expression?.kind === 'call' && this.#summaries.of(text).variables.length > 0);
  }

  #variableOf(call: FunctionCall): unknown {
    const [argument] = call.arguments;
    return argument?.kind === 'string' ? this.#variables[argument.value.toLowerCase()] : undefined;
  }

  #expressionOf(text: string): Expression | undefined {
    return this.#summaries.of(text).expression;
  }
}

type Piece = { literal: string } | { code: string };

/** The texts that make up a text. A single unknown value is taken for one part, since a name comes as one. */
function pieces(expression: Expression): Piece[] | undefined {
  if (expression.kind === 'string') return [{ literal: expression.value }];
  if (expression.kind === 'call' && expression.namespace === undefined) {
    const name = expression.name.toLowerCase();
    if (name === 'concat') return joined(expression.arguments.map(pieces));
    if (name === 'format') return formatted(expression);
  }
  return [{ code: printExpression(expression) }];
}

const joined = (parts: (Piece[] | undefined)[]): Piece[] | undefined =>
  parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => part ?? []);

function formatted({ arguments: [pattern, ...values] }: FunctionCall): Piece[] | undefined {
  if (pattern?.kind !== 'string') return undefined;
  const parts: (Piece[] | undefined)[] = pattern.value.split(/(\{\d+\})/).map((part) => {
    const index = /^\{(\d+)\}$/.exec(part)?.[1];
    if (index === undefined) return part === '' ? [] : [{ literal: part }];
    const value = values[Number(index)];
    return value === undefined ? undefined : pieces(value);
  });
  return joined(parts);
}

function splitAtSlashes(parts: readonly Piece[]): string[] {
  const segments = [''];
  for (const part of parts) {
    const texts = 'literal' in part ? part.literal.toLowerCase().split('/') : [`[${part.code}]`];
    segments[segments.length - 1] += texts[0] ?? '';
    segments.push(...texts.slice(1));
  }
  return segments;
}

/** `resourceId([subscription,] [group,] type, name…)`; the type is the first argument with a slash. */
function resourceIdCall({ arguments: all }: FunctionCall): ResourceIdentity | undefined {
  const at = all.findIndex((argument) => argument.kind === 'string' && argument.value.includes('/'));
  const type = all[at];
  if (type?.kind !== 'string') return undefined;
  const names = all.slice(at + 1).map(pieces);
  const segments = names.map((name) => (name === undefined ? undefined : splitAtSlashes(name)));
  if (segments.some((segment) => segment === undefined)) return undefined;
  return { type: type.value.toLowerCase().replace(/\/$/, ''), names: segments.flatMap((segment) => segment ?? []) };
}

/** An id in full, or `Provider/type/name`. A bare name says nothing of the type. */
function literalId(text: string): ResourceIdentity | undefined {
  const parts = text.toLowerCase().split('/providers/').at(-1)?.split('/') ?? [];
  const [provider, ...rest] = parts;
  if (provider === undefined || rest.length < 2 || rest.length % 2 !== 0) return undefined;
  const types = rest.filter((_, index) => index % 2 === 0);
  return { type: [provider, ...types].join('/'), names: rest.filter((_, index) => index % 2 === 1) };
}

/** An expression in one spelling: no blanks, function and parameter names in lower case. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'string':
      return `'${expression.value.toLowerCase().replaceAll("'", "''")}'`;
    case 'integer':
      return expression.digits;
    case 'call': {
      const name = expression.namespace === undefined ? expression.name : `${expression.namespace}.${expression.name}`;
      return `${name.toLowerCase()}(${expression.arguments.map(printExpression).join(',')})`;
    }
    case 'property':
      return `${printExpression(expression.of)}.${expression.name.toLowerCase()}`;
    case 'index':
      return `${printExpression(expression.of)}[${printExpression(expression.index)}]`;
  }
}
