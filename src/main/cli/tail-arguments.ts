// Reads the arguments of `otterscope tail`. Pure.
import { parseArgs } from 'node:util';
import { searchTrouble } from './search-trouble.ts';

export interface TailOptions {
  readonly signal: 'logs' | 'spans';
  /** `undefined` is the platform's own place. */
  readonly data: string | undefined;
  readonly where: string;
  readonly json: boolean;
  /** Records or spans that are there already and are shown first. */
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
  const [signal, given, more] = positionals;
  if (signal !== 'logs' && signal !== 'spans')
    return wrong(
      `${signal === undefined ? 'Tail what?' : 'Only logs and spans can be followed:'} otterscope tail logs|spans`,
    );
  if (more !== undefined) return wrong(`What is "${more}"? A search is one argument: put it in quotes.`);
  if (given !== undefined && values.where !== undefined) return wrong('The search was given twice, also as --where.');
  const where = given ?? values.where ?? '';
  const trouble = searchTrouble(given === undefined ? '--where' : 'The search', where, signal);
  if (trouble !== undefined) return wrong(trouble);
  const lines = values.lines ?? '10';
  if (!/^\d{1,4}$/.test(lines) || Number(lines) > 1000) return wrong(`--lines ${lines}: a number from 0 to 1000.`);
  const data = values.data ?? env['OTTERSCOPE_DATA'];
  return { signal, data: data === '' ? undefined : data, where, json: values.json === true, lines: Number(lines) };
}

function wrong(message: string): { readonly kind: 'wrong'; readonly message: string } {
  return { kind: 'wrong', message };
}
