/** Everything a command may touch outside itself, apart from the files it is asked to read and write. */
export interface Io {
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  /** What machines read: the result of a command. */
  stdout(text: string): void;
  /** What people read while it runs: progress, summaries, complaints. */
  stderr(text: string): void;
  readStdin(): Promise<Buffer>;
  isTTY: { stdin: boolean; stdout: boolean; stderr: boolean };
  /** Width of the terminal in columns. */
  columns: number;
  now(): Date;
}

/** What a run ends with; where several hold, 64, 3, 1, 2 in this order. */
export const exitCodes = { clean: 0, findings: 1, changes: 2, failure: 3, usage: 64 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const precedence: readonly ExitCode[] = [exitCodes.usage, exitCodes.failure, exitCodes.findings, exitCodes.changes];

/** The one exit code for a run in which several hold. */
export const worstOf = (codes: readonly ExitCode[]): ExitCode => precedence.find((code) => codes.includes(code)) ?? exitCodes.clean;
