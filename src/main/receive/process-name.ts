// A name for a process that a developer recognises: `node server.js` rather than `node`, and never its other arguments.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

const interpreters = /^(node|nodejs|bun|deno|python[\d.]*|ruby|php|perl|bash|sh)$/;

/** `pid <n>` when nothing can be read. Format: proc_pid_cmdline(5), NUL between arguments. */
export async function processName(pid: number, root = '/proc'): Promise<string> {
  const line = await readFile(`${root}/${pid}/cmdline`, 'utf8').catch(() => '');
  const [program = '', ...rest] = line.split('\0').filter((part) => part !== '');
  if (program === '') {
    const name = (await readFile(`${root}/${pid}/comm`, 'utf8').catch(() => '')).trim();
    return name === '' ? `pid ${pid}` : name;
  }
  // Some programs write one text of their own over their arguments, e.g. `postgres: writer`.
  const name = basename(program.split(' ')[0] ?? program);
  if (!interpreters.test(name)) return name;
  const moduleAt = rest.indexOf('-m');
  const script = moduleAt === 0 ? rest[1] : rest.find((part) => /\.(m?[jt]s|c[jt]s|py|rb|php|pl|sh)$/.test(part));
  return script === undefined ? name : `${name} ${basename(script)}`;
}
