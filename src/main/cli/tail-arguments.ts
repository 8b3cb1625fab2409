// Reads the arguments of `otterscope tail`. Pure.
import { parseArgs } from 'node:util';
import { readSearch } from '../../contract/search/check.ts';

export interface TailOptions {
  /** `undefined` is the platform's own place. */
  readonly data: string | undefined;
  readonly where: string;
  readonly json: boolean;
  /** Records that are there already and are shown first. */
  readonly lines: number;
}

/** `args` behind the word `tail`. Throws the TypeError of parseArgs for unknown options. */
export function readTailArguments(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): TailOptions | { readonly kind: 'wrong'; readonly message: string } {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      where: { type: 'string' },
      lines: { type: 'string', short: 'n' },
      json: { type: 'boolean' },
    },
  });
  const [signal, more] = positionals;
  if (signal !== 'logs' || more !== undefined)
    return wrong(
      signal === undefined ? 'Tail what? otterscope tail logs' : 'Only logs can be followed: otterscope tail logs',
    );
  const where = values.where ?? '';
  const read = readSearch(where, 'logs');
  if (read.kind === 'wrong') {
    const { from, message } = read.problem;
    return wrong(`--where: ${message}\n  ${where.replaceAll(/\s/g, ' ')}\n  ${' '.repeat(from)}^`);
  }
  const lines = values.lines ?? '10';
  if (!/^\d{1,4}$/.test(lines) || Number(lines) > 1000) return wrong(`--lines ${lines}: a number from 0 to 1000.`);
  const data = values.data ?? env['OTTERSCOPE_DATA'];
  return { data: data === '' ? undefined : data, where, json: values.json === true, lines: Number(lines) };
}

function wrong(message: string): { readonly kind: 'wrong'; readonly message: string } {
  return { kind: 'wrong', message };
}
