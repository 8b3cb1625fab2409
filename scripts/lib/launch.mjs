// Starts the built program in the foreground and passes signals and the exit status through.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { node, pinnedEnvironment, root } from './prepare.mjs';

export function launch(command, args) {
  const child = spawn(command, args, { stdio: 'inherit', env: pinnedEnvironment() });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 128 + 15)));
}

/** Runs the command line of the built engine under the pinned Node. */
export function launchHeadless(args) {
  launch(node, [join(root, 'out', 'main', 'headless.js'), ...args]);
}
