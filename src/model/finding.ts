import type { Origin } from './origin.ts';

export type Severity = 'error' | 'warning' | 'note';

/** Values for the placeholders of a message. */
export type MessageData = Record<string, string | number | boolean | readonly string[]>;

/** What a stage has to say: what, about which value. It knows no line and no sentence. */
export interface Finding {
  code: string;
  messageId: string;
  data: MessageData;
  origin: Origin;
  related?: Origin[];
  /** Where the thing is asked for that the finding is about: whoever accepts the finding there has accepted it, wherever it stands. */
  about?: Origin;
}

/** Checks of one rule that could not be made because a fact is not known. */
export interface Unchecked {
  code: string;
  fact: string;
  /** The subjects that the rule was not checked for. */
  origins: Origin[];
}

/** What a stage returns: findings never travel as exceptions. */
export interface Outcome<T> {
  value: T;
  findings: Finding[];
}

/** A statement about Azure that somebody else published. */
export interface Source {
  url: string;
  /** ISO date of the text that was read. */
  date: string;
}

/** What is known about a code: the same for rules and for every other stage that reports. */
export interface CheckMeta {
  /** `ADE` and four digits; never reused, says nothing about severity. */
  code: string;
  /** kebab-case; also the name of the doc page and of the fixture folder. */
  name: string;
  severity: Severity;
  /** One sentence that states the requirement. */
  summary: string;
  /** What the portal, the agent or Azure Resource Manager would have said. */
  azureError?: string;
  sources?: readonly Source[];
  /** By id: text with {placeholders} filled from the finding's data. */
  messages: Readonly<Record<string, string>>;
}
