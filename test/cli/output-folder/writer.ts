// Brings a folder to one state after the other, and prints the number of each before it begins, until it is killed: see crash.test.ts.
import { existsSync } from 'node:fs';
import { FolderWrite, settle } from '../../../src/cli/output-folder/write.ts';
import { readTree } from '../temporary-folder.ts';
import { stateOf } from './states.ts';

async function writeStates(out: string, first: number): Promise<void> {
  await settle(out, 'generated');
  for (let number = first; ; number++) {
    process.stdout.write(`${number}\n`);
    const present = existsSync(out) ? readTree(out) : {};
    const state = stateOf(number);
    const write = new FolderWrite(out, 'generated');
    for (const [path, text] of Object.entries(state)) await write.write(path, text);
    for (const path of Object.keys(present)) if (!Object.hasOwn(state, path)) await write.remove(path);
    write.commit();
  }
}

void writeStates(process.argv[2] as string, Number(process.argv[3]));
