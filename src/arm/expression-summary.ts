import { type Expression, type ExpressionError, parseExpression, visitExpression } from './expression.ts';

/** What an expression asks for; names as written. */
export interface ExpressionSummary {
  expression?: Expression;
  error?: ExpressionError;
  parameters: string[];
  variables: string[];
  /** Lower-case names of all functions in it, those of the template's own namespaces left out. */
  functions: Set<string>;
  /** A parameter or variable is named by something computed, so that any may be meant. */
  isDynamic: { parameters: boolean; variables: boolean };
}

/** Summaries of expressions; each text is read once. */
export class ExpressionSummaries {
  readonly #seen = new Map<string, ExpressionSummary>();

  of(text: string): ExpressionSummary {
    let summary = this.#seen.get(text);
    if (summary === undefined) {
      summary = summarise(text);
      this.#seen.set(text, summary);
    }
    return summary;
  }
}

function summarise(text: string): ExpressionSummary {
  const summary: ExpressionSummary = {
    parameters: [],
    variables: [],
    functions: new Set(),
    isDynamic: { parameters: false, variables: false },
  };
  const { expression, error } = parseExpression(text);
  if (expression === undefined) return { ...summary, error };
  visitExpression(expression, (part) => {
    if (part.kind !== 'call' || part.namespace !== undefined) return;
    const name = part.name.toLowerCase();
    summary.functions.add(name);
    if (name !== 'parameters' && name !== 'variables') return;
    const [argument] = part.arguments;
    if (argument?.kind === 'string') summary[name].push(argument.value);
    else summary.isDynamic[name] = true;
  });
  return { ...summary, expression };
}
