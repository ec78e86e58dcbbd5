import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type ScenarioName, scenarioNames } from '../../model/index.ts';
import { type ScenarioGuide, scenarioGuides } from '../../spec/scenario-guides.ts';
import { starterSpec } from '../../spec/starter.ts';
import { type Call, defineCommand } from '../command.ts';
import { failure, systemReason, wrongUse } from '../complaint.ts';
import { absolute } from '../input/read-files.ts';
import { exitCodes, type Io } from '../io.ts';

const systems = ['Windows', 'Linux'] as const;

const initFlags = {
  scenario: { type: 'string', describe: 'What to do; may be repeated, see armade scenarios', choices: scenarioNames, repeatable: true },
  os: {
    type: 'string',
    describe: 'Operating system of the machines; may be repeated, by default both',
    choices: systems,
    repeatable: true,
  },
  kek: { type: 'boolean', describe: 'Wrap the disk secrets with a key encryption key; the default, or --no-kek' },
  name: { type: 'string', describe: 'Name of the spec, and of its folder of generated files' },
  out: { type: 'string', describe: 'File to write, by default NAME.yaml; - prints it' },
  force: { type: 'boolean', describe: 'Overwrite the file if it is there' },
} as const;

type InitFlags = Call<typeof initFlags>['flags'];

interface Choices {
  scenarios: readonly ScenarioName[];
  operatingSystems: ScenarioGuide['operatingSystems'];
  keyEncryptionKey: boolean;
  name: string;
}

export default defineCommand({
  examples: [
    ['armade init --scenario enable-existing-vm --name payments-prod', 'Write payments-prod.yaml'],
    ['armade init --scenario new-scale-set --os Linux --no-kek --out -', 'Print a spec for Linux scale sets without key encryption key'],
    ['armade init', 'Ask what is wanted, on a terminal'],
  ],
  flags: initFlags,
  async run({ flags }, io) {
    const choices = flags.scenario.length > 0 ? chosen(flags) : await ask(flags, io);
    const text = starterSpec(choices);
    if (flags.out === '-') {
      io.stdout(text);
      return exitCodes.clean;
    }
    const file = flags.out ?? `${choices.name}.yaml`;
    write(absolute(io, file), file, text, flags.force === true);
    if (!flags.quiet) io.stderr(`Wrote ${file}. Replace its names and ids, then run: armade validate ${file}\n`);
    return exitCodes.clean;
  },
});

const chosen = (flags: InitFlags): Choices => ({
  scenarios: [...new Set(flags.scenario)],
  operatingSystems: flags.os.length > 0 ? [...new Set(flags.os)] : systems,
  keyEncryptionKey: flags.kek ?? true,
  name: checkName(flags.name ?? nameFrom(flags.out)),
});

/** Asks for what no flag says. Throws a {@link Complaint} (64) where nobody sits at a terminal. */
async function ask(flags: InitFlags, io: Io): Promise<Choices> {
  if (!io.isTTY.stdin || !io.isTTY.stdout) {
    throw wrongUse(
      `init needs --scenario, for example --scenario enable-existing-vm, since nobody can be asked here. Scenarios: ${scenarioNames.join(', ')}.`,
    );
  }
  const { checkbox, confirm, input } = await import('../prompts.ts');
  try {
    const scenarios = await checkbox({
      message: 'What do you want to do?',
      required: true,
      pageSize: scenarioNames.length,
      choices: scenarioNames.map((value) => ({ value, description: `Needs ${scenarioGuides[value].needs.join('; ')}` })),
    });
    const operatingSystems =
      flags.os.length > 0
        ? flags.os
        : await checkbox({ message: 'On which systems?', required: true, choices: systems.map((value) => ({ value, checked: true })) });
    const keyEncryptionKey = flags.kek ?? (await confirm({ message: 'Wrap the disk secrets with a key encryption key?', default: true }));
    const name =
      flags.name ??
      (await input({ message: 'Name of the spec', default: nameFrom(flags.out), validate: (text) => namePattern.test(text) || nameRule }));
    return { scenarios, operatingSystems, keyEncryptionKey, name: checkName(name) };
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') throw wrongUse('Stopped. Nothing was written.');
    throw error;
  }
}

/** As the schema of the spec has it. */
const namePattern = /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/;
const nameRule = 'A name has up to 40 lower-case letters, digits and hyphens, and begins and ends with a letter or digit.';

function checkName(name: string): string {
  if (!namePattern.test(name)) throw wrongUse(`"${name}" cannot be the name of a spec. ${nameRule}`);
  return name;
}

/** A name that fits the file, so that both are found together. */
function nameFrom(out: string | undefined): string {
  const stem = basename(out ?? '')
    .replace(/\.(ya?ml|json)$/i, '')
    .toLowerCase();
  return namePattern.test(stem) ? stem : 'disk-encryption';
}

function write(path: string, shown: string, text: string, force: boolean): void {
  try {
    writeFileSync(path, text, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    const reason = systemReason(error);
    if (reason === undefined) throw error;
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
    throw failure(
      isThere ? `${shown} exists already. Give another --out, or --force to overwrite it.` : `Cannot write ${shown}: ${reason}.`,
    );
  }
}
