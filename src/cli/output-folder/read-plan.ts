import { staysInside } from './content.ts';

/** What a plan.json on disk says about the files beside it. */
export interface Listing {
  name: string;
  /** Path relative to the folder → SHA-256. */
  files: ReadonlyMap<string, string>;
}

/** Reads just what ownership needs, so that a plan of another version of armade still tells which files are its own; a text says why it cannot. */
export function readListing(text: string): Listing | string {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return 'it is not JSON';
  }
  if (!isRecord(value) || typeof value.plan !== 'number') return 'it does not begin with "plan"';
  if (typeof value.name !== 'string' || !isRecord(value.files)) return 'it has no "name" or no "files"';
  const files = new Map<string, string>();
  for (const [path, hash] of Object.entries(value.files)) {
    if (!staysInside(path)) return `it lists "${path}", which leaves its folder`;
    if (typeof hash !== 'string') return `it lists "${path}" without a hash`;
    files.set(path, hash.toLowerCase());
  }
  return { name: value.name, files };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
