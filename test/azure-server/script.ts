import type { ErrorBody } from './errors.ts';
import type { Json } from './json.ts';

/** What a test scripts: faults of the wire, how things behave in Azure, and what Azure refuses. All texts are regular expressions, ignoring case. */
export interface Script {
  faults: FaultRule[];
  behaviours: Behaviour[];
  refusals: Refusal[];
}

/** A fault on the wire. It hits requests that match, after the first `skip` of them, at most `times` times, each with `probability`. */
export interface FaultRule {
  method?: string;
  /** Matched against path and query. */
  url?: string;
  /** `arm` unless said; the token endpoint has faults of its own. */
  plane?: 'arm' | 'token';
  skip?: number;
  times?: number;
  probability?: number;
  fault: Fault;
}

export type Fault =
  /** A refusal in place of the answer; the request is not carried out. */
  | { kind: 'status'; status: number; code?: string; message?: string; retryAfter?: number | string; headers?: Record<string, string> }
  /** The connection is reset: before the request is carried out, after it, or after half of the answer's body. */
  | { kind: 'reset'; when: 'before' | 'after' | 'body' }
  /** A whole HTTP answer whose JSON is cut in half. */
  | { kind: 'truncate' }
  /** The answer comes late; `trickle` sends it in pieces over that time. */
  | { kind: 'slow'; milliseconds: number; trickle?: boolean }
  /** The answer is held back for a random time up to this, so that answers overtake each other. */
  | { kind: 'shuffle'; milliseconds: number }
  /** The request is never answered; it is carried out unless `when` is `before`. For killing a client at a chosen request. */
  | { kind: 'hang'; when?: 'before' | 'after' }
  /** The token of this request counts as expired; `claims` asks for a new one as continuous access evaluation does. */
  | { kind: 'expiredToken'; claims?: boolean }
  /** A scripted answer, for playing recordings; the request is not carried out. */
  | { kind: 'answer'; status: number; headers?: Record<string, string>; body?: Json };

/** How a deployment, resource or machine behaves; `id` is matched against its resource id. The first that fits holds. */
export interface Behaviour {
  id: string;
  /** Left alone after so many times; endless unless said. */
  times?: number;
  behaviour: /** The write ends with this error: a deployment that fails in the middle. */
    | { kind: 'fails'; error: ErrorBody }
    /** The operation never ends. */
    | { kind: 'neverEnds' }
    /** The machine's agent never reports: writes end, its instance view stays empty. */
    | { kind: 'neverReports' }
    /** Encryption starts and never gets further. */
    | { kind: 'stuck' }
    /** The extension succeeds, and encryption fails with this message. */
    | { kind: 'encryptionFails'; message: string };
}

/** What Azure refuses; `scope` is matched against the resource or deployment id. */
export type Refusal =
  | { kind: 'AuthorizationFailed'; scope: string; action?: string }
  | { kind: 'RequestDisallowedByPolicy'; scope: string; policy: string }
  | { kind: 'QuotaExceeded'; scope: string; family: string; limit: number; usage: number; required: number };

export const emptyScript = (): Script => ({ faults: [], behaviours: [], refusals: [] });

const compiled = new Map<string, RegExp>();

/** Whether a text of a script matches; compiled once. */
export function matches(pattern: string | undefined, text: string): boolean {
  if (pattern === undefined) return true;
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    expression = new RegExp(pattern, 'i');
    compiled.set(pattern, expression);
  }
  return expression.test(text);
}
