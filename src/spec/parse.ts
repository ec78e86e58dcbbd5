import { constructFromEvents, EVENT_ID, type Event, parseEvents, YAMLException } from 'js-yaml';
import type { SourceText } from '../diagnostics/types.ts';
import { type Check, type Finding, found, type Outcome, written } from '../model/index.ts';
import { type Aliases, anchoredPointer, followAliases } from './aliases.ts';
import * as reading from './checks/reading.ts';
import { documentSchema, mappingReasons } from './mapping-tag.ts';
import { Outline } from './outline.ts';
import { syntaxReason } from './syntax-reasons.ts';

/** A YAML or JSON text and the mapping it holds. */
export interface SourceDocument extends SourceText {
  value: Record<string, unknown>;
  /** Pointer of each alias → pointer of the value it stands for. */
  aliases: ReadonlyMap<string, string>;
}

/** What reading a text gives: `source` is there even when the text cannot be read, so that the finding has a line. */
export interface ParsedDocument extends Outcome<SourceDocument | undefined> {
  source: SourceText;
}

/** Thrown inside this file only: the first thing that makes a text unreadable. */
class Unreadable {
  readonly finding: Finding;
  readonly source: SourceText;
  constructor(finding: Finding, source: SourceText) {
    this.finding = finding;
    this.source = source;
  }
}

const nulByte = /\0/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const controlCharacters = /[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]/;

/**
 * Reads one YAML or JSON document. Findings have codes ADE00xx; with one there is no value.
 * @param file the name that findings carry
 * @param bytes the file as it is, or its text; a byte order mark does not count as text
 */
export function parseDocument(file: string, bytes: Uint8Array | string): ParsedDocument {
  try {
    const text = decode(file, bytes);
    refuseLeftovers(file, text);
    return parseText(file, text);
  } catch (error) {
    if (error instanceof Unreadable) return { value: undefined, findings: [error.finding], source: error.source };
    throw error;
  }
}

function refuse<MessageId extends string>(
  file: string,
  text: string,
  offset: number,
  check: Check<MessageId>,
  messageId: NoInfer<MessageId>,
  data: Finding['data'] = {},
): never {
  const rest = text.slice(offset, offset + 200).search(/[\s,\]}]/);
  const end = Math.min(offset + Math.max(rest < 0 ? 200 : rest, 1), text.length);
  const source: SourceText = { file, text, offsets: () => [Math.min(offset, text.length), end] };
  throw new Unreadable(found(check, messageId, written(file, ''), data), source);
}

function decode(file: string, bytes: Uint8Array | string): string {
  if (bytes.length > reading.largestFile) {
    const megabytes = (count: number) => Math.round(count / 1024 / 102.4) / 10;
    refuse(file, '', 0, reading.fileTooLarge, 'size', { size: megabytes(bytes.length), limit: megabytes(reading.largestFile) });
  }
  if (typeof bytes === 'string') return bytes.startsWith('\uFEFF') ? bytes.slice(1) : bytes;
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) refuse(file, '', 0, reading.notUtf8, 'utf16');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const text = new TextDecoder('utf-8').decode(bytes);
    return refuse(file, text, text.indexOf('\uFFFD'), reading.notUtf8, 'bytes');
  }
}

/** What makes the parser's own words misleading. */
function refuseLeftovers(file: string, text: string): void {
  const nul = text.search(nulByte);
  if (nul >= 0) refuse(file, text, nul, reading.controlCharacter, 'nul');
  const control = text.search(controlCharacters);
  if (control >= 0) refuse(file, text, control, reading.controlCharacter, 'control', { character: codePoint(text, control) });
  const conflict = text.startsWith('<<<<<<< ') ? 0 : text.indexOf('\n<<<<<<< ') + 1;
  if ((conflict > 0 || text.startsWith('<<<<<<< ')) && /\n>{7} /.test(text)) refuse(file, text, conflict, reading.mergeConflict, 'marker');
}

/** An escape such as `\ud83d` without its other half is a character that no file can hold. */
function refuseHalfCharacters(file: string, text: string, value: unknown): void {
  const escape = text.search(/\\u[dD][89a-fA-F]/);
  const raw = text.search(halfCharacter);
  if (raw < 0 && (escape < 0 || !hasHalfCharacter(value))) return;
  const offset = raw < 0 ? escape : raw;
  const character = raw < 0 ? `U+${text.slice(escape + 2, escape + 6).toUpperCase()}` : codePoint(text, raw);
  refuse(file, text, offset, reading.controlCharacter, 'half', { character });
}

/** With the u flag, halves that belong together are one character. */
const halfCharacter = /\p{Surrogate}/u;

function hasHalfCharacter(value: unknown): boolean {
  if (typeof value === 'string') return halfCharacter.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, entry]) => halfCharacter.test(key) || hasHalfCharacter(entry));
}

const codePoint = (text: string, offset: number): string => `U+${text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0')}`;

function parseText(file: string, text: string): ParsedDocument {
  try {
    const events = parseEvents(text, { filename: file, maxDepth: reading.deepestNesting });
    refuseSeveralDocuments(file, text, events);
    const aliases = followAliases(text, events);
    refuseAliases(file, text, aliases);
    const [value] = constructFromEvents(events, { source: text, filename: file, schema: documentSchema, maxAliases: reading.mostAliases });
    refuseHalfCharacters(file, text, value);
    const source = lazySource(file, text, new Outline(text, events), aliases.targets);
    if (!isMapping(value)) {
      if (value === undefined || value === null) refuse(file, text, 0, reading.emptyFile, 'nothing');
      refuse(file, text, source.offsets('', 'value')[0], reading.notMapping, 'kind', { kind: kindOf(value) });
    }
    return { value: { ...source, value, aliases: aliases.targets }, findings: [], source };
  } catch (error) {
    if (error instanceof YAMLException) return refuseSyntax(file, text, error);
    throw error;
  }
}

const lazySource = (file: string, text: string, outline: Outline, aliases: Aliases['targets']): SourceText => ({
  file,
  text,
  offsets: (pointer, at) => outline.offsets(pointer, at),
  ...(aliases.size > 0 && { anchored: (pointer) => anchoredPointer(aliases, pointer) }),
});

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const kindOf = (value: unknown): string =>
  Array.isArray(value) ? 'a list' : typeof value === 'string' ? 'a text' : `the value ${String(value)}`;

function refuseSeveralDocuments(file: string, text: string, events: readonly Event[]): void {
  const second = events.findIndex((event, index) => index > 0 && event.type === EVENT_ID.DOCUMENT);
  if (second < 0) return;
  const root = events[second + 1] as Event;
  const start = 'valueStart' in root ? root.valueStart : 'start' in root ? root.start : -1;
  // The parser gives the marker no place; it stands last before the second document begins.
  const marker = text.lastIndexOf('\n---', start < 0 ? text.length : start);
  refuse(file, text, Math.max(marker + 1, 0), reading.severalDocuments, 'second');
}

function refuseAliases(file: string, text: string, { refused }: Aliases): void {
  if (refused === undefined) return;
  refuse(file, text, refused.offset, reading.tooManyAliases, refused.messageId, { name: refused.name, limit: reading.mostAliasedValues });
}

/** What the parser says, as one of the codes of this room. */
function refuseSyntax(file: string, text: string, { reason, mark }: YAMLException): never {
  const offset = Math.min(mark?.position ?? 0, text.length);
  const key = () => {
    const quote = text[offset - 1];
    const rest = text.slice(offset, offset + 200);
    return (quote === '"' || quote === "'" ? rest.split(quote, 1)[0] : /^[^:,\s{}[\]]*/.exec(rest)?.[0]) ?? '';
  };
  if (reason === 'duplicated mapping key') refuse(file, text, offset, reading.duplicateKey, 'again', { key: key() });
  if (reason === mappingReasons.mergeKey) refuse(file, text, offset, reading.mergeKey, 'merge');
  if (reason === mappingReasons.complexKey) refuse(file, text, offset, reading.keyNotText, 'complex');
  if (reason === mappingReasons.plainKey) refuse(file, text, offset, reading.keyNotText, 'plain', { key: key(), kind: keyKind(key()) });
  if (reason.startsWith('nesting exceeded')) refuse(file, text, offset, reading.nestingTooDeep, 'depth', { limit: reading.deepestNesting });
  if (reason.startsWith('aliases exceeded')) refuse(file, text, offset, reading.tooManyAliases, 'count', { limit: reading.mostAliases });
  if (reason.includes('non-printable'))
    refuse(file, text, offset, reading.controlCharacter, 'control', { character: codePoint(text, offset) });
  refuse(file, text, offset, reading.yamlSyntax, 'reason', { reason: syntaxReason(reason, text[offset]) });
}

const keyKind = (key: string): string =>
  /^(true|false)$/i.test(key) ? 'true or false' : /^(~|null|)$/i.test(key) ? 'no value' : 'a number';
