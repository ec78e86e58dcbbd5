import type { Io } from './io.ts';
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

// A reader such as `head` that closes its end is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.stderr.on('error', () => {});

const io: Io = {
  cwd: process.cwd(),
  env: process.env,
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  readStdin,
  isTTY: { stdin: process.stdin.isTTY === true, stdout: process.stdout.isTTY === true, stderr: process.stderr.isTTY === true },
  columns: process.stdout.columns ?? 80,
  now: () => new Date(),
};

// No top-level await: the bundle is CommonJS.
void run(process.argv.slice(2), io).then((exitCode) => {
  process.exitCode = exitCode;
});
