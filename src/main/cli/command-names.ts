// What a command is called: as a run, and as a service. Options are left out; secrets are often among them.
import { basename } from 'node:path';

const interpreters = /^(?:node|nodejs|bun|deno|python[\d.]*|ruby|php|perl|bash|sh|zsh|java|tsx|ts-node)$/;
/** Programs that start what the folder is about. */
const starters =
  /^(?:npm|npx|pnpm|yarn|make|cargo|go|uv|poetry|pdm|mvn|gradle|gradlew|dotnet|mix|rake|bundle|just|task)$/;

/** `node server.js`, `npm run dev`, `python -m app`. */
export function runName(command: string, args: readonly string[]): string {
  const words = [programOf(command)];
  for (const arg of args) {
    if ((arg.startsWith('-') && arg !== '-m') || /[=\s]/.test(arg) || words.length >= 4) break;
    words.push(/[\\/]/.test(arg) ? basename(arg) : arg);
  }
  return words.join(' ').slice(0, 60);
}

/** @param folder in which it runs */
export function serviceOf(command: string, args: readonly string[], folder: string): string {
  const program = programOf(command);
  if (starters.test(program)) return basename(folder) || program;
  if (!interpreters.test(program)) return program;
  const moduleAt = args.indexOf('-m');
  const script =
    moduleAt >= 0 ? args[moduleAt + 1] : args.find((arg) => !arg.startsWith('-') && /\.\w{1,4}$/.test(arg));
  return script === undefined ? program : basename(script).replace(/\.(?:[cm]?[jt]sx?|py|rb|php|pl|sh|jar)$/, '');
}

function programOf(command: string): string {
  return basename(command).replace(/\.exe$/i, '') || command;
}
