import { parseArgs } from 'node:util';
import { didYouMean } from '../spec/did-you-mean.ts';
import type { Call, Command, CommandEntry, Flag, Flags } from './command.ts';
import { wrongUse } from './complaint.ts';
import { completionRequest } from './completion.ts';
import { commonFlags } from './flags.ts';

/** What a command line asks for before any command is loaded. */
export type Invocation =
  | { ask: 'help'; command?: CommandEntry }
  | { ask: 'version' }
  | { ask: 'completion' }
  | { ask: 'candidates'; words: string[] }
  | { ask: 'run'; command: CommandEntry; rest: string[] };

/** Answers of the command line itself, which no command's table holds. */
const ownFlags: Readonly<Record<string, Flag>> = {
  help: { type: 'boolean', describe: 'Show help' },
  version: { type: 'boolean', describe: 'Show the version' },
};

const beforeTerminator = (argv: readonly string[]): readonly string[] => {
  const end = argv.indexOf('--');
  return end === -1 ? argv : argv.slice(0, end);
};

/** Finds the command and whether help, the version or completion is asked for. Throws a {@link Complaint} on an unknown command. */
export function readInvocation(argv: readonly string[], commands: readonly CommandEntry[]): Invocation {
  if (argv[0] === completionRequest) return { ask: 'candidates', words: argv.slice(1) };
  const words = argv.filter((word) => !word.startsWith('-'));
  const position = argv.findIndex((word) => !word.startsWith('-'));
  const flags = beforeTerminator(argv).filter((word) => word.startsWith('-'));
  const wantsHelp = flags.includes('--help') || flags.includes('-h');
  const name = words[0] === 'help' ? words[1] : words[0];
  if (name === undefined) {
    if (wantsHelp || words[0] === 'help') return { ask: 'help' };
    if (flags.includes('--version')) return { ask: 'version' };
    if (flags[0] !== undefined) throw wrongUse(`${quoteFlag(flags[0])} needs a command before it. See armade --help.`);
    return { ask: 'help' };
  }
  if (name === 'completion') return { ask: 'completion' };
  const command = commands.find((entry) => entry.name === name);
  if (command === undefined) throw wrongUse(unknownCommand(name, commands));
  if (wantsHelp || words[0] === 'help') return { ask: 'help', command };
  return { ask: 'run', command, rest: argv.toSpliced(position, 1) };
}

function unknownCommand(name: string, commands: readonly CommandEntry[]): string {
  const names = commands.map((entry) => entry.name);
  const meant = didYouMean(name, names);
  return meant === undefined
    ? `There is no command "${name}". The commands are ${names.join(', ')}.`
    : `There is no command "${name}". Did you mean "${meant}"?`;
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];
type OptionToken = Extract<Token, { kind: 'option' }>;

const quoteFlag = (word: string): string => word.split('=', 1)[0] as string;

/** Reads what follows the command by the command's own table. Throws a {@link Complaint} on anything the table does not know. */
export function readCall(rest: readonly string[], name: string, command: Command): Call {
  const table: Flags = { ...command.flags, ...commonFlags };
  const options = Object.fromEntries(Object.entries({ ...table, ...ownFlags }).map(([flag, { type }]) => [flag, { type, multiple: true }]));
  const { tokens } = parseArgs({ args: [...rest], options, strict: false, allowPositionals: true, tokens: true });
  const given = new Map<string, (string | boolean)[]>();
  const values: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') values.push(token.value);
    else if (token.kind === 'option') {
      const [flag, value] = readFlag(token, name, table);
      given.set(flag, [...(given.get(flag) ?? []), value]);
    }
  }
  checkPositionals(values, name, command);
  return { values, flags: settle(given, table) };
}

function readFlag(token: OptionToken, name: string, table: Flags): [flag: string, value: string | boolean] {
  const negated = token.name.startsWith('no-') && table[token.name.slice(3)]?.type === 'boolean';
  const flag = negated ? token.name.slice(3) : token.name;
  const known = Object.hasOwn(table, flag) ? table[flag] : undefined;
  if (known === undefined) throw wrongUse(unknownFlag(token, name, table));
  if (known.type === 'boolean') {
    if (token.value !== undefined) throw wrongUse(`${token.rawName} takes no value, but "${token.value}" was given.`);
    return [flag, !negated];
  }
  // parseArgs takes the next word whatever it is; a forgotten value must not swallow the flag that follows.
  const swallowed = !token.inlineValue && token.value !== undefined && token.value.length > 1 && token.value.startsWith('-');
  if (token.value === undefined || token.value === '' || swallowed) throw wrongUse(`${token.rawName} needs a value${allowed(known)}.`);
  if (known.choices !== undefined && !known.choices.includes(token.value))
    throw wrongUse(wrongChoice(token.rawName, token.value, known.choices));
  return [flag, token.value];
}

const allowed = (flag: Flag): string => (flag.choices === undefined ? '' : `: ${flag.choices.join(', ')}`);

function wrongChoice(rawName: string, value: string, choices: readonly string[]): string {
  const meant = didYouMean(value, choices);
  const suggestion = meant === undefined ? '' : ` Did you mean "${meant}"?`;
  return `${rawName} does not take "${value}"; it takes ${choices.join(', ')}.${suggestion}`;
}

function unknownFlag(token: OptionToken, name: string, table: Flags): string {
  const names = Object.keys(table).flatMap((flag) => (table[flag]?.type === 'boolean' ? [flag, `no-${flag}`] : [flag]));
  const meant = didYouMean(token.name, names);
  const suggestion = meant === undefined ? `See armade ${name} --help.` : `Did you mean --${meant}?`;
  return `${name} has no flag ${token.rawName}. ${suggestion}`;
}

function checkPositionals(values: readonly string[], name: string, command: Command): void {
  const { positional } = command;
  if (positional === undefined) {
    if (values[0] !== undefined) throw wrongUse(`${name} takes no "${values[0]}". See armade ${name} --help.`);
    return;
  }
  if (positional.required && values.length === 0) {
    throw wrongUse(`${name} needs ${positional.describe}, for example: ${command.examples[0]?.[0]}`);
  }
  if (!positional.several && values[1] !== undefined) throw wrongUse(`${name} takes one ${positional.name}, but "${values[1]}" follows.`);
}

function settle(given: ReadonlyMap<string, (string | boolean)[]>, table: Flags): Call['flags'] {
  const flags: Record<string, unknown> = {};
  for (const [flag, { repeatable, type, default: fallback }] of Object.entries(table)) {
    const values = given.get(flag) ?? [];
    if (repeatable) flags[flag] = values;
    else if (type === 'string' && values.length > 1) throw wrongUse(`--${flag} is given ${values.length} times; it takes one value.`);
    else flags[flag] = values.at(-1) ?? fallback;
  }
  return flags as Call['flags'];
}
