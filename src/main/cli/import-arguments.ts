// Reads the arguments of `otterscope import`. Pure.
import { parseArgs } from 'node:util';
import type { ImportTarget } from '../../contract/imports.ts';

export interface ImportOptions {
  /** `undefined` is the platform's own place. */
  readonly data: string | undefined;
  readonly into: ImportTarget;
  readonly json: boolean;
  readonly files: readonly string[];
}

/** `args` behind the word `import`. Throws the TypeError of parseArgs for unknown options. */
export function readImportArguments(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): ImportOptions | { readonly kind: 'wrong'; readonly message: string } {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { data: { type: 'string' }, into: { type: 'string' }, json: { type: 'boolean' } },
  });
  const into = values.into ?? 'new';
  if (positionals.length === 0) return { kind: 'wrong', message: 'Which files? otterscope import <file> ...' };
  if (into !== 'new' && into !== 'live')
    return { kind: 'wrong', message: `--into ${into}: live, or new (a run of its own).` };
  const data = values.data ?? env['OTTERSCOPE_DATA'];
  return { data: data === '' ? undefined : data, into, json: values.json === true, files: positionals };
}
