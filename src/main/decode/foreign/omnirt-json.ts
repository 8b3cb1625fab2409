// Files of OmniRT: a RunReport, the GenerateResult around one, and what its server answers for a job and for its trace; one
// or a list of them. They become the events that following the job would have given.
// Format: omnirt/core/types.py (RunReport 1.0.0, GenerateResult), omnirt/server/routes/jobs.py.
import { eventGroup } from '../../../contract/event-records.ts';
import { jobFacts, reportItem, sessionItem, spanGroup, stageItem } from '../../../contract/omnirt-jobs.ts';
import type { LogItem } from '../../../contract/otlp-records.ts';
import { unixNanos } from '../../../contract/time.ts';
import {
  elementBytes,
  type ForeignFormat,
  type ForeignReader,
  type ForeignSink,
  type ForeignTools,
} from './foreign-format.ts';
import { JsonSplitter, type PathStep } from './json-splitter.ts';
import { parseJson } from './parse-json.ts';
import { isObject, textOf, type JsonObject } from './record-parts.ts';

type Kind = 'report' | 'result' | 'job' | 'trace';

const service = 'omnirt';

/** Keys that make a document what it is; other keys may be missing in older versions. */
const signs: readonly (readonly [Kind, readonly string[]])[] = [
  ['report', ['run_id', 'task', 'model', 'timings']],
  ['trace', ['trace_id', 'job_id', 'spans', 'events']],
  ['job', ['id', 'state', 'request', 'execution_mode']],
  ['result', ['outputs', 'metadata']],
];

function kindOf(has: (key: string) => boolean): Kind | undefined {
  return signs.find(([, keys]) => keys.every(has))?.[0];
}

export const omnirtJson: ForeignFormat = {
  id: 'omnirt-json',
  passes: 1,
  follows: false,
  sniff({ json }) {
    if (json === undefined) return false;
    const keys = json.root === 'array' ? json.inner : json.keys;
    if (keys.has('outputs') && !keys.has('metadata')) {
      // The bytes of its artifacts may fill the beginning.
      const artifact = json.items.get('outputs');
      return artifact !== undefined && artifact.has('kind') && artifact.has('mime');
    }
    return kindOf((key) => keys.has(key)) !== undefined;
  },
  open: (_head, sink, tools) => omnirtReader(sink, tools),
};

function omnirtReader(sink: ForeignSink, tools: ForeignTools): ForeignReader {
  const splitter: JsonSplitter = new JsonSplitter(
    {
      at: (path, first) => (path.length === 0 && first === 0x5b ? 'enter' : 'take'),
      take(path, bytes, offset) {
        const place = `${placeOf(path)}byte ${offset}`;
        let value: unknown;
        try {
          value = parseJson(tools.text(bytes));
        } catch {
          return sink.skip('reports that are no JSON', place);
        }
        store(value, place, sink);
      },
      tooLarge: (path, offset) => sink.skip('reports larger than 64 MiB', `${placeOf(path)}byte ${offset}`),
    },
    elementBytes,
  );
  return {
    write: (chunk) => splitter.write(chunk),
    end() {
      if (splitter.end() !== undefined)
        sink.skip('the rest of a document that is cut off', `behind byte ${splitter.settled}`);
    },
    get settled() {
      return splitter.settled;
    },
  };
}

function store(value: unknown, place: string, sink: ForeignSink): void {
  const kind = isObject(value) ? kindOf((key) => key in value) : undefined;
  if (!isObject(value) || kind === undefined)
    return sink.skip('documents that are neither a run report nor a job of OmniRT', place);
  const job = kind === 'job' ? value : kind === 'trace' ? jobOfTrace(value) : jobOfReport(value, kind);
  if (job === undefined) return sink.skip('results without a run report', place);
  const facts = jobFacts(textOf(job['id']), job);
  const last = lastTime(job);
  const observed = unixNanos(BigInt(Math.round(last)) * 1_000_000n);
  const items: LogItem[] = [sessionItem(facts, job, false, observed)];
  for (const event of facts.events) {
    const item = stageItem(facts, event, observed);
    if (item === undefined) sink.skip('events that are no events of a stage', place);
    else items.push(item);
  }
  if (kind !== 'trace') items.push(reportItem(facts, job, observed));
  if (facts.over) items.push(sessionItem(facts, job, true, observed));
  const spans = kind === 'trace' ? spanGroup(value, service) : undefined;
  if (spans !== undefined) sink.group(spans);
  sink.group(eventGroup(service, items));
}

/** A report as what the server says of its job. */
function jobOfReport(value: JsonObject, kind: 'report' | 'result'): JsonObject | undefined {
  const report = kind === 'report' ? value : value['metadata'];
  if (!isObject(report)) return undefined;
  const failed = textOf(report['error']) !== '';
  const job = {
    id: textOf(report['job_id']) || textOf(report['run_id']),
    state: failed ? 'failed' : 'succeeded',
    trace_id: report['trace_id'],
    enqueued_at_ms: report['enqueued_at_ms'],
    events: Array.isArray(report['stream_events']) ? report['stream_events'] : [],
    result: { metadata: report },
  };
  const timings = isObject(report['timings']) ? Object.values(report['timings']) : [];
  const spent = [report['queue_wait_ms'], ...timings].reduce<number>((sum, one) => sum + numberOf(one), 0);
  const last = lastTime(job);
  // Reports without events say how long their stages took, and nothing of when.
  const finished = job.events.length > 0 || last === 0 ? last : last + spent;
  return { ...job, events: withEnd(job.events, failed, finished), finished_at_ms: finished };
}

/** The last event of a job is sent after its report was made. */
function withEnd(events: readonly unknown[], failed: boolean, at: number): readonly unknown[] {
  const has = (name: RegExp): boolean =>
    events.some((event) => isObject(event) && event['stage'] === 'job' && name.test(textOf(event['event'])));
  if (!has(/^job_started$/) || has(/^job_(?:finished|failed|cancelled)$/)) return events;
  return [...events, { event: failed ? 'job_failed' : 'job_finished', stage: 'job', timestamp_ms: at, data: {} }];
}

function jobOfTrace(trace: JsonObject): JsonObject {
  const job = {
    id: trace['job_id'],
    state: trace['state'],
    trace_id: trace['trace_id'],
    enqueued_at_ms: trace['created_at_ms'],
    events: trace['events'],
  };
  return { ...job, finished_at_ms: lastTime(job) };
}

/** Unix milliseconds of the last that is told; 0 where nothing is. */
function lastTime(job: JsonObject): number {
  const events = Array.isArray(job['events']) ? job['events'] : [];
  return [
    job['enqueued_at_ms'],
    job['finished_at_ms'],
    ...events.map((event) => isObject(event) && event['timestamp_ms']),
  ]
    .map(numberOf)
    .reduce((most, one) => Math.max(most, one), 0);
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 && value < 1e14 ? value : 0;
}

function placeOf(path: readonly PathStep[]): string {
  return path.length === 0 ? '' : `[${path.join('].[')}], `;
}
