import {
  type CheckMeta,
  type Finding,
  type MessageData,
  type Origin,
  type Suppression,
  type Unchecked,
  type Written,
  writtenOrigin,
} from '../model/index.ts';
import { diagnosticsChecks, isRule } from './checks.ts';
import type { Diagnostic } from './types.ts';

const [expired, unused] = diagnosticsChecks;

interface Place {
  code: string;
  file: string;
  pointer: string;
}

const keyOf = ({ code, file, pointer }: Place): string => [code, file, pointer].join('\0');

/** A pointer and all that lead to it, the nearest first. */
function* ancestors(pointer: string): Generator<string> {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
    yield at;
    if (at === '') return;
  }
}

/** What the writers of specs accept, where, and until when. */
export class Suppressions {
  readonly #byPlace = new Map<string, Suppression[]>();
  readonly #all: readonly Suppression[];
  readonly #checks: ReadonlyMap<string, CheckMeta>;
  readonly #today: string;
  readonly #used = new Set<Suppression>();

  constructor(suppressions: readonly Suppression[], checks: ReadonlyMap<string, CheckMeta>, today: string) {
    this.#all = suppressions;
    this.#checks = checks;
    this.#today = today;
    for (const suppression of suppressions) {
      const key = keyOf({ ...suppression.scope, code: suppression.code });
      this.#byPlace.set(key, [...(this.#byPlace.get(key) ?? []), suppression]);
    }
  }

  /**
   * Why and until when a finding is accepted; undefined when it is not, or no longer.
   * @param places where it stands, and what else it is about: what is wrong with a shared vault can be accepted for one of its machines
   */
  cover(code: string, places: readonly Written[]): Diagnostic['suppression'] {
    if (this.#all.length === 0 || isFatal(this.#checks.get(code))) return undefined;
    const covering = places.flatMap(({ file, pointer }) =>
      [...ancestors(pointer)].flatMap((at) => this.#byPlace.get(keyOf({ code, file, pointer: at })) ?? []),
    );
    for (const suppression of covering) this.#used.add(suppression);
    const valid = covering.find(({ until }) => until >= this.#today);
    return valid === undefined ? undefined : { reason: valid.reason, until: valid.until };
  }

  /** Findings about the suppressions themselves, once {@link cover} has seen every one. */
  findings(findings: readonly Finding[], unchecked: readonly Unchecked[]): Finding[] {
    if (this.#all.length === 0) return [];
    const unread = new Set(findings.filter(({ code }) => isFatal(this.#checks.get(code))).map(({ origin }) => writtenOrigin(origin).file));
    return this.#all.flatMap((suppression) => {
      const { code, until, origin, scope } = suppression;
      const found = (check: CheckMeta, messageId: string, data: MessageData): Finding => ({ code: check.code, messageId, data, origin });
      const check = this.#checks.get(code);
      if (check === undefined) return found(unused, 'unknownCode', { code });
      if (isFatal(check)) return found(unused, 'notSuppressible', { code });
      if (this.#used.has(suppression)) return until < this.#today ? found(expired, 'expired', { code, until }) : [];
      // What was not checked may be found once the fact is known, and what was not read once it can be.
      const mayBeFound =
        unread.has(scope.file) || unchecked.some((entry) => entry.code === code && entry.origins.some((at) => lies(at, scope)));
      return mayBeFound ? [] : found(unused, 'unused', { code });
    });
  }
}

/** Whether a place is this one or lies below it. */
function lies(origin: Origin, scope: Omit<Place, 'code'>): boolean {
  const { file, pointer } = writtenOrigin(origin);
  return file === scope.file && (pointer === scope.pointer || pointer.startsWith(`${scope.pointer}/`));
}

/** An error that is no rule's leaves nothing that could be written: accepting it would hide that. */
const isFatal = (check: CheckMeta | undefined): boolean => check?.severity === 'error' && !isRule(check);
