/** Everything a command may touch outside itself. */
export interface Io {
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  stdout(text: string): void;
  stderr(text: string): void;
  readStdin(): Promise<Buffer>;
  isTTY: { stdin: boolean; stdout: boolean; stderr: boolean };
  /** Width of the terminal in columns. */
  columns: number;
}

/** What a run ends with; where several hold, 64, 3, 1, 2 in this order. */
export const exitCodes = { clean: 0, findings: 1, changes: 2, failure: 3, usage: 64 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
