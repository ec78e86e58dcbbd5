import { visible } from '../output/visible.ts';
import { type Invocation, readCall, readInvocation } from './arguments.ts';
import { commands } from './commands.ts';
import { isComplaint } from './complaint.ts';
import { type ExitCode, exitCodes, type Io } from './io.ts';
import { toolVersion } from './package.ts';

/**
 * Runs one command line and answers with its exit code. Never throws: what is wrong with the call or the machine goes to stderr, and so
 * does a bug, whose stack is printed only with ARMADE_DEBUG=1.
 */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await answer(readInvocation(argv, commands), argv, io);
  } catch (error) {
    if (isComplaint(error)) {
      io.stderr(`armade: ${error.message.split('\n').map(visible).join('\n')}\n`);
      return error.exitCode;
    }
    io.stderr(internalError(error, io));
    return exitCodes.failure;
  }
}

async function answer(invocation: Invocation, argv: readonly string[], io: Io): Promise<ExitCode> {
  switch (invocation.ask) {
    case 'version':
      io.stdout(`${toolVersion()}\n`);
      return exitCodes.clean;
    case 'completion': {
      const { completionScript } = await import('./help.ts');
      io.stdout(await completionScript(io.columns, toolVersion()));
      return exitCodes.clean;
    }
    case 'candidates': {
      const { completeWords } = await import('./completion.ts');
      io.stdout((await completeWords(invocation.words, commands)).map((word) => `${word}\n`).join(''));
      return exitCodes.clean;
    }
    case 'help': {
      const { helpText } = await import('./help.ts');
      const text = await helpText(commands, invocation.command, io.columns, toolVersion());
      if (argv.length > 0) io.stdout(text);
      else io.stderr(text);
      return argv.length > 0 ? exitCodes.clean : exitCodes.usage;
    }
    case 'run': {
      const command = await invocation.command.load();
      return await command.run(readCall(invocation.rest, invocation.command.name, command), io);
    }
  }
}

function internalError(error: unknown, io: Io): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (io.env.ARMADE_DEBUG === '1') return `armade: internal error: ${stack}\n`;
  const firstLine = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0];
  return `armade: internal error: ${firstLine}. This is a bug in armade; please report it with the command line and the spec. ARMADE_DEBUG=1 shows where it happened.\n`;
}
