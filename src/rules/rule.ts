import type {
  BackupRequest,
  CheckMeta,
  Disk,
  DiskRequest,
  EncryptionModel,
  EncryptionRequest,
  Fact,
  KeyEncryptionKey,
  KeyVault,
  Machine,
  MessageData,
  Origin,
  RestoreRequest,
  ScaleSet,
  SupportMatrix,
  VirtualMachine,
} from '../model/index.ts';
import type { Support } from '../support/index.ts';

/** What a rule can be asked about; it is asked once for each subject of its kind. */
export interface Subjects {
  spec: EncryptionModel;
  virtualMachine: VirtualMachine;
  scaleSet: ScaleSet;
  /** Virtual machines and scale sets. */
  machine: Machine;
  /** A machine together with what is asked of it. */
  encryption: EncryptionRequest;
  /** A machine that will be an encrypted one: the extension encrypts it, its disks come encrypted, or they are restored. */
  encryptedMachine: EncryptionRequest | RestoreRequest;
  disk: Disk;
  diskRequest: DiskRequest;
  keyVault: KeyVault;
  keyEncryptionKey: KeyEncryptionKey;
  backup: BackupRequest;
  restore: RestoreRequest;
}
export type SubjectKind = keyof Subjects;

export interface RuleMeta<Kind extends SubjectKind, MessageId extends string> extends CheckMeta {
  on: Kind;
  /** First support matrix under which the rule holds. */
  since: SupportMatrix;
  /** Last support matrix under which it holds; absent while it still does. */
  until?: SupportMatrix;
  messages: Readonly<Record<MessageId, string>>;
}

export interface RuleContext<Kind extends SubjectKind, MessageId extends string> {
  subject: Subjects[Kind];
  model: EncryptionModel;
  support: Support;
  /** The value, or undefined after recording that this rule is not checked for the subject. Ask for it only when the answer matters. */
  known<T>(fact: Fact<T>): T | undefined;
  /** `at`: an origin, or the fact whose value is wrong; where nobody wrote that fact, the subject itself. */
  report(at: Origin | Fact<unknown>, messageId: MessageId, data?: MessageData, related?: Origin[]): void;
}

export interface Rule<Kind extends SubjectKind = SubjectKind, MessageId extends string = string> {
  meta: RuleMeta<Kind, MessageId>;
  check(context: RuleContext<Kind, MessageId>): void;
}

/** The identity; it makes a misspelt message id or a wrong subject a compile error. */
export const defineRule = <Kind extends SubjectKind, const MessageId extends string>(rule: Rule<Kind, MessageId>): Rule<Kind, MessageId> =>
  rule;
