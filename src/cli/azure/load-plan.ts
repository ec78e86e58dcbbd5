import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Finding, written } from '../../model/index.ts';
import { fileHash } from '../../plan/index.ts';
import { readPlan } from '../../plan/read-plan.ts';
import type { DeploymentPlan } from '../../plan/types.ts';
import type { CheckedSpec } from '../check-specs.ts';
import { wrongUse } from '../complaint.ts';
import { generateChecked } from '../generated.ts';
import { absolute, displayName } from '../input/read-files.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { checkFiles, folderReader, planFile, unreadablePlan } from '../output-folder/index.ts';
import type { Progress } from '../progress.ts';
import { readSpecs } from '../read-specs.ts';
import type { Report } from '../report.ts';

/** A plan with the texts of its files, as Azure will get them. */
export interface LoadedPlan {
  plan: DeploymentPlan;
  /** By path below `generated/NAME`. */
  files: ReadonlyMap<string, string>;
  /** The spec it was generated from, when one was given. */
  spec?: CheckedSpec;
}

interface Folder {
  path: string;
  /** As findings name it. */
  shown: string;
}

/**
 * The plan of a spec, generated in memory, or of a generated folder; of both, when the folder is what the spec generates.
 * @returns undefined after reporting why there is none: errors in the spec, a folder that was edited or is stale
 */
export async function loadPlan(
  words: readonly string[],
  facts: readonly string[],
  io: Io,
  report: Report,
  progress: Progress,
): Promise<LoadedPlan | undefined> {
  const folders = words.map((word) => folderOf(word, io)).filter((folder) => folder !== undefined);
  const others = words.filter((word) => folderOf(word, io) === undefined);
  if (folders.length > 1 || others.length > 1)
    throw wrongUse('One plan at a time: give a spec, a generated folder, or both of the same name.');
  const [folder] = folders;
  if (others.length === 0) return folder === undefined ? undefined : loadFolder(folder, report);
  const specs = await readSpecs(others, facts, io, report, progress);
  const [spec] = specs;
  if (specs.length > 1) throw wrongUse(`${others[0]} holds ${specs.length} specs. One plan at a time: give one of them.`);
  if (spec === undefined || report.hasErrors()) return undefined;
  const { name } = spec.model.settings;
  progress.at(`generating ${name}`);
  const generated = generateChecked(spec, folder?.shown ?? name, report);
  if (generated === undefined) return undefined;
  if (folder !== undefined) {
    const { findings, sources } = checkFiles(
      { name, folder: folder.shown, files: generated.files },
      folderReader(folder.path, folder.shown),
    );
    report.add(findings);
    for (const source of sources) report.sources.set(source.file, source);
  }
  return report.hasErrors() ? undefined : { plan: generated.plan, files: generated.files, spec };
}

/** Prints for people what was found in the spec or the folder; stdout belongs to what Azure says. */
export async function printFindings(report: Report, io: Io): Promise<ExitCode> {
  if (report.diagnose().diagnostics.length === 0) return report.filesMissing ? exitCodes.usage : exitCodes.clean;
  return await report.print({ format: 'pretty', 'fail-on': 'error', color: false }, io.stderr);
}

/** A generated folder, given by itself or by its plan.json. */
function folderOf(word: string, io: Io): Folder | undefined {
  if (word === '-') return undefined;
  const path = absolute(io, word);
  const folder = basename(path) === planFile ? dirname(path) : path;
  const isFolder = existsSync(folder) && statSync(folder).isDirectory() && existsSync(join(folder, planFile));
  return isFolder ? { path: folder, shown: displayName(io.cwd, folder) } : undefined;
}

/** The plan in a generated folder; undefined after reporting that it cannot be read or was edited. */
export function loadFolder({ path, shown }: Folder, report: Report): LoadedPlan | undefined {
  const read = folderReader(path, shown);
  const plan = planIn(read(planFile));
  if (typeof plan === 'string') {
    report.findings.push(unreadablePlan(`${shown}/${planFile}`, plan));
    return undefined;
  }
  const files = new Map<string, string>();
  for (const [file, hash] of Object.entries(plan.files)) {
    const bytes = read(file);
    const text = bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8');
    if (text === undefined) report.findings.push(notAsListed('missing', shown, file));
    else if (fileHash(text) !== hash) report.findings.push(notAsListed('edited', shown, file));
    else files.set(file, text);
  }
  return report.hasErrors() ? undefined : { plan, files };
}

function planIn(bytes: Uint8Array | undefined): DeploymentPlan | string {
  try {
    return readPlan(
      JSON.parse(
        Buffer.from(bytes ?? [])
          .toString('utf8')
          .replace(/^\uFEFF/, ''),
      ),
    );
  } catch {
    return 'it is not JSON';
  }
}

const notAsListed = (messageId: string, folder: string, file: string): Finding => ({
  code: 'ADE5003',
  messageId,
  data: { file: `${folder}/${file}` },
  origin: written(`${folder}/${file}`, ''),
});
