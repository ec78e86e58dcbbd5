// Reads a CPU profile of the bundle: which part of armade, or which package, the time goes to.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The source file that each line of the bundle comes from, as esbuild's comments say. */
function partsOfLines(bundle) {
  let part = 'bundle';
  return readFileSync(bundle, 'utf8')
    .split('\n')
    .map((line) => {
      const path = /^ *\/\/ ((?:src|build|node_modules)\/\S+)$/.exec(line)?.[1];
      if (path !== undefined) part = partOf(path);
      return part;
    });
}

const partOf = (path) => /^src\/[^/]+/.exec(path)?.[0] ?? /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(path)?.[1] ?? path;

/**
 * Shares of the time, greatest first. What Node does counts for the part that asked for it.
 * @param folder holds one .cpuprofile
 */
export function timeByPart(folder, bundle) {
  const [file] = readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'));
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const parts = partsOfLines(bundle);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id])));
  const partOfNode = new Map();
  const find = (id) => {
    if (id === undefined) return 'node: start-up';
    let part = partOfNode.get(id);
    if (part === undefined) {
      const { functionName, url, lineNumber } = byId.get(id).callFrame;
      if (functionName === '(garbage collector)') part = 'garbage collection';
      else if (functionName === '(idle)' || functionName === '(program)') part = 'node: waiting and native code';
      else part = url.endsWith('armade.cjs') && !url.includes('/bin/') ? parts[lineNumber] : find(parents.get(id));
      partOfNode.set(id, part);
    }
    return part;
  };
  const times = new Map();
  for (const [index, id] of samples.entries()) times.set(find(id), (times.get(find(id)) ?? 0) + timeDeltas[index]);
  const total = [...times.values()].reduce((sum, time) => sum + time, 0);
  return [...times]
    .map(([part, time]) => ({ part, share: time / total }))
    .filter(({ share }) => share >= 0.005)
    .sort((a, b) => b.share - a.share);
}
