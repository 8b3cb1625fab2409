// The search language over a stored run: how long the newest hundred traces that match take, and how long a search goes
// at most without looking whether it is still wanted (what cancelling takes). Milliseconds; `cpu` is processor time, which
// says the same on a machine that does other things as well. Method: as query-traces.ts;
// `cold` opens the file anew for each question, `warm` has the blocks in memory as far as they fit, never an answer.
// Usage: node bench/search.ts [spans, default 1,000,000]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createQueries } from '../src/main/query/index.ts';
import { openRunReader } from '../src/main/store/reader.ts';
import { fillRun, journalDecoder, run } from './lib/filled-run.ts';
import { percentile, round } from './lib/statistics.ts';

export interface SearchFigure {
  readonly p50: number;
  readonly p95: number;
  readonly cpu95: number;
  /** The longest stretch without a look at the cancel flag, processor time. */
  readonly cancel: number;
  /** What was answered, to show that the question was a real one. */
  readonly answer: string;
}

const searches: readonly (readonly [string, string])[] = [
  ['equality, common', 'http.response.status_code = 504'],
  ['equality, rare', 'items = 4711'],
  ['equality, nowhere', 'user.id = nobody'],
  ['equality, unknown key', 'no.such.key = 1'],
  ['number greater, frequent', 'http.response.status_code >= 500'],
  ['number greater, nowhere', 'http.response.status_code > 1000'],
  ['attribute contains, rare', 'shard contains "shard 711"'],
  ['attribute contains, nowhere', 'user.id contains nobody'],
  ['attribute matches, rare', 'shard =~ "^shard 71[0-9]$"'],
  ['attribute matches, nowhere', 'user.id =~ "^nobody-[0-9]+$"'],
  ['attribute exists, rare', 'items exists'],
  ['attribute is another, all', 'http.response.status_code != 200'],
  ['text, common', 'upstream'],
  ['text, rare', '"rare step 9900"'],
  ['text, nowhere', '"no such text"'],
  ['text, a number', '4711'],
  ['service and duration', 'service = payments and duration > 79ms'],
  ['service, duration, attribute', 'service = payments and duration > 50ms and http.response.status_code = 504'],
  ['service, duration, number', 'service = payments and duration > 79ms and http.response.status_code >= 500'],
  ['service, duration, text', 'service = payments and duration > 50ms and "no such text"'],
  ['error and not', 'error and not http.response.status_code exists and duration > 79ms'],
  ['or', 'items = 4711 or "rare step 9900" or name = nothing'],
  ['of the trace, by index', 'service = payments and trace.duration > 78ms'],
  ['of the trace, checked', 'root.service = payments and trace.spans > 3 and trace.errors > 1'],
];

export async function benchSearch(spans: number): Promise<Readonly<Record<string, unknown>>> {
  const folder = mkdtempSync(join(tmpdir(), 'otterscope-bench-'));
  const path = join(folder, 'bench.otter');
  const figures: Record<string, SearchFigure> = {};
  try {
    await fillRun(path, spans);
    const warm = openRunReader(path, { decodeJournal: journalDecoder() });
    const ask = (where: string, reader = warm): { readonly answer: string; readonly cancel: number } => {
      let last = cpuMillis();
      let cancel = 0;
      const look = (): void => {
        const now = cpuMillis();
        cancel = Math.max(cancel, now - last);
        last = now;
      };
      const request = { run, filter: { where }, offset: 0, limit: 100 };
      const { rows, total, totalIsExact } = createQueries(reader).methods['traces.list'](request, look);
      look();
      return { answer: `${rows.length} rows of ${total}${totalIsExact ? '' : '+'}`, cancel };
    };
    const cold = (where: string): ReturnType<typeof ask> => {
      const reader = openRunReader(path, { decodeJournal: journalDecoder() });
      try {
        return ask(where, reader);
      } finally {
        reader.close();
      }
    };
    for (const [title, where] of searches) {
      figures[`${title}, cold`] = measure(`${title}, cold`, 10, () => cold(where));
      figures[`${title}, warm`] = measure(`${title}, warm`, 10, () => ask(where));
    }
    warm.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { spans, ...figures };
}

function measure(
  title: string,
  repeat: number,
  ask: () => { readonly answer: string; readonly cancel: number },
): SearchFigure {
  const times: number[] = [];
  const cpu: number[] = [];
  let cancel = 0;
  let answer = '';
  for (let i = 0; i < repeat; i++) {
    const start = performance.now();
    const startCpu = cpuMillis();
    const asked = ask();
    cpu.push(cpuMillis() - startCpu);
    times.push(performance.now() - start);
    cancel = Math.max(cancel, asked.cancel);
    ({ answer } = asked);
  }
  const figure = {
    p50: round(percentile(times, 50)),
    p95: round(percentile(times, 95)),
    cpu95: round(percentile(cpu, 95)),
    cancel: round(cancel),
    answer,
  };
  const padded = (value: number): string => value.toFixed(1).padStart(8);
  console.log(
    `${title.padEnd(40)} p50 ${padded(figure.p50)}  p95 ${padded(figure.p95)}  cpu95 ${padded(figure.cpu95)}  cancel ${padded(cancel)}   ${answer}`,
  );
  return figure;
}

/** Of the whole process: collection of garbage counts. */
function cpuMillis(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

if (import.meta.main) await benchSearch(Number(process.argv[2] ?? 1_000_000));
