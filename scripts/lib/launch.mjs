// Starts the built program in the foreground and passes signals and the exit status through.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { node, pinnedEnvironment, root } from './prepare.mjs';

export function launch(command, args) {
  const child = spawn(command, args, { stdio: 'inherit', env: pinnedEnvironment() });
  // A terminal sends its Ctrl-C to the whole group: the child has it already, and a second one would hurry it.
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

/** Runs the command line of the built engine under the pinned Node. */
export function launchHeadless(args) {
  launch(node, [join(root, 'out', 'main', 'headless.js'), ...args]);
}
