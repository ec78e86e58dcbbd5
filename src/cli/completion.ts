import type { CommandEntry, Flags } from './command.ts';
import { commonFlags } from './flags.ts';

/** How the completion script, which yargs writes, asks for candidates; what follows is the line as it is typed. */
export const completionRequest = '--get-yargs-completions';

/** What may stand in place of the last word of a line that begins with `armade`; nothing where files are meant. */
export async function completeWords(words: readonly string[], commands: readonly CommandEntry[]): Promise<string[]> {
  const [, name, ...rest] = words;
  const typed = words.at(-1) ?? '';
  if (name === undefined || rest.length === 0)
    return [...commands.map((entry) => entry.name), 'completion'].filter((each) => each.startsWith(name ?? ''));
  const command = await commands.find((entry) => entry.name === name)?.load();
  if (command === undefined) return [];
  const flags: Flags = { ...command.flags, ...commonFlags };
  const choices = Object.entries(flags).find(([flag]) => `--${flag}` === rest.at(-2))?.[1].choices;
  if (choices !== undefined) return choices.filter((choice) => choice.startsWith(typed));
  return typed.startsWith('-') ? [...Object.keys(flags), 'help'].map((flag) => `--${flag}`).filter((flag) => flag.startsWith(typed)) : [];
}
