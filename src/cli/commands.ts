import type { Command, CommandEntry, Flags } from './command.ts';

/** A command as the runner sees it: its flags are checked against its own table before it runs. */
const anyFlags = <F extends Flags>(command: Command<F>): Command => command as unknown as Command;

/** In the order in which a newcomer meets them. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'init',
    summary: 'Write a commented spec to start from',
    load: async () => anyFlags((await import('./commands/init.ts')).default),
  },
  {
    name: 'validate',
    summary: 'Check specs, facts files, ARM templates, parameter files and folders of them',
    load: async () => anyFlags((await import('./commands/validate.ts')).default),
  },
  {
    name: 'generate',
    summary: 'Write the ARM templates and the plan of each spec',
    load: async () => anyFlags((await import('./commands/generate.ts')).default),
  },
  {
    name: 'diff',
    summary: 'Show what generating would change, machine by machine',
    load: async () => anyFlags((await import('./commands/diff.ts')).default),
  },
  {
    name: 'what-if',
    summary: 'Show what deploying a spec or a generated folder would change in Azure',
    load: async () => anyFlags((await import('./commands/what-if.ts')).default),
  },
  {
    name: 'deploy',
    summary: 'Run the plan of a spec or a generated folder in Azure',
    load: async () => anyFlags((await import('./commands/deploy.ts')).default),
  },
  {
    name: 'status',
    summary: 'Show how encrypted machines are, and what is otherwise than the spec asks',
    load: async () => anyFlags((await import('./commands/status.ts')).default),
  },
  {
    name: 'facts',
    summary: 'Read from Azure what the rules want to know, into a facts file',
    load: async () => anyFlags((await import('./commands/facts.ts')).default),
  },
  {
    name: 'scenarios',
    summary: 'List the scenarios and what each needs',
    load: async () => anyFlags((await import('./commands/scenarios.ts')).default),
  },
  {
    name: 'schema',
    summary: 'Print the JSON Schema of the spec, for editors',
    load: async () => anyFlags((await import('./commands/schema.ts')).default),
  },
  {
    name: 'rules',
    summary: 'List the rules',
    load: async () => anyFlags((await import('./commands/rules.ts')).default),
  },
  {
    name: 'explain',
    summary: 'Explain a code such as ADE2103',
    load: async () => anyFlags((await import('./commands/explain.ts')).default),
  },
];
