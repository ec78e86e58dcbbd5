import type { CheckMeta, Severity } from '../model/index.ts';

/** 1-based, end-exclusive, columns in UTF-16 code units. */
export interface Range {
  start: Position;
  end: Position;
}

export interface Position {
  line: number;
  column: number;
}

/** A finding with its place and its sentence: all that a formatter needs. */
export interface Diagnostic {
  code: string;
  name: string;
  severity: Severity;
  message: string;
  file: string;
  range: Range;
  pointer: string;
  helpUri: string;
  related: RelatedPlace[];
  suppression?: { reason: string; until: string };
}

export interface RelatedPlace {
  file: string;
  range: Range;
  pointer: string;
  message: string;
}

/** A check that was not made, counted over the machines. */
export interface UncheckedSummary {
  fact: string;
  count: number;
  codes: string[];
}

/** A text that diagnostics point into; knows the range of each pointer. */
export interface SourceText {
  file: string;
  text: string;
  /** Offsets of the key and value at a pointer, or of its nearest ancestor that has a place. */
  offsets(pointer: string, at: 'key' | 'value'): [from: number, to: number];
  /** The pointer of a value where it is written: that of the anchor when it stands behind an alias. Absent where there are no aliases. */
  anchored?(pointer: string): string;
}

export type Formatter = (input: FormatterInput) => string;

export interface FormatterInput {
  diagnostics: Diagnostic[];
  unchecked: UncheckedSummary[];
  rules: ReadonlyMap<string, CheckMeta>;
  sources: ReadonlyMap<string, SourceText>;
  toolVersion: string;
  color: boolean;
}
