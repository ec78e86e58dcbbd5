import { chance } from './random.ts';
import { type Fault, type FaultRule, matches } from './script.ts';

/** Decides which requests a script's faults hit. The same seed and the same requests give the same faults, in whatever order connections come. */
export class FaultPlan {
  readonly #seed: number;
  readonly #matched = new Map<FaultRule, number>();
  readonly #hits = new Map<FaultRule, number>();
  readonly #seen = new Map<string, number>();

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** All faults for this request; the random ones depend on how often this very method and URL came before. */
  choose(rules: FaultRule[], plane: 'arm' | 'token', method: string, url: string): Fault[] {
    const label = `${method} ${url}`;
    const occurrence = (this.#seen.get(label) ?? 0) + 1;
    this.#seen.set(label, occurrence);
    return rules.flatMap((rule, index) => {
      if ((rule.plane ?? 'arm') !== plane || !matches(rule.method, method) || !matches(rule.url, url)) return [];
      const matched = (this.#matched.get(rule) ?? 0) + 1;
      this.#matched.set(rule, matched);
      const hits = this.#hits.get(rule) ?? 0;
      if (matched <= (rule.skip ?? 0) || hits >= (rule.times ?? Number.POSITIVE_INFINITY)) return [];
      if (chance(this.#seed, `fault ${index} ${label} ${occurrence}`) >= (rule.probability ?? 1)) return [];
      this.#hits.set(rule, hits + 1);
      return [rule.fault];
    });
  }

  /** A delay up to this, different for each request. */
  delay(upTo: number, label: string): number {
    return Math.floor(chance(this.#seed, `delay ${label} ${this.#seen.get(label) ?? 0}`) * upTo);
  }
}

/** Code and text that Azure Resource Manager sends with a status, unless the script has its own. */
export function faultBody(fault: Extract<Fault, { kind: 'status' }>): { code: string; message: string } {
  const retry = fault.retryAfter ?? '17';
  const usual: Record<number, { code: string; message: string }> = {
    429: {
      code: 'SubscriptionRequestsThrottled',
      message: `Number of requests for subscription exceeded the limit. Please try again after '${retry}' seconds after additional tokens are available. Refer to https://aka.ms/arm-throttling for additional information.`,
    },
    500: {
      code: 'InternalServerError',
      message: "Encountered internal server error. Diagnostic information: timestamp '20261125T080000Z'.",
    },
    503: { code: 'ServerUnavailable', message: 'The server is currently unable to process the request. Please try again later.' },
    504: {
      code: 'GatewayTimeout',
      message: 'The gateway did not receive a response from the resource provider within the specified time period.',
    },
  };
  const { code, message } = usual[fault.status] ?? { code: 'Error', message: `The request failed with status ${fault.status}.` };
  return { code: fault.code ?? code, message: fault.message ?? message };
}
