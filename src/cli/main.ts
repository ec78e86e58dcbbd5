import { isatty } from 'node:tty';
import { systemReason } from './complaint.ts';
import { exitCodes, type Io, worstOf } from './io.ts';
import { run } from './run.ts';

/** More than any file armade takes; what is longer is cut off, and refused by its reader. */
const longestInput = 64 * 1024 * 1024;

async function readStdin(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > longestInput) break;
  }
  return Buffer.concat(chunks);
}

let isLost = false;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader such as `head` that closes its end is no failure.
  if (error.code === 'EPIPE' || isLost) return;
  isLost = true;
  process.stderr.write(`armade: Cannot write the result: ${systemReason(error) ?? error.message}.\n`);
  process.exitCode = exitCodes.failure;
});
process.stderr.on('error', () => {});

const io: Io = {
  cwd: process.cwd(),
  env: process.env,
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  readStdin,
  isTTY: { stdin: isatty(0), stdout: isatty(1), stderr: isatty(2) },
  columns: process.stdout.columns ?? 80,
  now: () => new Date(),
};

// No top-level await: the bundle is CommonJS.
void run(process.argv.slice(2), io).then((exitCode) => {
  process.exitCode = isLost ? worstOf([exitCode, exitCodes.failure]) : exitCode;
});
