import type { CheckMeta } from '../model/index.ts';
import { adviceFor } from './error-advice.ts';
import { type Redact, redactor } from './secrets.ts';

/** What Azure refused or failed at, unwrapped. */
export interface AzureFailure {
  /** Azure's code, for example `VMExtensionProvisioningError`. */
  code: string;
  /** Azure's own words, without secrets. */
  message: string;
  /** Resource id or property, where Azure names one. */
  target?: string;
  /** HTTP status, where there was an answer. */
  status?: number;
  correlationId?: string;
  /** Further errors at the same depth, for example one for each resource that preflight refused. */
  others: { code: string; message: string; target?: string }[];
  /** What to do about it, in one or two sentences. */
  advice?: string;
  /** The rules that find this before anything is deployed. */
  rules: { code: string; name: string }[];
}

/** Azure's answer was an error, or there was none. */
export class AzureError extends Error {
  readonly failure: AzureFailure;
  /** The request may have been carried out all the same: look before sending it again. */
  readonly uncertain: boolean;
  /** There was no answer, or no login to ask with: the next request would fare no better. */
  readonly unreachable: boolean;

  constructor(
    failure: AzureFailure,
    { uncertain = false, unreachable = false, ...options }: ErrorOptions & { uncertain?: boolean; unreachable?: boolean } = {},
  ) {
    super(`${failure.code}: ${failure.message}`, options);
    this.name = 'AzureError';
    this.failure = failure;
    this.uncertain = uncertain;
    this.unreachable = unreachable;
  }
}

interface ErrorDetail {
  code?: unknown;
  message?: unknown;
  target?: unknown;
  details?: unknown;
  innererror?: unknown;
  additionalInfo?: unknown;
}

interface Leaf {
  code: string;
  message: string;
  target?: string;
}

export interface ReadFailureOptions {
  status?: number;
  correlationId?: string | undefined;
  redact?: Redact;
  /** The rules of the registry, to name those that would have found it. */
  checks?: readonly CheckMeta[];
}

/** What Azure Resource Manager wraps around the error of a resource provider. */
const wrappers = new Set([
  'deploymentfailed',
  'resourcedeploymentfailure',
  'invalidtemplatedeployment',
  'multipleerrorsoccurred',
  'multipleerrors',
  'badrequest',
  'conflict',
  'internalservererror',
  'resourceoperationfailure',
]);

/**
 * Finds the innermost error of an answer's body, a deployment's `error` or an operation's `statusMessage`: in `details`, in
 * `innererror`, and in messages that are JSON themselves.
 */
export function readFailure(
  body: unknown,
  { status, correlationId, redact = redactor(), checks = [] }: ReadFailureOptions = {},
): AzureFailure {
  const leaves = leavesOf(errorOf(body), 0).map((leaf) => withoutSecrets(leaf, redact));
  const [first = { code: status === undefined ? 'UnknownError' : `HTTP ${status}`, message: 'Azure gave no reason.' }, ...others] =
    distinct(leaves);
  const advice = adviceFor(first.code, first.message, status);
  return {
    ...first,
    ...(status === undefined ? {} : { status }),
    ...(correlationId === undefined ? {} : { correlationId }),
    others,
    ...(advice === undefined ? {} : { advice }),
    rules: rulesFor([first, ...others], checks),
  };
}

const withoutSecrets = ({ code, message, target }: Leaf, redact: Redact): Leaf => ({
  code: redact(code),
  message: redact(message),
  ...(target === undefined ? {} : { target: redact(target) }),
});

/** Hands over what Azure refused; what is no answer of Azure at all goes on as an error. */
export function refusalIn(error: unknown): AzureError {
  if (error instanceof AzureError && !error.unreachable) return error;
  throw error;
}

/** One paragraph: the error, what to do, the rule and the correlation id. */
export function failureText(failure: AzureFailure): string {
  const { code, message, target, others, advice, rules, correlationId } = failure;
  const named = target === undefined || message.includes(target) ? '' : ` (${target})`;
  const lines = [`${code}: ${message.trim()}${named}`];
  for (const other of others) lines.push(`  also ${other.code}: ${other.message.trim()}`);
  if (advice !== undefined) lines.push(`  ${advice}`);
  for (const rule of rules)
    lines.push(`  armade validate finds this as ${rule.code} (${rule.name}); armade explain ${rule.code} says more.`);
  if (correlationId !== undefined) lines.push(`  Correlation id: ${correlationId}`);
  return lines.join('\n');
}

function errorOf(body: unknown): ErrorDetail | undefined {
  const parsed = typeof body === 'string' ? parsedJson(body) : body;
  if (typeof parsed !== 'object' || parsed === null) return typeof body === 'string' && body !== '' ? { message: body } : undefined;
  const { error, statusMessage, properties } = parsed as { error?: unknown; statusMessage?: unknown; properties?: { error?: unknown } };
  const inner = error ?? properties?.error ?? statusMessage;
  if (inner !== undefined && inner !== null) return errorOf(inner);
  return 'code' in parsed || 'message' in parsed || 'details' in parsed ? (parsed as ErrorDetail) : undefined;
}

/** Nobody nests deeper; a body that does is not Azure's. */
const deepest = 20;

function leavesOf(error: ErrorDetail | undefined, depth: number): Leaf[] {
  if (error === undefined || depth > deepest) return [];
  const details = Array.isArray(error.details) ? error.details.flatMap((detail) => leavesOf(errorOf(detail), depth + 1)) : [];
  if (details.length > 0) return withoutWrappers(details);
  const inMessage =
    typeof error.message === 'string' && /^\s*\{/.test(error.message) ? leavesOf(errorOf(parsedJson(error.message)), depth + 1) : [];
  if (inMessage.length > 0) return inMessage;
  const inner = leavesOf(errorOf(error.innererror), depth + 1).filter(({ message }) => message !== '');
  const own = leafOf(error);
  // An innererror without words of its own only repeats a code.
  return inner.length > 0 ? inner : own === undefined ? [] : [own];
}

/** Of siblings, those that only say that something failed are left out while another says what. */
function withoutWrappers(leaves: Leaf[]): Leaf[] {
  const telling = leaves.filter(({ code }) => !wrappers.has(code.toLowerCase()));
  return telling.length > 0 ? telling : leaves;
}

function leafOf({ code, message, target, additionalInfo }: ErrorDetail): Leaf | undefined {
  if (typeof code !== 'string' && typeof message !== 'string') return undefined;
  const text = typeof message === 'string' ? message : '';
  const policies = policyNames(additionalInfo);
  return {
    code: typeof code === 'string' && code !== '' ? code : 'UnknownError',
    message: policies.length === 0 ? text : `${text.trim()} Policy: ${policies.join(', ')}.`,
    ...(typeof target === 'string' && target !== '' ? { target } : {}),
  };
}

/** Names of the assignments that denied the request: https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-policy-requestdisallowedbypolicy (2024-04-05). */
function policyNames(additionalInfo: unknown): string[] {
  if (!Array.isArray(additionalInfo)) return [];
  return additionalInfo.flatMap((entry: { type?: unknown; info?: Record<string, unknown> } | null) => {
    if (entry?.type !== 'PolicyViolation') return [];
    const { policyAssignmentDisplayName, policyAssignmentName, policyDefinitionDisplayName } = entry.info ?? {};
    const name = policyAssignmentDisplayName ?? policyAssignmentName ?? policyDefinitionDisplayName;
    return typeof name === 'string' ? [`"${name}"`] : [];
  });
}

function distinct(leaves: Leaf[]): Leaf[] {
  const seen = new Set<string>();
  return leaves.filter(({ code, message, target }) => {
    const key = `${code}\n${message}\n${target ?? ''}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The rules whose `azureError` stands in one of the messages; what it leaves open may be anything. */
function rulesFor(leaves: Leaf[], checks: readonly CheckMeta[]): AzureFailure['rules'] {
  return checks.flatMap(({ code, name, azureError }) => {
    if (azureError === undefined) return [];
    const pattern = patternOf(azureError);
    return leaves.some(({ message }) => pattern.test(message)) ? [{ code, name }] : [];
  });
}

function patternOf(azureError: string): RegExp {
  const parts = azureError
    .trim()
    .replace(/[.\s]+$/, '')
    .split(/\{[^{}]*\}|\u2026|\.{3}/);
  const literal = parts.map((part) =>
    part
      .trim()
      .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
      .replace(/\s+/g, '\\s+'),
  );
  return new RegExp(literal.filter((part) => part !== '').join('.*?'), 'is');
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
