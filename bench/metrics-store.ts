// The store of metric samples: bytes a sample, samples a second, reading 4,000 series of an hour, building the index.
// Run with `node_modules/.bin/node bench/metrics-store.ts [folder]`. 10,000 series every 15 s for 281 steps: 4,000 counters,
// 2,000 gauges, 250 histograms of 16 series; 40 % of counters and gauges stand still.
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
import { referenceOf, tenThousand } from './lib/ten-thousand-series.ts';

const steps = 281;
const interval = 15_000;
const begin = 1_780_000_000_000;
const folder = mkdtempSync(join(process.argv[2] ?? tmpdir(), 'otterscope-metrics-'));

function openBench(path: string): RunWriter {
  return openRunWriter(path, {
    create: { id: runId('bench'), name: 'bench', startedAt: unixNanos(0n), host: 'bench', appVersion: '0' },
    durability: 'normal',
    maxRunBytes: 0,
    decodeJournal: () => undefined,
  });
}

async function filled(path: string, fractions: boolean): Promise<void> {
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
  console.log(
    `${fractions ? 'float-heavy' : 'integers'}: ${(samples / storing / 1000).toFixed(2)} M samples/s stored (first scrape ${first.toFixed(0)} ms, longest of the others ${longest.toFixed(0)} ms, close ${closing.toFixed(0)} ms); ` +
      `blocks ${(inBlocks / samples).toFixed(2)} bytes a sample, file ${((statSync(path).size - streams) / samples).toFixed(2)} and ${(streams / samples).toFixed(2)} for the series themselves`,
  );
}

const named = (name: string): Matcher => {
  const made = makeMatcher('__name__', '=', name);
  if (made.kind !== 'ok') throw new Error(made.message);
  return made.matcher;
};
const hints = { stepMillis: interval, rangeMillis: 300_000, func: 'rate' };

const median = (values: readonly number[]): string =>
  (values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN).toFixed(1);

/** Cold is a new reader and index in a program that has read before; the system has the file in its memory. */
function reading(path: string): void {
  const alive = (): void => undefined;
  const end = begin + (steps - 1) * interval;
  for (const name of ['http_requests_total', 'took_seconds_bucket']) {
    const [opening, cold, warm]: [number[], number[], number[]] = [[], [], []];
    let series = 0;
    for (let round = 0; round < 12; round++) {
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
        if (round >= 4) (again === 0 ? cold : warm).push(took);
      }
      if (round >= 4) opening.push(opened);
      reader.close();
    }
    console.log(
      `${name}: ${series} series of an hour cold ${median(cold)} ms, warm ${median(warm)} ms; before that open and index 10,000 series ${median(opening)} ms`,
    );
  }
}

async function manySeries(path: string): Promise<void> {
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
  const reader = openRunReader(path, { decodeJournal: () => undefined });
  const from = performance.now();
  const index = new MetricIndex(reader, () => undefined);
  index.refresh();
  console.log(`index of ${index.seriesCount} series: ${(performance.now() - from).toFixed(0)} ms`);
  reader.close();
}

try {
  await filled(join(folder, 'integers.otter'), false);
  await filled(join(folder, 'fractions.otter'), true);
  reading(join(folder, 'integers.otter'));
  reading(join(folder, 'fractions.otter'));
  await manySeries(join(folder, 'many.otter'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
