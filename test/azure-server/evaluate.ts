import { type Expression, isExpression, parseExpression, printExpression, printValue, TemplateError, unescapeText } from './expression.ts';
import { type DeploymentScope, functions } from './functions.ts';
import { isObject, type Json, type JsonObject, valueIgnoringCase } from './json.ts';

/** A value that Azure knows only while it deploys: a reference to what is not there yet. */
class NotYetKnown extends Error {}

export interface Context {
  scope: DeploymentScope;
  parameters: Record<string, Json>;
  variables: Record<string, Json>;
  /** The live resource behind `reference(id, apiVersion)`: its properties, or all of it; undefined when it is not known. */
  reference(idOrName: string, full: boolean): Json | undefined;
}

/** Evaluates template values; what needs a resource that is not known stays an expression, with its known parts filled in. */
export class Evaluator {
  readonly #context: Context;
  readonly #variables = new Map<string, Json>();
  /** How many expressions stayed. */
  unresolved = 0;

  constructor(context: Context) {
    this.#context = context;
  }

  /** @throws {TemplateError} for what Azure refuses */
  value(value: Json): Json {
    if (typeof value === 'string') return this.#text(value);
    if (Array.isArray(value)) return value.map((entry) => this.value(entry));
    if (!isObject(value)) return value;
    const evaluated: JsonObject = {};
    for (const [key, entry] of Object.entries(value)) if (entry !== undefined) evaluated[this.#key(key)] = this.value(entry);
    return evaluated;
  }

  #key(key: string): string {
    const evaluated = this.#text(key);
    return typeof evaluated === 'string' ? evaluated : key;
  }

  #text(text: string): Json {
    if (!isExpression(text)) return unescapeText(text);
    const expression = parseExpression(text);
    try {
      return this.#evaluate(expression);
    } catch (error) {
      if (!(error instanceof NotYetKnown)) throw error;
      this.unresolved += 1;
      return `[${printExpression(this.#fold(expression))}]`;
    }
  }

  /** The expression with every known part replaced by its value. */
  #fold(expression: Expression): Expression {
    if (expression.kind === 'literal') return expression;
    try {
      const value = this.#evaluate(expression);
      if (typeof value === 'string' || typeof value === 'number') return { kind: 'literal', value };
      return parseExpression(`[${printValue(value)}]`);
    } catch (error) {
      if (!(error instanceof NotYetKnown)) throw error;
    }
    if (expression.kind === 'call') return { ...expression, args: expression.args.map((argument) => this.#fold(argument)) };
    return { ...expression, of: this.#fold(expression.of) };
  }

  #evaluate(expression: Expression): Json {
    switch (expression.kind) {
      case 'literal':
        return expression.value;
      case 'call':
        return this.#call(expression.name, expression.args);
      case 'property':
        return member(this.#evaluate(expression.of), expression.name);
      case 'index':
        return member(this.#evaluate(expression.of), this.#evaluate(expression.index));
    }
  }

  #call(name: string, args: Expression[]): Json {
    const lower = name.toLowerCase();
    if (lower === 'if') return this.#evaluate(args[this.#evaluate(args[0] as Expression) === true ? 1 : 2] as Expression);
    const values = args.map((argument) => this.#evaluate(argument));
    if (lower === 'parameters') return this.#parameter(String(values[0]));
    if (lower === 'variables') return this.#variable(String(values[0]));
    if (lower === 'reference') return this.#reference(values);
    const known = functions[lower];
    if (known === undefined) {
      throw new TemplateError(`The template function '${name}' is not valid. Please see https://aka.ms/arm-functions for usage details.`);
    }
    try {
      return known(values, this.#context.scope);
    } catch (error) {
      if (error instanceof TemplateError) throw error;
      throw new TemplateError(`Unable to evaluate template language function '${name}': ${(error as Error).message}`);
    }
  }

  #parameter(name: string): Json {
    const value = valueIgnoringCase(this.#context.parameters, name);
    if (value === undefined)
      throw new TemplateError(
        `The template parameter '${name}' is not found. Please see https://aka.ms/arm-syntax-parameters for usage details.`,
      );
    return value;
  }

  #variable(name: string): Json {
    const key = name.toLowerCase();
    const known = this.#variables.get(key);
    if (known !== undefined) return known;
    const written = valueIgnoringCase(this.#context.variables, name);
    if (written === undefined)
      throw new TemplateError(
        `The template variable '${name}' is not found. Please see https://aka.ms/arm-syntax-variables for usage details.`,
      );
    const value = this.value(written);
    this.#variables.set(key, value);
    return value;
  }

  #reference([idOrName, , full]: Json[]): Json {
    const value = this.#context.reference(String(idOrName), String(full ?? '').toLowerCase() === 'full');
    if (value === undefined) throw new NotYetKnown();
    return value;
  }
}

function member(of: Json, name: Json): Json {
  if (Array.isArray(of) || typeof of === 'string') {
    const found = of[Number(name)];
    if (found === undefined) throw new TemplateError(`The language expression property array index '${name}' is out of bounds.`);
    return found;
  }
  const found = isObject(of) ? valueIgnoringCase(of as Record<string, Json>, String(name)) : undefined;
  if (found === undefined) {
    throw new TemplateError(
      `The language expression property '${name}' doesn't exist, available properties are '${isObject(of) ? Object.keys(of).join(', ') : ''}'.`,
    );
  }
  return found;
}
