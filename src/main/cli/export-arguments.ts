// Reads the command line of `otterscope export` into what /api/export/ takes. Pure: what is wrong comes back as words.
import { parseArgs } from 'node:util';
import { readExportParams, type ExportRequest } from '../../contract/export-params.ts';
import type { ExportFormat } from '../../contract/exports.ts';

export interface ExportOptions {
  readonly data: string | undefined;
  /** Name, id or file of the run; `undefined` for the live or newest one. */
  readonly run: string | undefined;
  /** `-` is stdout. */
  readonly output: string;
  /** File with redaction rules. */
  readonly rules: string | undefined;
  /** Only tell what the rules would take away. */
  readonly preview: boolean;
  /** Path below /api/export/, without the run. */
  readonly segments: readonly string[];
  /** Without `run` and `redact`. */
  readonly query: readonly (readonly [string, string])[];
  readonly request: ExportRequest;
}

export type ReadExportArguments = ExportOptions | { readonly kind: 'wrong'; readonly message: string };

const byEnding: readonly (readonly [string, ExportFormat])[] = [
  ['.jaeger.json', 'jaeger'],
  ['.jsonl', 'otlp-jsonl'],
  ['.json', 'otlp-json'],
  ['.pb', 'otlp-protobuf'],
  ['.csv', 'csv'],
  ['.om.txt', 'openmetrics'],
  ['.openmetrics', 'openmetrics'],
  ['.otter', 'otter'],
];

/** `args`: what follows `export`. Throws what parseArgs throws. */
export function readExportArguments(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): ReadExportArguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      run: { type: 'string' },
      trace: { type: 'string' },
      span: { type: 'string', multiple: true },
      subtree: { type: 'boolean' },
      where: { type: 'string' },
      metric: { type: 'string', multiple: true },
      query: { type: 'string', multiple: true },
      step: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      format: { type: 'string' },
      signal: { type: 'string' },
      table: { type: 'string' },
      column: { type: 'string', multiple: true },
      gzip: { type: 'boolean' },
      redact: { type: 'string' },
      preview: { type: 'boolean' },
      output: { type: 'string', short: 'o' },
    },
  });
  if (positionals.length > 0) return wrong(`${positionals[0]}: name a run with --run, a file with -o.`);
  if (values.preview === true && values.redact === undefined) return wrong('--preview shows what --redact would take.');
  const output = values.output ?? '-';
  const query: [string, string][] = [];
  const give = (name: string, value: string | undefined): void => {
    if (value !== undefined) query.push([name, value]);
  };
  const zipped = output.endsWith('.gz');
  const ending = byEnding.find(([one]) => output.endsWith(zipped ? `${one}.gz` : one));
  give('format', values.format ?? ending?.[1]);
  for (const name of ['where', 'from', 'to', 'signal', 'table', 'step'] as const) give(name, values[name]);
  for (const span of values.span ?? []) give('span', span);
  for (const name of ['metric', 'query'] as const) for (const text of values[name] ?? []) give(name, text);
  for (const column of values.column ?? []) give('column', column);
  if (values.subtree === true) give('subtree', '1');
  if (values.gzip === true || zipped) give('gzip', '1');
  const chosen = (['trace', 'where', 'metric', 'query'] as const).filter((name) => values[name] !== undefined);
  if (chosen.length > 1) return wrong(`Either ${chosen.map((name) => `--${name}`).join(' or ')}.`);
  if (values.step !== undefined && values.query === undefined) return wrong('--step belongs to --query.');
  const segments =
    values.trace !== undefined
      ? ['trace', values.trace]
      : values.metric !== undefined
        ? ['metrics']
        : values.query !== undefined
          ? ['query']
          : ['run', values.run ?? 'live'];
  const read = readExportParams(segments, new URLSearchParams(query));
  if (read.kind === 'wrong')
    return wrong(`${read.message.startsWith(`${values.trace}:`) ? '--trace ' : '--'}${read.message}`);
  const data = values.data ?? env['OTTERSCOPE_DATA'];
  return {
    data: data === '' ? undefined : data,
    run: values.run,
    output,
    rules: values.redact,
    preview: values.preview === true,
    segments,
    query,
    request: read.request,
  };
}

function wrong(message: string): ReadExportArguments {
  return { kind: 'wrong', message };
}
