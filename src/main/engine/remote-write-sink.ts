// Remote write into the live run: references of label sets, two batches (numbers and histograms, so that both can be
// counted), and the answer that the protocol asks for. What is good is stored even where the rest is not. What is wrong
// with samples is said in Prometheus' words first, which senders' logs are searched for.
import { hash } from 'node:crypto';
import { ContractError } from '../../contract/errors.ts';
import type { RunId } from '../../contract/ids.ts';
import type { ProblemReport } from '../../contract/problems.ts';
import type {
  RemoteWriteVersion,
  WriteOutcome,
  WrittenMetadata,
  WrittenSample,
  WrittenSeries,
} from '../../contract/remote-write.ts';
import type {
  SampleBatch,
  SampleHistogram,
  SampleOutcome,
  SampleSink,
  SeriesExemplar,
  SeriesLabels,
} from '../../contract/sample-batch.ts';
import { readRemoteWrite } from '../decode/remote-write/remote-write.ts';
import { shownLabels } from '../decode/remote-write/written-labels.ts';

export type RemoteWriteSink = (body: Uint8Array, version: RemoteWriteVersion) => Promise<WriteOutcome>;

const nothing = { samples: 0, histograms: 0, exemplars: 0 } as const;
const noItems = { bodyBytes: 0, accepted: 0, rejected: 0, rejections: [], jobs: [] } as const;
/** Jobs that the inspector names. */
const mostJobs = 10;
const diskRetrySeconds = 5;
/** A sample may be this far in the future, as in Prometheus. */
const aheadMillis = 10 * 60_000;
/** Families whose metadata is kept; a hostile sender must not fill the memory. */
const mostFamilies = 100_000;
const mostWords = 10;

export function createRemoteWriteSink(
  sink: () => SampleSink,
  report: (problem: ProblemReport) => void,
  /** Labels without secrets. */
  masked: (labels: SeriesLabels) => SeriesLabels,
): RemoteWriteSink {
  const families = new Map<string, WrittenMetadata>();
  let run: RunId | undefined;
  /** References by a hash of the labels, with the metadata they were asked with. */
  let known = new Map<string, { readonly said: WrittenMetadata | undefined; readonly reference: number }>();

  function reference(to: SampleSink, { labels, metadata }: WrittenSeries): number | string {
    const name = labels.find(([label]) => label === '__name__')?.[1] ?? '';
    const said = metadata ?? metadataOf(name);
    const key = hash('sha1', JSON.stringify(labels), 'base64');
    const before = known.get(key);
    // Prometheus leaves metadata out of version 2.0 as long as it does not know it itself.
    if (before !== undefined && (saysNothing(said) || sameMetadata(before.said, said))) return before.reference;
    const family = said === undefined ? name : said.family === '' ? familyOf(name, said.type) : said.family;
    const { type = 'unknown', unit = '', help = '' } = said ?? {};
    const answer = to.seriesOf(labels, { family, type, unit, help, target: originOf(labels) });
    if (answer.kind === 'refused') return answer.reason;
    known.set(key, { said, reference: answer.reference });
    return answer.reference;
  }

  function metadataOf(name: string): WrittenMetadata | undefined {
    return families.get(name) ?? families.get(name.replace(/_(?:total|bucket|count|sum)$/, ''));
  }

  return async (body, version) => {
    const read = readRemoteWrite(body, version);
    if (read.kind === 'failed') {
      const { reason, offset } = read.failure;
      return {
        answer: { status: 400, message: `${reason} (byte ${offset})`, retryAfterSeconds: undefined, written: nothing },
        ...noItems,
        rejections: [read.failure],
      };
    }
    const { metadata, rejections, bodyBytes } = read.value;
    const series = read.value.series.map((one) => maskedSeries(one, masked));
    const jobs = jobsOf(series);
    for (const one of metadata)
      if (families.size < mostFamilies || families.has(one.family)) families.set(one.family, one);
    const to = sink();
    if (to.run !== run) {
      run = to.run;
      known = new Map();
    }
    const words = new Words(rejections);
    let rejected = read.value.rejected;
    const exemplars: SeriesExemplar[] = [];
    const numbers = new Rows();
    const histograms = new Rows();
    const latest = Date.now() + aheadMillis;
    for (const one of series) {
      const found = reference(to, one);
      if (typeof found === 'string') {
        words.add(found);
        rejected += one.samples.length;
        continue;
      }
      for (const sample of one.samples) {
        if (sample.time > latest) {
          words.add(`out of bounds: timestamp is too far in the future for series ${shownLabels(one.labels)}`);
          rejected += 1;
        } else {
          (sample.histogram === undefined ? numbers : histograms).add(found, sample);
        }
      }
      // Prometheus sends them in series of their own, without a sample.
      for (const exemplar of one.exemplars) exemplars.push({ ...exemplar, reference: found });
    }
    try {
      const [first, second] = await Promise.all([
        to.appendSamples(numbers.batch()),
        to.appendSamples({ ...histograms.batch(), seriesExemplars: exemplars }),
      ]);
      for (const outcome of [first, second]) words.add(leftOut(outcome));
      const message = words.text();
      const samples = stored(first);
      const stores = stored(second);
      return {
        answer: {
          status: message === '' ? 204 : 400,
          message,
          retryAfterSeconds: undefined,
          written: { samples, histograms: stores, exemplars: exemplars.length },
        },
        bodyBytes,
        accepted: samples + stores,
        rejected: rejected + (numbers.count - samples) + (histograms.count - stores),
        rejections: words.told().map((reason) => ({ field: '', offset: -1, reason })),
        jobs,
      };
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      report({
        code: error.code === 'disk-full' ? 'disk-full' : 'disk-error',
        severity: 'error',
        subject: 'remote write',
        message: error.message,
      });
      return {
        answer: { status: 503, message: error.message, retryAfterSeconds: diskRetrySeconds, written: nothing },
        ...noItems,
        bodyBytes,
        jobs,
      };
    }
  };
}

function maskedSeries(series: WrittenSeries, masked: (labels: SeriesLabels) => SeriesLabels): WrittenSeries {
  const { labels, exemplars } = series;
  return {
    ...series,
    labels: masked(labels),
    exemplars: exemplars.length === 0 ? exemplars : exemplars.map((one) => ({ ...one, labels: masked(one.labels) })),
  };
}

/** What was wrong, each thing said once, and no more than a reader takes in. */
class Words {
  readonly #said: Set<string> = new Set();
  #more = 0;

  constructor(first: readonly string[]) {
    for (const words of first) this.add(words);
  }

  add(words: string): void {
    if (words === '' || this.#said.has(words)) return;
    if (this.#said.size < mostWords) this.#said.add(words);
    else this.#more += 1;
  }

  told(): readonly string[] {
    return [...this.#said];
  }

  text(): string {
    return [...this.#said].join('; ') + (this.#more > 0 ? `; and ${this.#more} more` : '');
  }
}

class Rows {
  readonly #references: number[] = [];
  readonly #samples: WrittenSample[] = [];

  get count(): number {
    return this.#samples.length;
  }

  add(reference: number, sample: WrittenSample): void {
    this.#references.push(reference);
    this.#samples.push(sample);
  }

  batch(): SampleBatch {
    const samples = this.#samples;
    const histograms = new Map<number, SampleHistogram>();
    for (const [i, { histogram }] of samples.entries()) if (histogram !== undefined) histograms.set(i, histogram);
    return {
      count: samples.length,
      references: Uint32Array.from(this.#references),
      times: Float64Array.from(samples, ({ time }) => time),
      values: Float64Array.from(samples, ({ value }) => value),
      ...(samples.some(({ stale }) => stale) ? { stale: Uint8Array.from(samples, ({ stale }) => Number(stale)) } : {}),
      ...(samples.some(({ start }) => start > 0) ? { starts: Float64Array.from(samples, ({ start }) => start) } : {}),
      ...(histograms.size > 0 ? { histograms } : {}),
    };
  }
}

/** A sample that was sent before with the same value is as good as stored. */
function stored({ stored: now, repeated }: SampleOutcome): number {
  return now + repeated;
}

/** What the store did not take, in Prometheus' words and then its own. */
function leftOut({ outOfOrder, duplicates, overLimit, message }: SampleOutcome): string {
  if (outOfOrder + duplicates + overLimit === 0) return '';
  const kinds = [
    ...(outOfOrder > 0 ? [`out of order sample (${outOfOrder})`] : []),
    ...(duplicates > 0 ? [`duplicate sample for timestamp (${duplicates})`] : []),
    ...(overLimit > 0 ? [`beyond a limit (${overLimit})`] : []),
  ];
  return `${kinds.join(', ')}: ${message}`;
}

function jobsOf(series: readonly WrittenSeries[]): readonly string[] {
  const jobs = new Set<string>();
  for (const { labels } of series) {
    const job = labels.find(([name]) => name === 'job')?.[1];
    if (job !== undefined && jobs.size < mostJobs) jobs.add(job);
  }
  return [...jobs];
}

function saysNothing(said: WrittenMetadata | undefined): boolean {
  return said === undefined || (said.type === 'unknown' && said.unit === '' && said.help === '');
}

function sameMetadata(a: WrittenMetadata | undefined, b: WrittenMetadata | undefined): boolean {
  return a === b || (a?.family === b?.family && a?.type === b?.type && a?.unit === b?.unit);
}

/** Samples with the same origin mostly come with the same times. */
function originOf(labels: SeriesLabels): string {
  const of = (name: string): string => labels.find(([label]) => label === name)?.[1] ?? '';
  return `remote write ${of('job')} ${of('instance')}`;
}

function familyOf(name: string, type: WrittenMetadata['type']): string {
  if (type === 'histogram' || type === 'gaugehistogram') return name.replace(/_(?:bucket|count|sum|gcount|gsum)$/, '');
  return type === 'summary' ? name.replace(/_(?:count|sum)$/, '') : name;
}
