import type { Io } from '../../src/cli/io.ts';
import { run } from '../../src/cli/run.ts';

export interface FakeIo {
  cwd?: string;
  stdin?: string | Uint8Array;
  env?: Record<string, string>;
  isTTY?: boolean;
  columns?: number;
  now?: () => Date;
}

export interface Ran {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Runs one command line as a shell would, without a process of its own. */
export async function runArmade(argv: readonly string[], fake: FakeIo = {}): Promise<Ran> {
  const ran: Ran = { exitCode: -1, stdout: '', stderr: '' };
  const isTTY = fake.isTTY ?? false;
  const io: Io = {
    cwd: fake.cwd ?? process.cwd(),
    env: fake.env ?? {},
    stdout: (text) => {
      ran.stdout += text;
    },
    stderr: (text) => {
      ran.stderr += text;
    },
    readStdin: async () => Buffer.from(fake.stdin ?? ''),
    isTTY: { stdin: isTTY, stdout: isTTY, stderr: isTTY },
    columns: fake.columns ?? 80,
    now: fake.now ?? (() => new Date('2026-11-25T12:00:00Z')),
  };
  ran.exitCode = await run(argv, io);
  return ran;
}
