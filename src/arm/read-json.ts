import type { SourceText } from '../diagnostics/types.ts';
import { type Check, type Finding, found, type Outcome, written } from '../model/index.ts';
import { pointerSegments } from '../model/pointer.ts';
import * as checks from './checks.ts';
import { type JsonNode, type JsonProblem, parseJson } from './json-parser.ts';

/** A JSON file: its value, and where everything in it stands. */
export interface JsonDocument extends SourceText {
  value: Readonly<Record<string, unknown>>;
}

/** A document or the findings that say why there is none; `source` holds the text that they point into. */
export interface ReadJson extends Outcome<JsonDocument | undefined> {
  source: SourceText;
}

/**
 * Reads a template, parameter file or plan as Azure Resource Manager reads JSON. Findings have codes ADE4001 to 4006; with one there is no
 * value. A byte order mark is no part of the text.
 * @param file the name that findings carry
 * @param bytes the file as it is, or its text
 */
export function readJson(file: string, bytes: Uint8Array | string): ReadJson {
  try {
    const text = decode(file, bytes);
    const value = parseText(file, text);
    const source = lazySource(file, text);
    return { value: { ...source, value }, findings: [], source };
  } catch (error) {
    if (error instanceof Unreadable) return { value: undefined, findings: [error.finding], source: error.source };
    throw error;
  }
}

/** Ends the reading of a file; never leaves this one. */
class Unreadable extends Error {
  readonly finding: Finding;
  readonly source: SourceText;
  constructor(finding: Finding, source: SourceText) {
    super(finding.code);
    this.finding = finding;
    this.source = source;
  }
}

function refuse<MessageId extends string>(
  file: string,
  text: string,
  at: number,
  check: Check<MessageId>,
  messageId: NoInfer<MessageId>,
  data: Finding['data'] = {},
): never {
  const word = /^(?:[\w$]+|[\s\S])/u.exec(text.slice(at, at + 200))?.[0] ?? '';
  throw new Unreadable(found(check, messageId, written(file, ''), data), { file, text, offsets: () => [at, at + word.length] });
}

function decode(file: string, bytes: Uint8Array | string): string {
  if (bytes.length > checks.largestFile) {
    const megabytes = (count: number) => Math.round(count / 1024 / 102.4) / 10;
    refuse(file, '', 0, checks.jsonTooLarge, 'size', { size: megabytes(bytes.length), limit: megabytes(checks.largestFile) });
  }
  if (typeof bytes === 'string') return bytes.startsWith('\uFEFF') ? bytes.slice(1) : bytes;
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    refuse(file, '', 0, checks.jsonNotText, 'utf16');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const text = new TextDecoder('utf-8').decode(bytes);
    return refuse(file, text, text.indexOf('\uFFFD'), checks.jsonNotText, 'bytes');
  }
}

const conflictBegins = /^<{7}(?: |$)/m;
const conflictEnds = /^>{7}(?: |$)/m;

function parseText(file: string, text: string): Readonly<Record<string, unknown>> {
  const strict = parseStrictly(text);
  const tooDeep = strict === undefined ? -1 : findTooDeep(text, checks.deepestNesting);
  if (tooDeep >= 0) refuseProblem(file, text, { kind: 'tooDeep', at: tooDeep });
  const value = strict ?? parseTolerantly(file, text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  const kind = Array.isArray(value) ? 'a list' : `the value ${JSON.stringify(value)}`;
  return refuse(file, text, text.search(/\S/), checks.jsonNotAnObject, 'other', { kind });
}

/** What armade writes is strict JSON, and the engine's own parser is ten times faster than any other. */
function parseStrictly(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Offset in valid JSON where nesting passes the limit; -1 when it does not. */
function findTooDeep(text: string, deepest: number): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case '{':
      case '[':
        depth += 1;
        if (depth > deepest) return at;
        break;
      case '}':
      case ']':
        depth -= 1;
        break;
      case '"':
        for (at++; text[at] !== '"'; at++) if (text[at] === '\\') at++;
        break;
    }
  }
  return -1;
}

function parseTolerantly(file: string, text: string): unknown {
  const nul = text.indexOf('\0');
  if (nul >= 0) refuse(file, text, nul, checks.jsonNotText, 'nul');
  const conflict = conflictBegins.exec(text);
  if (conflict !== null && conflictEnds.test(text)) refuse(file, text, conflict.index, checks.jsonMergeConflict, 'marker');
  if (text.trim() === '') refuse(file, text, 0, checks.jsonNotAnObject, 'empty');
  const { node, problem } = parseJson(text, checks.deepestNesting);
  return problem === undefined ? node.value : refuseProblem(file, text, problem);
}

function refuseProblem(file: string, text: string, problem: JsonProblem): never {
  switch (problem.kind) {
    case 'expected':
      return refuse(file, text, problem.at, checks.jsonSyntax, 'expected', { expected: problem.expected, found: problem.found });
    case 'unterminated':
      return refuse(file, text, problem.at, checks.jsonSyntax, 'unterminated', { what: problem.what });
    case 'tooDeep':
      return refuse(file, text, problem.at, checks.jsonTooDeep, 'depth', { limit: checks.deepestNesting });
  }
}

/** Places are looked for when a finding first asks: most files have none. */
function lazySource(file: string, text: string): SourceText {
  let root: JsonNode | undefined;
  return {
    file,
    text,
    offsets: (pointer, at) => {
      root ??= parseJson(text, checks.deepestNesting).node ?? { value: undefined, from: 0, to: text.length };
      return offsetsIn(root, pointer, at);
    },
  };
}

function offsetsIn(root: JsonNode, pointer: string, at: 'key' | 'value'): [number, number] {
  let node = root;
  let key: [number, number] | undefined;
  for (const segment of pointerSegments(pointer)) {
    const child = node.children?.get(segment);
    if (child === undefined) break;
    node = child.node;
    key = child.key;
  }
  // Of an object or list, its key or opening bracket: nobody wants fifty lines underlined.
  if (node.children === undefined) return at === 'key' && key !== undefined ? key : [node.from, node.to];
  return key ?? [node.from, node.from + 1];
}
