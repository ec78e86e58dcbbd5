import type { SourceText } from '../../diagnostics/types.ts';
import { type Finding, type MessageData, written } from '../../model/index.ts';
import { conflictLine, contentHash, firstDifference, sameContent, staysInside } from './content.ts';
import { OutputText } from './output-text.ts';
import { type Listing, readListing } from './read-plan.ts';

export const planFile = 'plan.json';

/** What a spec generates, and where it goes. */
export interface Generation {
  /** Name of the spec. */
  name: string;
  /** The folder of the spec as findings name it: `generated/payments`. */
  folder: string;
  /** Path relative to the folder → text. */
  files: ReadonlyMap<string, string>;
}

export interface WritePlan {
  /** Path relative to the folder → text, only where it differs from what is there. */
  writes: Map<string, string>;
  /** Paths relative to the folder. */
  removals: string[];
  /** Why this is not, or not quite, what is there now. */
  findings: Finding[];
  /** The files on disk that findings point into. */
  sources: SourceText[];
}

/** Reads a file below the folder; undefined where there is none. */
export type ReadFile = (path: string) => Uint8Array | undefined;

/** How a file on disk relates to its listing and to what would be written. */
type FileState = 'absent' | 'current' | 'outdated' | 'edited';

/**
 * Decides what generating does to the folder of one spec. A file that is neither as plan.json lists it nor as it would be written now is edited;
 * one error finding each, unless `force`, which overwrites it. Files that nobody listed and nobody generates are not looked at.
 */
export function planWrites(generation: Generation, readFile: ReadFile, force: boolean): WritePlan {
  const plan: WritePlan = { writes: new Map(), removals: [], findings: [], sources: [] };
  const outside = [...generation.files.keys()].filter((path) => !staysInside(path));
  for (const path of outside) plan.findings.push(found('ADE3208', 'outside', generation, planFile, { path }));
  if (outside.length > 0) return plan;

  const listing = readOwnListing(generation, readFile, force, plan);
  if (plan.findings.length > 0) return plan;
  for (const [path, text] of generation.files) {
    const bytes = readFile(path);
    const state = path === planFile ? planState(bytes, text, listing) : stateOf(bytes, listing?.files.get(path), text);
    if (state === 'edited' && !force) {
      if (path !== planFile) reportEdited(path, bytes as Uint8Array, text, generation, listing, plan);
    } else if (state !== 'current') plan.writes.set(path, text);
  }
  for (const [path, hash] of listing?.files ?? []) {
    if (generation.files.has(path)) continue;
    const bytes = readFile(path);
    const state = stateOf(bytes, hash, undefined);
    if (state === 'outdated') plan.removals.push(path);
    else if (state === 'edited') reportLeftover(path, bytes as Uint8Array, generation, force, plan);
  }
  return plan;
}

/** Decides what removing the folder of a spec that is no longer there does; edited files stay, and plan.json with them. */
export function planRemoval(folder: string, name: string, readFile: ReadFile): WritePlan {
  const plan: WritePlan = { writes: new Map(), removals: [], findings: [], sources: [] };
  const generation: Generation = { name, folder, files: new Map() };
  const listing = readOwnListing(generation, readFile, false, plan);
  if (listing === undefined) return plan;
  let left = false;
  for (const [path, hash] of listing.files) {
    const bytes = readFile(path);
    const state = stateOf(bytes, hash, undefined);
    if (state === 'outdated') plan.removals.push(path);
    if (state === 'edited') {
      left = true;
      reportLeftover(path, bytes as Uint8Array, generation, true, plan);
    }
  }
  if (!left) plan.removals.push(planFile);
  return plan;
}

/** Says what `generate --check` says: an error for each file that generating would write or remove. */
export function checkFiles(generation: Generation, readFile: ReadFile): WritePlan {
  const plan = planWrites(generation, readFile, false);
  if (plan.findings.some((finding) => finding.code !== 'ADE3209')) return plan;
  if (plan.writes.size === generation.files.size && [...generation.files.keys()].every((path) => readFile(path) === undefined)) {
    plan.findings.push(found('ADE3202', 'folder', generation, planFile));
    return plan;
  }
  for (const [path, text] of plan.writes) {
    const bytes = readFile(path);
    if (bytes === undefined) plan.findings.push(found('ADE3202', 'file', generation, path));
    else {
      const line = pointAt(path, bytes, (disk) => firstDifference(disk, text), generation, plan);
      plan.findings.push(found('ADE3201', 'stale', generation, path, { line }));
    }
  }
  for (const path of plan.removals) plan.findings.push(found('ADE3203', 'leftover', generation, path));
  return plan;
}

function stateOf(bytes: Uint8Array | undefined, hash: string | undefined, text: string | undefined): FileState {
  if (bytes === undefined) return 'absent';
  if (text !== undefined && sameContent(bytes, text)) return 'current';
  return hash !== undefined && contentHash(bytes) === hash ? 'outdated' : 'edited';
}

/** plan.json cannot list its own hash: while it can be read it counts as armade's own. */
function planState(bytes: Uint8Array | undefined, text: string, listing: Listing | undefined): FileState {
  const state = stateOf(bytes, undefined, text);
  return state === 'edited' && listing !== undefined ? 'outdated' : state;
}

/** The listing in plan.json; undefined where there is none, or none that can be read, which is a finding unless it would be written as it is. */
function readOwnListing(generation: Generation, readFile: ReadFile, force: boolean, plan: WritePlan): Listing | undefined {
  const bytes = readFile(planFile);
  if (bytes === undefined) return undefined;
  const text = Buffer.from(bytes).toString('utf8');
  const listing = readListing(text);
  if (typeof listing !== 'string') return listing;
  const next = generation.files.get(planFile);
  if (force || (next !== undefined && sameContent(bytes, next))) return undefined;
  const conflict = conflictLine(text);
  const line = pointAt(planFile, bytes, () => conflict ?? 1, generation, plan);
  plan.findings.push(found('ADE3205', conflict === undefined ? 'unreadable' : 'conflict', generation, planFile, { line, reason: listing }));
  return undefined;
}

/** The finding for a plan.json that nobody can read. */
export const unreadablePlan = (file: string, reason: string): Finding => ({
  code: 'ADE3205',
  messageId: 'unreadable',
  data: { file, reason },
  origin: written(file, ''),
});

function reportEdited(
  path: string,
  bytes: Uint8Array,
  text: string,
  generation: Generation,
  listing: Listing | undefined,
  plan: WritePlan,
): void {
  const conflict = conflictLine(Buffer.from(bytes).toString('utf8'));
  const line = pointAt(path, bytes, (disk) => conflict ?? firstDifference(disk, text), generation, plan);
  const messageId = conflict !== undefined ? 'conflict' : listing?.files.has(path) ? 'edited' : 'unlisted';
  plan.findings.push(found('ADE3204', messageId, generation, path, { line }));
}

function reportLeftover(path: string, bytes: Uint8Array, generation: Generation, leave: boolean, plan: WritePlan): void {
  pointAt(path, bytes, () => 1, generation, plan);
  plan.findings.push(leave ? found('ADE3209', 'left', generation, path) : found('ADE3204', 'leftover', generation, path));
}

/** Makes the file one that findings can point into, and answers with the line they point at. */
function pointAt(path: string, bytes: Uint8Array, lineOf: (text: string) => number, generation: Generation, plan: WritePlan): number {
  const text = Buffer.from(bytes).toString('utf8');
  const line = lineOf(text);
  plan.sources.push(new OutputText(`${generation.folder}/${path}`, text, line));
  return line;
}

function found(code: string, messageId: string, generation: Generation, path: string, extra: MessageData = {}): Finding {
  const file = `${generation.folder}/${path}`;
  return { code, messageId, data: { file, folder: generation.folder, spec: generation.name, ...extra }, origin: written(file, '') };
}
