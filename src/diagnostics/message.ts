import type { CheckMeta, MessageData } from '../model/index.ts';

/** Beyond this many UTF-16 code units a value is cut: a message is a sentence, and a spec may hold a megabyte where a name belongs. */
const longestValue = 200;

/**
 * The sentence of a finding.
 * @throws Error when the check has no such message, or the message a placeholder without value: a bug of the one who reported it
 */
export function fillMessage(check: CheckMeta, messageId: string, data: MessageData): string {
  const message = Object.hasOwn(check.messages, messageId) ? check.messages[messageId] : undefined;
  if (message === undefined) throw new Error(`${check.code} has no message "${messageId}"`);
  return message.replace(/\{([A-Za-z][A-Za-z0-9]*)\}/g, (_, name: string) => {
    const value = Object.hasOwn(data, name) ? data[name] : undefined;
    if (value === undefined) throw new Error(`${check.code} reports "${messageId}" without a value for {${name}}`);
    return cut(Array.isArray(value) ? value.join(', ') : String(value), longestValue);
  });
}

/** At most `length` UTF-16 code units, without half a character at the end. */
export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
