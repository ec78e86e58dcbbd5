import type { CheckMeta, Finding, MessageData } from './finding.ts';
import type { Origin } from './origin.ts';

/** A check that a room reports itself; the messages keep their ids, so that a misspelt one does not compile. */
export interface Check<MessageId extends string = string> extends CheckMeta {
  messages: Readonly<Record<MessageId, string>>;
}

/** The identity, for the type. */
export const defineCheck = <const MessageId extends string>(check: Check<MessageId>): Check<MessageId> => check;

/** A finding of this check at this place. */
export const found = <MessageId extends string>(
  check: Check<MessageId>,
  messageId: NoInfer<MessageId>,
  origin: Origin,
  data: MessageData = {},
  related: Origin[] = [],
): Finding => ({ code: check.code, messageId, data, origin, ...(related.length > 0 && { related }) });
