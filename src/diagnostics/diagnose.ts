import {
  type CheckMeta,
  type Finding,
  type Origin,
  type Suppression,
  type Unchecked,
  type Written,
  writtenOrigin,
} from '../model/index.ts';
import { helpUri } from './help-uri.ts';
import { LineTable } from './line-table.ts';
import { cut, fillMessage } from './message.ts';
import { Suppressions } from './suppressions.ts';
import type { Diagnostic, Range, SourceText, UncheckedSummary } from './types.ts';

export interface DiagnoseInput {
  findings: readonly Finding[];
  unchecked?: readonly Unchecked[];
  /** Every check by code: see {@link checksByCode}. */
  checks: ReadonlyMap<string, CheckMeta>;
  /** By the file name that origins carry. A finding in any other file stands at its first character. */
  sources: ReadonlyMap<string, SourceText>;
  suppressions?: readonly Suppression[];
  /** ISO date, in UTC. */
  today: string;
}

export interface Diagnosis {
  /** Sorted by file, line, column and code; accepted ones are among them, with their `suppression`. */
  diagnostics: Diagnostic[];
  /** The fact that most machines lack comes first. */
  unchecked: UncheckedSummary[];
}

/**
 * Gives findings their place, their sentence and their order. Findings of one code at one place become one, with what each of them is about as
 * related places.
 * @throws Error when a finding has an unknown code or message, or lacks a value of its message: a bug of the one who reported it
 */
export function diagnose({ findings, unchecked = [], checks, sources, suppressions = [], today }: DiagnoseInput): Diagnosis {
  const places = new Places(sources);
  const accepted = new Suppressions(suppressions, checks, today);
  const diagnostics = mergeFindings(findings, checks, places, accepted);
  const ofSuppressions = mergeFindings(accepted.findings(findings, unchecked), checks, places);
  return { diagnostics: [...diagnostics, ...ofSuppressions].sort(compareDiagnostics), unchecked: summarise(unchecked) };
}

/** Looks places up, with one line table for each file that is asked about. */
class Places {
  readonly #sources: ReadonlyMap<string, SourceText>;
  readonly #lineTables = new Map<string, LineTable>();

  constructor(sources: ReadonlyMap<string, SourceText>) {
    this.#sources = sources;
  }

  range({ file, pointer, at }: Written): Range {
    const source = this.#sources.get(file);
    if (source === undefined) return { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
    let lines = this.#lineTables.get(file);
    if (lines === undefined) {
      lines = new LineTable(source.text);
      this.#lineTables.set(file, lines);
    }
    return lines.range(...source.offsets(pointer, at));
  }

  /** Where a value is written: behind an alias, at its anchor. */
  written(origin: Written): Written {
    const pointer = origin.at === 'value' ? this.#sources.get(origin.file)?.anchored?.(origin.pointer) : undefined;
    return pointer === undefined || pointer === origin.pointer ? origin : { ...origin, pointer };
  }

  /** What stands at a place, in a few words. */
  excerpt({ file, pointer, at }: Written): string {
    const source = this.#sources.get(file);
    const firstLine = source?.text.slice(...source.offsets(pointer, at)).split(/[\r\n]/, 1)[0];
    return cut(firstLine || pointer || file, 60);
  }
}

function mergeFindings(
  findings: readonly Finding[],
  checks: ReadonlyMap<string, CheckMeta>,
  places: Places,
  accepted?: Suppressions,
): Diagnostic[] {
  const merged = new Map<string, DiagnosticInTheMaking[]>();
  for (const finding of findings) {
    const check = checks.get(finding.code);
    if (check === undefined) throw new Error(`${finding.code} is reported, and no check has this code`);
    const origin = writtenOrigin(finding.origin);
    const message = fillMessage(check, finding.messageId, finding.data);
    const place = places.written(origin);
    const related = (finding.related ?? []).map(writtenOrigin);
    if (place !== origin) related.push(origin);
    const about = finding.about === undefined ? [] : [writtenOrigin(finding.about)];

    const suppression = accepted?.cover(finding.code, [origin, ...related, ...about]);

    const { file, pointer, at } = place;
    const key = [finding.code, finding.messageId, file, pointer, at, suppression?.until, suppression?.reason].join('\0');
    const atThisPlace = merged.get(key) ?? [];
    merged.set(key, atThisPlace);
    const first = atThisPlace[0];
    const same = atThisPlace.find((making) => making.diagnostic.message === message);
    if (same !== undefined) same.relate(related);
    else if (first !== undefined && related.length > 0) first.relate(related, message);
    else {
      const making = new DiagnosticInTheMaking(check, message, place, places, suppression);
      making.relate(related);
      atThisPlace.push(making);
    }
  }
  return [...merged.values()].flat().map(({ diagnostic }) => diagnostic);
}

/** A diagnostic that further findings may join. */
class DiagnosticInTheMaking {
  readonly diagnostic: Diagnostic;
  readonly #places: Places;
  readonly #related = new Set<string>();

  constructor(check: CheckMeta, message: string, origin: Written, places: Places, suppression: Diagnostic['suppression']) {
    const { code, name, severity } = check;
    const { file, pointer } = origin;
    this.diagnostic = { code, name, severity, message, file, range: places.range(origin), pointer, helpUri: helpUri(check), related: [] };
    if (suppression !== undefined) this.diagnostic.suppression = suppression;
    this.#places = places;
  }

  /** @param message what is said about these places, when it differs from what the diagnostic says */
  relate(origins: readonly Written[], message?: string): void {
    for (const origin of origins) {
      const { file, pointer, at } = origin;
      const key = [file, pointer, at, message].join('\0');
      if (this.#related.has(key)) continue;
      this.#related.add(key);
      this.diagnostic.related.push({ file, range: this.#places.range(origin), pointer, message: message ?? this.#places.excerpt(origin) });
    }
  }
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By code unit, so that no locale changes the order. */
function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareTexts(a.file, b.file) ||
    a.range.start.line - b.range.start.line ||
    a.range.start.column - b.range.start.column ||
    compareTexts(a.code, b.code) ||
    compareTexts(a.message, b.message)
  );
}

function summarise(unchecked: readonly Unchecked[]): UncheckedSummary[] {
  const placeNumber = numberPlaces();
  const facts = new Map<string, { places: Set<number>; codes: Set<string> }>();
  for (const { fact, code, origins } of unchecked) {
    let entry = facts.get(fact);
    if (entry === undefined) {
      entry = { places: new Set(), codes: new Set() };
      facts.set(fact, entry);
    }
    for (const origin of origins) entry.places.add(placeNumber(origin));
    entry.codes.add(code);
  }
  return [...facts]
    .map(([fact, { places, codes }]) => ({ fact, count: places.size, codes: [...codes].sort() }))
    .sort((a, b) => b.count - a.count || compareTexts(a.fact, b.fact));
}

/** One number for each place. A machine's origin comes by once for each rule, so its text is looked up once. */
function numberPlaces(): (origin: Origin) => number {
  const ofOrigin = new Map<Origin, number>();
  const ofPlace = new Map<string, number>();
  return (origin) => {
    let number = ofOrigin.get(origin);
    if (number === undefined) {
      const { file, pointer, through = [] } = writtenOrigin(origin);
      // A `select` is one place for many machines.
      const place = [file, pointer, through.find(({ by }) => by === 'registry')?.pointer].join('\0');
      number = ofPlace.get(place) ?? ofPlace.size;
      ofPlace.set(place, number);
      ofOrigin.set(origin, number);
    }
    return number;
  };
}
