// `otterscope query`: evaluates PromQL over a run file, live or not. Results go to stdout, remarks to stderr.
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { defaultDataFolder } from '../../contract/default-data-folder.ts';
import { ContractError } from '../../contract/errors.ts';
import type { MetricsQueryAnswer, MetricsResult, QueryRemark } from '../../contract/metrics.ts';
import { findRun } from '../engine/find-run.ts';
import { openRunMetrics, type RunMetrics } from '../engine/run-metrics.ts';
import type { QueryOptions } from './query-arguments.ts';
import { queryText } from './query-text.ts';
import { terminalText } from './terminal-text.ts';

/** A run whose newest sample is older has ended, as far as an expression is concerned. */
const liveMillis = 300_000;
/** Steps of a range for which none is given. */
const usualSteps = 240;

/** Resolves to the exit status: 1 when the expression cannot be evaluated. */
export async function queryRun(options: QueryOptions): Promise<number> {
  const cancelled = { now: false };
  const onSignal = (): void => {
    cancelled.now = true;
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  try {
    const dataFolder = resolve(options.data ?? defaultDataFolder(process.platform, homedir(), process.env));
    const metrics = openRunMetrics(findRun(dataFolder, options.run, undefined).path, () => {
      if (cancelled.now) throw new ContractError('cancelled', 'The query was cancelled.');
    });
    try {
      return await answer(metrics, options);
    } finally {
      metrics.close();
    }
  } catch (error) {
    // A reader such as `head` that has seen enough.
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return 0;
    if (!(error instanceof ContractError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return cancelled.now ? 130 : 1;
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}

async function answer(metrics: RunMetrics, options: QueryOptions): Promise<number> {
  const { query, range } = options;
  const end = options.time ?? defaultTime(metrics.newest(), Date.now());
  const step = range === undefined ? 0 : (options.step ?? Math.max(1000, Math.ceil(range / usualSteps)));
  const asked = { query, start: end - (range ?? 0), end, step };
  if (options.json) {
    const { status, body } = metrics.json(asked);
    await print([body, '\n']);
    return status === 200 ? 0 : 1;
  }
  const answered = metrics.query(asked);
  const { result } = answered;
  if (result.kind === 'failed') {
    process.stderr.write(mistakeText(query, result.remark));
    return 1;
  }
  await print(queryText(result));
  const empty = isEmpty(result);
  if (empty) process.stderr.write('The result is empty.\n');
  const findings = empty ? metrics.explain(asked) : metrics.hints(asked);
  for (const { text, suggestions } of findings) {
    process.stderr.write(`${terminalText(text)}\n`);
    for (const one of suggestions) process.stderr.write(`  ${terminalText(one.query)}\n`);
  }
  process.stderr.write(remarksText(answered));
  return 0;
}

function defaultTime(newest: number, now: number): number {
  return newest === 0 || now - newest < liveMillis ? now : newest;
}

function isEmpty(result: MetricsResult): boolean {
  return 'labels' in result && result.labels.rows === 0;
}

function mistakeText(query: string, { text, from }: QueryRemark): string {
  const lines = query.slice(0, from).split('\n');
  const line = query.split('\n')[lines.length - 1] ?? '';
  return `${terminalText(text)}\n  ${terminalText(line)}\n  ${' '.repeat(lines.at(-1)?.length ?? 0)}^\n`;
}

function remarksText({ warnings, infos, stats, result }: MetricsQueryAnswer): string {
  let text = [...warnings, ...infos].map((remark) => `${terminalText(remark.text)}\n`).join('');
  const shown = 'labels' in result ? result.labels.rows : stats.series;
  if (shown < stats.series) text += `${stats.series - shown} of ${stats.series} series are left out; --json has all.\n`;
  return text;
}

async function print(pieces: Iterable<string | Uint8Array>): Promise<void> {
  await pipeline(Readable.from(pieces), process.stdout, { end: false });
}
