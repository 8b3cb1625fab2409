// PromQL from the run file: 10,000 series, an hour at 15 s, 241 steps; cold (the file is opened, the index built, nothing
// cached) and warm (median of 7 after 2), as columns and as the HTTP API's JSON. Where prometheus is installed (or named by
// PROMETHEUS) it gets the same samples by remote write and the same questions over HTTP: cold after a restart.
// Usage: node bench/run.ts promql-run
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPrometheus, startPrometheus, type PrometheusPeer } from './lib/prometheus-peer.ts';
import { tenThousand } from './lib/ten-thousand-series.ts';
import { runId } from '../src/contract/ids.ts';
import { unixNanos } from '../src/contract/time.ts';
import { createQueries, type RunQueries } from '../src/main/query/index.ts';
import { openRunReader } from '../src/main/store/reader.ts';
import { openRunWriter } from '../src/main/store/writer.ts';

const step = 15_000;
const samples = 281;
const begin = 1_780_000_005_000;
const end = begin + (samples - 1) * step;
const start = end - 240 * step;
const alive = (): void => undefined;
const run = runId('bench');

const queries: Readonly<Record<string, string>> = {
  'sum by (service) (rate), 4,000 series': 'sum by (service) (rate(http_requests_total[5m]))',
  'histogram_quantile, 3,500 buckets': 'histogram_quantile(0.95, sum by (le, service) (rate(took_seconds_bucket[5m])))',
};

/** Milliseconds. */
interface Figure {
  readonly cold: number;
  readonly warm: number;
}

export async function benchPromqlRun(): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'otterscope-promql-run-'));
  const program = findPrometheus();
  const peer = program === undefined ? undefined : await startPrometheus(program);
  if (peer === undefined) console.log('prometheus is not installed: no figures beside ours');
  try {
    const path = join(folder, 'bench.otter');
    await fill(path, peer);
    const figures: Record<string, unknown> = {};
    for (const [title, query] of Object.entries(queries)) {
      const columns = await measured(
        () => open(path),
        ({ queries: { methods }, close }) => ({
          ask: () => {
            const { result } = methods['metrics.query']({ run, query, start, end, step }, alive);
            if (result.kind !== 'matrix' || result.labels.rows === 0)
              throw new Error(`${title}: ${JSON.stringify(result)}`);
          },
          close,
        }),
      );
      const json = await measured(
        () => open(path),
        ({ queries: { prometheus }, close }) => ({
          ask: () => {
            const times = { start: start / 1000, end: end / 1000, step: step / 1000 };
            const pairs = Object.entries({ query, ...times }).map(([name, value]) => [name, String(value)] as const);
            const { status } = prometheus({ method: 'GET', segments: ['query_range'], pairs }, end, alive);
            if (status !== 200) throw new Error(`${title}: ${status}`);
          },
          close,
        }),
      );
      const theirs = peer === undefined ? undefined : await ofPeer(peer, query);
      figures[title] = { columns, json, ...(theirs === undefined ? {} : { prometheus: theirs }) };
      console.log(
        `${title.padEnd(40)} columns ${text(columns)}, JSON ${text(json)}${theirs === undefined ? '' : `, prometheus ${text(theirs)}`}`,
      );
    }
    return figures;
  } finally {
    await peer?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface OpenRun {
  readonly queries: RunQueries;
  readonly close: () => void;
}

function open(path: string): OpenRun {
  const reader = openRunReader(path, { decodeJournal: () => undefined, alive });
  return { queries: createQueries(reader), close: () => reader.close() };
}

async function fill(path: string, peer: PrometheusPeer | undefined): Promise<void> {
  const writer = openRunWriter(path, {
    create: { id: run, name: 'bench', startedAt: unixNanos(0n), host: 'bench', appVersion: '0' },
    durability: 'normal',
    maxRunBytes: 0,
    decodeJournal: () => undefined,
  });
  const { references, labels, values, next } = tenThousand(writer, false);
  for (let at = 0; at < samples; at++) {
    next();
    const time = begin + at * step;
    const stored = writer.appendSamples({ count: references.length, references, times: time, values });
    writer.flush();
    await stored;
    await peer?.write(labels, time, values);
  }
  writer.close();
}

interface Asked {
  readonly ask: () => void;
  readonly close: () => void;
}

/** Cold: the median of 5 openings with their first answer. Warm: the median of 7 on the last of them. */
async function measured(prepare: () => OpenRun, asking: (run: OpenRun) => Asked): Promise<Figure> {
  const cold: number[] = [];
  const warm: number[] = [];
  for (let opening = 0; opening < 5; opening++) {
    const from = performance.now();
    const { ask, close } = asking(prepare());
    ask();
    cold.push(performance.now() - from);
    for (let round = 0; opening === 4 && round < 9; round++) {
      const again = performance.now();
      ask();
      if (round >= 2) warm.push(performance.now() - again);
    }
    close();
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return { cold: median(cold), warm: median(warm) };
}

async function ofPeer(peer: PrometheusPeer, query: string): Promise<Figure> {
  const cold: number[] = [];
  const warm: number[] = [];
  for (let opening = 0; opening < 3; opening++) {
    await peer.restart();
    cold.push(await peer.range(query, start, end, step));
  }
  for (let round = 0; round < 9; round++) {
    const took = await peer.range(query, start, end, step);
    if (round >= 2) warm.push(took);
  }
  return { cold: median(cold), warm: median(warm) };
}

function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[values.length >> 1] as number;
  return Math.round(10 * middle) / 10;
}

function text({ cold, warm }: Figure): string {
  return `cold ${cold} ms, warm ${warm} ms`;
}
