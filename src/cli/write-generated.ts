import { join } from 'node:path';
import { type Finding, written } from '../model/index.ts';
import { generateChecked } from './generated.ts';
import type { Io } from './io.ts';
import {
  checkFiles,
  checkOutputFolder,
  FolderWrite,
  folderReader,
  isUnfinished,
  ownedFolders,
  planFile,
  planRemoval,
  planWrites,
  settle,
  type WritePlan,
} from './output-folder/index.ts';
import type { Progress } from './progress.ts';
import type { SpecInTurn } from './read-specs.ts';
import type { Report } from './report.ts';

/** The output folder, and what is being done to it. */
export interface Target {
  /** Absolute path. */
  out: string;
  /** The same as findings and messages name it. */
  shown: string;
  io: Io;
  report: Report;
  progress: Progress;
}

export interface Written {
  writes: number;
  removals: number;
  /** Files that are as they have to be, written or not. */
  files: number;
}

/** Brings the output folder to what the specs generate, all of it or nothing; undefined when findings forbid it. */
export async function writeGenerated(
  specs: readonly SpecInTurn[],
  { force, prune }: { force: boolean; prune: boolean },
  target: Target,
): Promise<Written | undefined> {
  const { out, shown, report, progress, io } = target;
  checkOutputFolder(out, shown);
  const settled = await settle(out, shown);
  if (settled !== undefined)
    io.stderr(`armade: An earlier run was stopped while it wrote into ${shown}. What it had begun is ${settled} now.\n`);

  const written: Written = { writes: 0, removals: 0, files: 0 };
  const names = specs.map(({ name }) => name);
  const folderWrite = new FolderWrite(out, shown);
  const stage = async (folder: string, plan: WritePlan) => {
    addTo(report, plan);
    if (report.hasErrors()) return;
    for (const [path, text] of plan.writes) await folderWrite.write(`${folder}/${path}`, text);
    for (const path of plan.removals) await folderWrite.remove(`${folder}/${path}`);
    written.writes += plan.writes.size;
    written.removals += plan.removals.length;
  };
  try {
    for (const [index, { name, make }] of specs.entries()) {
      progress.at(`generating ${name} (${index + 1} of ${specs.length})`);
      const generated = generateChecked(make(), `${shown}/${name}`, report);
      if (generated === undefined) continue;
      written.files += generated.files.size;
      await stage(name, planWrites({ name, folder: `${shown}/${name}`, files: generated.files }, reader(target, name), force));
    }
    if (prune)
      for (const { folder, name } of foldersWithoutSpec(out, names))
        await stage(folder, planRemoval(`${shown}/${folder}`, name, reader(target, folder)));
    if (report.hasErrors()) {
      folderWrite.abandon();
      return undefined;
    }
    progress.at(`writing into ${shown}`);
    folderWrite.commit();
  } catch (error) {
    folderWrite.abandon();
    throw error;
  }
  return written;
}

/** Reports every file that is not what the specs generate, and writes nothing. True when there is none. */
export function checkGenerated(specs: readonly SpecInTurn[], target: Target): boolean {
  const { out, shown, report, progress } = target;
  checkOutputFolder(out, shown);
  const before = report.findings.length;
  const names = specs.map(({ name }) => name);
  if (isUnfinished(out)) report.findings.push(about(`${shown}/${planFile}`, 'ADE3207', 'interrupted', { folder: shown }));
  for (const [index, { name, make }] of specs.entries()) {
    progress.at(`comparing ${name} (${index + 1} of ${specs.length})`);
    const generated = generateChecked(make(), `${shown}/${name}`, report);
    if (generated === undefined) continue;
    addTo(report, checkFiles({ name, folder: `${shown}/${name}`, files: generated.files }, reader(target, name)));
  }
  const isFresh = report.findings.length === before;
  for (const { folder, name } of foldersWithoutSpec(out, names)) {
    report.findings.push(about(`${shown}/${folder}/${planFile}`, 'ADE3206', 'unnamed', { folder: `${shown}/${folder}`, name }));
  }
  return isFresh;
}

const reader = ({ out, shown }: Target, folder: string) => folderReader(join(out, folder), `${shown}/${folder}`);

const foldersWithoutSpec = (out: string, names: readonly string[]) => ownedFolders(out).filter(({ folder }) => !names.includes(folder));

function addTo(report: Report, { findings, sources }: WritePlan): void {
  report.add(findings);
  for (const source of sources) report.sources.set(source.file, source);
}

const about = (file: string, code: string, messageId: string, data: Finding['data']): Finding => ({
  code,
  messageId,
  data,
  origin: written(file, ''),
});
