import type { commonFlags } from './flags.ts';
import type { ExitCode, Io } from './io.ts';

/** A flag as a user sees it; a name with dashes is written the same in {@link FlagValues}. */
export interface Flag {
  type: 'string' | 'boolean';
  describe: string;
  choices?: readonly string[];
  default?: string;
  /** May be given several times; its values arrive as a list. */
  repeatable?: true;
}

export type Flags = Readonly<Record<string, Flag>>;

type FlagValue<F extends Flag> = F extends { type: 'boolean' }
  ? boolean | undefined
  : F extends { repeatable: true }
    ? F extends { choices: readonly (infer Choice)[] }
      ? Choice[]
      : string[]
    : (F extends { choices: readonly (infer Choice)[] } ? Choice : string) | (F extends { default: string } ? never : undefined);

export type FlagValues<F extends Flags> = { [Name in keyof F]: FlagValue<F[Name]> };

export interface Command<F extends Flags = Flags> {
  /** What is written after the command's name, for example `<files..>`; absent when it takes nothing. */
  positional?: { name: string; describe: string; required: boolean; several: boolean };
  /** Command lines with what they do; the first one is the one most people need. */
  examples: readonly (readonly [commandLine: string, does: string])[];
  flags: F;
  run(call: Call<F>, io: Io): Promise<ExitCode>;
}

export interface Call<F extends Flags = Flags> {
  /** The positional values in the order they were given. */
  values: string[];
  flags: FlagValues<F> & FlagValues<typeof commonFlags>;
}

/** The identity; it gives the flags of a command their types. */
export const defineCommand = <const F extends Flags>(command: Command<F>): Command<F> => command;

/** A command that is not loaded yet. */
export interface CommandEntry {
  name: string;
  summary: string;
  load(): Promise<Command>;
}
