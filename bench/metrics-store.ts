// The store of metric samples: bytes a sample, samples a second, reading 4,000 series of an hour, building the index.
// 10,000 series every 15 s for 281 steps: 4,000 counters,
// 2,000 gauges, 250 histograms of 16 series; 40 % of counters and gauges stand still.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runId } from '../src/contract/ids.ts';
import { unixNanos } from '../src/contract/time.ts';
import { MetricIndex } from '../src/main/query/metrics/metric-index.ts';
import { createRunQueryable } from '../src/main/query/metrics/run-queryable.ts';
import { makeMatcher, type Matcher } from '../src/main/query/promql/engine/matcher.ts';
import { openRunReader } from '../src/main/store/reader.ts';
import type { RunWriter } from '../src/main/store/writer-face.ts';
import { openRunWriter } from '../src/main/store/writer.ts';
import { median, round } from './lib/statistics.ts';
import { referenceOf, tenThousand } from './lib/ten-thousand-series.ts';

const steps = 281;
const interval = 15_000;
const begin = 1_780_000_000_000;
const child = join(import.meta.dirname, 'index-build.ts');

function openBench(path: string): RunWriter {
  return openRunWriter(path, {
    create: { id: runId('bench'), name: 'bench', startedAt: unixNanos(0n), host: 'bench', appVersion: '0' },
    durability: 'normal',
    maxRunBytes: 0,
    decodeJournal: () => undefined,
  });
}

async function filled(path: string, fractions: boolean): Promise<Record<string, number>> {
  const writer = openBench(path);
  const load = tenThousand(writer, fractions);
  const count = load.references.length;
  let storing = 0;
  let longest = 0;
  let first = 0;
  for (let step = 0; step < steps; step++) {
    load.next();
    const from = performance.now();
    const stored = writer.appendSamples({
      count,
      references: load.references,
      times: begin + step * interval,
      values: load.values,
    });
    writer.flush();
    await stored;
    const took = performance.now() - from;
    storing += took;
    if (step === 0) first = took;
    else longest = Math.max(longest, took);
  }
  const from = performance.now();
  writer.close();
  const closing = performance.now() - from;
  const samples = count * steps;
  const reader = openRunReader(path, { decodeJournal: () => undefined });
  const inBlocks = Number(reader.db.prepare('SELECT sum(length(bytes)) FROM sample_blocks').pluck().get());
  const streams = Number(
    reader.db
      .prepare(
        "SELECT sum(pgsize) FROM dbstat WHERE name IN ('streams', 'sqlite_autoindex_streams_1', 'sample_places', 'sample_places_by_stream')",
      )
      .pluck()
      .get(),
  );
  reader.close();
  return {
    millionSamplesPerSecond: round(samples / storing / 1000, 2),
    firstScrapeMillis: round(first, 0),
    longestOtherMillis: round(longest, 0),
    closeMillis: round(closing, 0),
    blockBytesPerSample: round(inBlocks / samples, 2),
    fileBytesPerSample: round((statSync(path).size - streams) / samples, 2),
    bytesPerSampleForTheSeries: round(streams / samples, 2),
  };
}

const named = (name: string): Matcher => {
  const made = makeMatcher('__name__', '=', name);
  if (made.kind !== 'ok') throw new Error(made.message);
  return made.matcher;
};
const hints = { stepMillis: interval, rangeMillis: 300_000, func: 'rate' };

/** Cold is a new reader and index in a program that has read before; the system has the file in its memory. */
function reading(path: string): Record<string, unknown> {
  const alive = (): void => undefined;
  const end = begin + (steps - 1) * interval;
  const figures: Record<string, unknown> = {};
  for (const name of ['http_requests_total', 'took_seconds_bucket']) {
    const [opening, cold, warm]: [number[], number[], number[]] = [[], [], []];
    let series = 0;
    for (let turn = 0; turn < 12; turn++) {
      let from = performance.now();
      const reader = openRunReader(path, { decodeJournal: () => undefined });
      const index = new MetricIndex(reader, alive);
      index.refresh();
      const opened = performance.now() - from;
      const queryable = createRunQueryable(reader, index, { alive, mostSamples: 50e6 });
      for (let again = 0; again < 4; again++) {
        from = performance.now();
        series = queryable.select([named(name)], end - 3_600_000, end, hints).length;
        const took = performance.now() - from;
        // The first rounds are the compiler's.
        if (turn >= 4) (again === 0 ? cold : warm).push(took);
      }
      if (turn >= 4) opening.push(opened);
      reader.close();
    }
    figures[`${series} series of ${name}`] = {
      openAndIndexMillis: round(median(opening), 1),
      coldMillis: round(median(cold), 1),
      warmMillis: round(median(warm), 1),
    };
  }
  return figures;
}

async function fillMany(path: string): Promise<void> {
  const writer = openBench(path);
  const count = 50_000;
  const references = Uint32Array.from({ length: count }, (_, i) =>
    referenceOf(
      writer,
      [
        ['__name__', `metric_${i % 500}`],
        ['job', `j${i % 20}`],
        ['instance', `i${i % 200}`],
        ['pod', `p${i % 1000}`],
        ['route', `/r${i % 97}`],
        ['id', String(i)],
      ],
      'm',
      'gauge',
    ),
  );
  await writer.appendSamples({ count, references, times: begin, values: new Float64Array(count) });
  writer.close();
}

/** Each in a fresh process, as after a start: nothing is compiled yet. */
function building(path: string): Record<string, number> {
  const built = Array.from({ length: 5 }, () => {
    const { stdout, stderr, status } = spawnSync(process.execPath, [child, path], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as { readonly series: number; readonly millis: number };
  });
  const millis = built.map((one) => one.millis);
  return {
    series: built[0]?.series ?? 0,
    millis: round(median(millis), 0),
    worstMillis: round(Math.max(...millis), 0),
  };
}

export async function benchMetricsStore(): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'otterscope-metrics-'));
  const path = (name: string): string => join(folder, `${name}.otter`);
  const [integers, fractions, many] = [path('integers'), path('fractions'), path('many')];
  try {
    await fillMany(many);
    const result = {
      indexOfSeries: building(many),
      integers: { ...(await filled(integers, false)), ...reading(integers) },
      floatHeavy: { ...(await filled(fractions, true)), ...reading(fractions) },
    };
    console.log(JSON.stringify(result, undefined, 2));
    return result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
