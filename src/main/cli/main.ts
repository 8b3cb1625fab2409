// From arguments to a command, and from its failure to words and an exit status.
import { readArguments } from './arguments.ts';
import { usage } from './usage.ts';
import { EngineFailure, ExitCode } from '../engine/engine-failure.ts';

export async function main(args: readonly string[]): Promise<void> {
  const command = readArguments(args, process.env);
  switch (command.kind) {
    case 'help':
      process.stdout.write(usage);
      return;
    case 'version': {
      const { programVersion } = await import('../engine/program-files.ts');
      process.stdout.write(`${programVersion()}\n`);
      return;
    }
    case 'wrong':
      process.stderr.write(`${command.message}\nSee otterscope --help.\n`);
      process.exitCode = ExitCode.usage;
      return;
    case 'export': {
      const { exportRun } = await import('./export.ts');
      process.exitCode = await exportRun(command.options);
      return;
    }
    case 'import': {
      const { importFiles } = await import('./import.ts');
      await reportingFailure(async () => {
        process.exitCode = await importFiles(command.options);
      });
      return;
    }
    case 'tail': {
      const { tail } = await import('./tail.ts');
      process.exitCode = await tail(command.options);
      return;
    }
    case 'query': {
      const { queryRun } = await import('./query.ts');
      process.exitCode = await queryRun(command.options);
      return;
    }
    case 'profile': {
      const { printProfile } = await import('./profile.ts');
      process.exitCode = await printProfile(command.options);
      return;
    }
    case 'run': {
      const { runCommand } = await import('./run.ts');
      await reportingFailure(async () => {
        process.exitCode = await runCommand(command.options);
      });
      return;
    }
    case 'serve': {
      const { serve } = await import('./serve.ts');
      await reportingFailure(() => serve(command.options));
    }
  }
}

async function reportingFailure(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.exitCode;
  }
}
