import type { EncryptionModel, Fact, Finding, MessageData, Origin, SupportMatrix, Unchecked } from '../model/index.ts';
import type { Support } from '../support/index.ts';
import { rules as allRules } from './index.ts';
import type { Rule, RuleContext, SubjectKind, Subjects } from './rule.ts';
import { disksOf } from './terms/disks.ts';

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
  const subjects = new Map<SubjectKind, readonly Subjects[SubjectKind][]>();
  for (const rule of rules) {
    if (!holdsUnder(rule, support.matrix)) continue;
    const kind = rule.meta.on;
    let asked = subjects.get(kind);
    if (asked === undefined) {
      asked = subjectsOf[kind](model);
      subjects.set(kind, asked);
    }
    askRule(rule, asked, { model, support, results });
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
  disk: ({ facts }) => [...new Set([...[...facts.virtualMachines, ...facts.scaleSets].flatMap(disksOf), ...facts.disks])],
  diskRequest: ({ requests }) => requests.disks,
  keyVault: ({ facts }) => facts.keyVaults,
  keyEncryptionKey: ({ facts }) => facts.keyEncryptionKeys,
  backup: ({ requests }) => requests.backups,
  restore: ({ requests }) => requests.restores,
};

type Asked = Subjects[SubjectKind];

/** One context serves all subjects of a rule: thousands of machines times dozens of rules make no garbage. */
function askRule(
  rule: Rule,
  subjects: readonly Asked[],
  { model, support, results }: { model: EncryptionModel; support: Support; results: RuleResults },
): void {
  const { code } = rule.meta;
  const { findings, unchecked } = results;
  const uncheckedFacts = new Map<string, Unchecked>();
  const context: RuleContext<SubjectKind, string> = {
    subject: model,
    model,
    support,
    known<T>(fact: Fact<T>): T | undefined {
      if (fact.known) return fact.value;
      if (fact.reported !== true) record(fact.fact);
      return undefined;
    },
    report(at: Origin | Fact<unknown>, messageId: string, data: MessageData = {}, related?: Origin[]) {
      const origin = 'kind' in at ? at : at.known ? at.origin : context.subject.origin;
      findings.push(related === undefined ? { code, messageId, data, origin } : { code, messageId, data, origin, related });
    },
  };
  const record = (fact: string) => {
    const { origin } = context.subject;
    const entry = uncheckedFacts.get(fact);
    if (entry === undefined) uncheckedFacts.set(fact, { code, fact, origins: [origin] });
    else if (entry.origins.at(-1) !== origin) entry.origins.push(origin);
  };
  for (const subject of subjects) {
    context.subject = subject;
    try {
      rule.check(context);
    } catch (error) {
      throw new Error(`${code} ${rule.meta.name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }
  unchecked.push(...uncheckedFacts.values());
}
