// The engine's own numbers for /metrics. Names follow Prometheus' conventions; docs/http-api.md lists them.
import type { WriterCounts } from './ingest-messages.ts';
import type { IngestTotals } from '../../contract/ingest.ts';
import type { Metric } from '../serve/http/prometheus-text.ts';

export interface SelfFacts {
  readonly version: string;
  readonly startedAt: number;
  readonly totals: IngestTotals;
  /** `undefined` while the ingest worker is down. */
  readonly writer: WriterCounts | undefined;
  readonly waitingQuestions: number;
  readonly pipes: number;
  readonly problems: number;
  readonly openProblems: number;
  readonly runBytes: number;
}

export function selfMetrics(facts: SelfFacts): readonly Metric[] {
  const { totals, writer } = facts;
  const memory = process.memoryUsage();
  const cpu = process.cpuUsage();
  return [
    {
      ...gauge('otterscope_build_info', 'Version of the program.', 1),
      samples: [{ labels: { version: facts.version }, value: 1 }],
    },
    counter(
      'otterscope_requests_total',
      'Requests that reached an OTLP port, or came as remote write.',
      totals.requests,
    ),
    counter('otterscope_spans_total', 'Spans stored.', totals.spans),
    counter('otterscope_logs_total', 'Log records stored.', totals.logs),
    counter('otterscope_samples_total', 'Data points of metrics stored.', totals.samples),
    counter('otterscope_rejected_items_total', 'Items left out of otherwise good requests.', totals.rejected),
    counter('otterscope_ignored_items_total', 'Items that noise rules kept out of the store.', totals.ignored),
    counter('otterscope_refused_requests_total', 'Requests that were unusable as a whole.', totals.refused),
    counter('otterscope_busy_requests_total', 'Requests told to come back later.', totals.busy),
    counter('otterscope_received_bytes_total', 'Bytes of request bodies as they came over the wire.', totals.bytes),
    gauge('otterscope_up', 'Whether the ingest worker runs.', writer === undefined ? 0 : 1),
    ...(writer === undefined ? [] : writerMetrics(writer)),
    gauge('otterscope_run_bytes', 'Size of the live run on disk.', facts.runBytes),
    gauge('otterscope_waiting_questions', 'Questions that wait for a reader.', facts.waitingQuestions),
    gauge('otterscope_pipes', 'Windows connected.', facts.pipes),
    counter('otterscope_problems_total', 'Problems reported.', facts.problems),
    gauge('otterscope_problems', 'Distinct problems in the list.', facts.openProblems),
    gauge('process_resident_memory_bytes', 'Resident memory of the engine.', memory.rss),
    perThread('otterscope_heap_bytes', 'JavaScript heap of a thread.', memory.heapTotal, writer?.memory.heapTotal),
    perThread(
      'otterscope_array_buffer_bytes',
      'Memory outside of the JavaScript heap that a thread holds in array buffers.',
      memory.arrayBuffers,
      writer?.memory.arrayBuffers,
    ),
    counter('process_cpu_seconds_total', 'CPU time of all threads.', (cpu.user + cpu.system) / 1e6),
    gauge('process_start_time_seconds', 'Start of the process, Unix time.', facts.startedAt / 1000),
  ];
}

function writerMetrics(writer: WriterCounts): readonly Metric[] {
  return [
    counter('otterscope_commits_total', 'Commits to the live run.', writer.commits),
    counter(
      'otterscope_sealed_blocks_total',
      'Full blocks of spans, logs or samples that commits have written.',
      writer.sealedBlocks,
    ),
    gauge('otterscope_queued_requests', 'Requests that wait for their commit.', writer.queuedRequests),
    gauge('otterscope_queued_bytes', 'Bytes of the requests that wait for their commit.', writer.queuedBytes),
    {
      ...counter('otterscope_evicted_items_total', 'Items that retention removed from the live run.', 0),
      samples: [
        { labels: { signal: 'spans' }, value: writer.evictedSpans },
        { labels: { signal: 'logs' }, value: writer.evictedLogs },
        { labels: { signal: 'samples' }, value: writer.evictedSamples },
      ],
    },
  ];
}

function counter(name: string, help: string, value: number): Metric {
  return { name, help, type: 'counter', samples: [{ value }] };
}

function gauge(name: string, help: string, value: number): Metric {
  return { name, help, type: 'gauge', samples: [{ value }] };
}

function perThread(name: string, help: string, engine: number, ingest: number | undefined): Metric {
  const samples = [{ labels: { thread: 'engine' }, value: engine }];
  return {
    ...gauge(name, help, 0),
    samples: ingest === undefined ? samples : [...samples, { labels: { thread: 'ingest' }, value: ingest }],
  };
}
