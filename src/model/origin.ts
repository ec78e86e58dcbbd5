/** Where a value comes from. Every value of the {@link EncryptionModel} has one. */
export type Origin = Written | Derived | Assumed;

/** Somebody wrote it: a key or a value in a spec, a facts file, a template or an inventory. */
export interface Written {
  kind: 'written';
  file: string;
  /** JSON pointer (RFC 6901) into that file. */
  pointer: string;
  at: 'key' | 'value';
  /** How the value reached this place when it was not written here: the defaults, registries or parameters it came through. */
  through?: Through[];
}

export interface Through {
  by: 'default' | 'registry' | 'parameter' | 'variable' | 'alias';
  pointer: string;
}

/** It follows from other values by a row of the support pack. */
export interface Derived {
  kind: 'derived';
  from: Origin[];
  /** The row, as a reader can look it up: `vmSizes/Standard_D4s_v5`. */
  by: string;
}

/** Nobody wrote it: the default of Azure Resource Manager or of the extension holds. */
export interface Assumed {
  kind: 'assumed';
  /** The subject for which it is assumed. */
  for: Origin;
  by: string;
}

export const written = (file: string, pointer: string, through?: Through[]): Written =>
  through === undefined || through.length === 0
    ? { kind: 'written', file, pointer, at: 'value' }
    : { kind: 'written', file, pointer, at: 'value', through };

export const atKey = (origin: Written): Written => ({ ...origin, at: 'key' });

/** A part of what stands there: a key of a mapping, or an entry of a list. */
export const within = (origin: Origin, segment: string | number): Origin =>
  origin.kind === 'written' ? { ...origin, pointer: `${origin.pointer}/${segment}`, at: 'value' } : origin;

export const derived = (from: Origin[], by: string): Derived => ({ kind: 'derived', from, by });

export const assumed = (subject: Origin, by: string): Assumed => ({ kind: 'assumed', for: subject, by });

/** The place a reader has to look at: what was written, or what the value was derived from. */
export function writtenOrigin(origin: Origin): Written {
  switch (origin.kind) {
    case 'written':
      return origin;
    case 'derived':
      return writtenOrigin(origin.from[0] as Origin);
    case 'assumed':
      return writtenOrigin(origin.for);
  }
}
