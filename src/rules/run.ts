import {
  type Disk,
  type EncryptionModel,
  type Fact,
  type Finding,
  type MessageData,
  type Origin,
  type SupportMatrix,
  type Unchecked,
  writtenOrigin,
} from '../model/index.ts';
import type { Support } from '../support/index.ts';
import { rules as allRules } from './index.ts';
import type { Rule, RuleContext, SubjectKind, Subjects } from './rule.ts';
import { disksOf } from './terms/disks.ts';
import { endsEncrypted } from './terms/requests.ts';

export interface RuleResults {
  findings: Finding[];
  unchecked: Unchecked[];
}

/**
 * Asks every rule that holds under the support matrix once for each subject of its kind.
 * @throws {Error} with the code of the rule when a rule throws: a bug, never the user's fault.
 */
export function runRules(model: EncryptionModel, support: Support, rules: readonly Rule[] = allRules): RuleResults {
  const results: RuleResults = { findings: [], unchecked: [] };
  const byKind = new Map<SubjectKind, Questioner[]>();
  for (const rule of rules) {
    if (!holdsUnder(rule, support.matrix)) continue;
    const questioner = new Questioner(rule, model, support, results.findings);
    const others = byKind.get(rule.meta.on);
    if (others === undefined) byKind.set(rule.meta.on, [questioner]);
    else others.push(questioner);
  }
  for (const [kind, questioners] of byKind) {
    // Subject by subject: what one rule has read of a machine is still at hand for the next.
    for (const subject of subjectsOf[kind](model)) {
      for (const questioner of questioners) questioner.ask(subject);
    }
    for (const questioner of questioners) results.unchecked.push(...questioner.unchecked.values());
  }
  return results;
}

/** Matrices are dates, so their text order is their order in time. */
export const holdsUnder = ({ meta }: Rule, matrix: SupportMatrix): boolean =>
  meta.since <= matrix && (meta.until === undefined || matrix <= meta.until);

const subjectsOf: { [Kind in SubjectKind]: (model: EncryptionModel) => readonly Subjects[Kind][] } = {
  spec: (model) => [model],
  virtualMachine: ({ facts }) => facts.virtualMachines,
  scaleSet: ({ facts }) => facts.scaleSets,
  machine: ({ facts }) => [...facts.virtualMachines, ...facts.scaleSets],
  encryption: ({ requests }) => requests.encryption,
  encryptedMachine: ({ requests }) => [...requests.encryption.filter(endsEncrypted), ...requests.restores],
  disk: allDisksOf,
  diskRequest: ({ requests }) => requests.disks,
  keyVault: ({ facts }) => facts.keyVaults,
  keyEncryptionKey: ({ facts }) => facts.keyEncryptionKeys,
  backup: ({ requests }) => requests.backups,
  restore: ({ requests }) => requests.restores,
};

/** Disks of machines, then those that stand alone. */
function allDisksOf({ facts }: EncryptionModel): Disk[] {
  const disks: Disk[] = [];
  for (const machines of [facts.virtualMachines, facts.scaleSets]) {
    for (const machine of machines) disks.push(...disksOf(machine));
  }
  return [...disks, ...facts.disks];
}

/** Whom a finding is about where others share the value: one that fell back to this subject, or the `select` that found its machine. */
function besideShared(origin: Origin, subject: Subjects[SubjectKind]): Origin[] | undefined {
  const place = writtenOrigin(origin);
  if (place.through === undefined) return undefined;
  const asked = writtenOrigin(subject.origin);
  const isSelected = asked.through?.some(({ by }) => by === 'registry') === true;
  if (place === asked ? !isSelected : !place.through.some(({ by }) => by === 'default')) return undefined;
  return [isSelected && 'machine' in subject && subject.machine !== undefined ? subject.machine.origin : asked];
}

/** One rule with the context it is asked in. The context serves all subjects, so that thousands of machines times dozens of rules make no garbage. */
class Questioner implements RuleContext<SubjectKind, string> {
  subject: Subjects[SubjectKind];
  readonly unchecked = new Map<string, Unchecked>();
  readonly #rule: Rule;
  readonly #findings: Finding[];

  constructor(
    rule: Rule,
    readonly model: EncryptionModel,
    readonly support: Support,
    findings: Finding[],
  ) {
    this.#rule = rule;
    this.#findings = findings;
    this.subject = model;
  }

  ask(subject: Subjects[SubjectKind]): void {
    this.subject = subject;
    try {
      this.#rule.check(this);
    } catch (error) {
      const { code, name } = this.#rule.meta;
      throw new Error(`${code} ${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }

  readonly known = <T>(fact: Fact<T>): T | undefined => {
    if (fact.known) return fact.value;
    if (fact.reported !== true) this.#record(fact.fact);
    return undefined;
  };

  readonly report = (at: Origin | Fact<unknown>, messageId: string, data: MessageData = {}, related?: Origin[]): void => {
    const origin = 'kind' in at ? at : at.known ? at.origin : this.subject.origin;
    const { code } = this.#rule.meta;
    const about = this.subject.origin;
    // What holds for all machines is wrong once, with the machines it is wrong for beside it.
    const places = related ?? besideShared(origin, this.subject);
    this.#findings.push({ code, messageId, data, origin, about, ...(places && { related: places }) });
  };

  #record(fact: string): void {
    const { origin } = this.subject;
    const entry = this.unchecked.get(fact);
    if (entry === undefined) this.unchecked.set(fact, { code: this.#rule.meta.code, fact, origins: [origin] });
    else if (entry.origins.at(-1) !== origin) entry.origins.push(origin);
  }
}
