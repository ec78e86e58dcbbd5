import yargs, { type Argv, type Options } from 'yargs';
import type { Command, CommandEntry, Flags } from './command.ts';
import { commonFlags } from './flags.ts';

/** Widest help that is still pleasant to read, in columns. */
const widest = 110;

const commonGroup = 'Common flags:';

const optionsOf = (flags: Flags, group: string): Record<string, Options> =>
  Object.fromEntries(
    Object.entries(flags).map(([name, flag]) => [
      name,
      {
        type: flag.type,
        describe: flag.describe,
        group,
        ...(flag.choices === undefined ? {} : { choices: flag.choices }),
        ...(flag.default === undefined ? {} : { default: flag.default }),
        ...(flag.repeatable === undefined ? {} : { array: true }),
      },
    ]),
  );

function synopsis(name: string, positional: Command['positional']): string {
  if (positional === undefined) return name;
  const inner = positional.several ? `${positional.name}..` : positional.name;
  return positional.required ? `${name} <${inner}>` : `${name} [${inner}]`;
}

async function register(parser: Argv, entries: readonly CommandEntry[]): Promise<Argv> {
  for (const entry of entries) {
    const command = await entry.load();
    const { positional } = command;
    parser.command(
      synopsis(entry.name, positional),
      entry.summary,
      (own) => {
        if (positional !== undefined) own.positional(positional.name, { type: 'string', describe: positional.describe });
        own.options(optionsOf(command.flags, 'Flags:')).options(optionsOf(commonFlags, commonGroup));
        own.group(['help', 'version'], commonGroup);
        return own.example(command.examples.map(([line, does]) => [line, does]));
      },
      () => {},
    );
  }
  return parser;
}

/** Knows the commands for what it prints only: readCall refuses what they do not take. */
const newParser = (columns: number, version: string): Argv =>
  yargs()
    .scriptName('armade')
    .usage('armade <command> [flags]\n\nTurns an encryption spec into proven ARM templates for Azure Disk Encryption.')
    .locale('en')
    .exitProcess(false)
    .fail(false)
    .version(version)
    .help()
    .alias('help', 'h')
    .group(['help', 'version'], commonGroup)
    .completion('completion', 'Print a script that completes armade commands and flags in your shell')
    .wrap(Math.min(widest, columns));

/** What yargs would print for these words, without printing it. */
const outputOf = (parser: Argv, words: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    Promise.resolve(parser.parseAsync([...words], {}, (error, _values, output) => (error ? reject(error) : resolve(output)))).catch(reject);
  });

/** The help of one command, or of armade as a whole. */
export async function helpText(
  commands: readonly CommandEntry[],
  command: CommandEntry | undefined,
  columns: number,
  version: string,
): Promise<string> {
  const parser = await register(newParser(columns, version), command === undefined ? commands : [command]);
  const text = await outputOf(parser, command === undefined ? ['--help'] : [command.name, '--help']);
  const hint = command === undefined ? '\nRun armade <command> --help for its flags and examples. Start with: armade init\n' : '';
  return `${text}\n${hint}`;
}

/** The script that completes commands and flags in a shell; it asks {@link completeWords} while somebody types. */
export async function completionScript(columns: number, version: string): Promise<string> {
  return `${await outputOf(newParser(columns, version), ['completion'])}\n`;
}
