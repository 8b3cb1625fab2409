// Every question that can be put to a run file, for files that may be damaged: answers how many were answered and with
// which codes the others failed. Whatever is not a ContractError is thrown.
import { ContractError, type ErrorCode } from '../../src/contract/errors.ts';
import { runId, spanIdAt, type TraceId } from '../../src/contract/ids.ts';
import { createReaderCore } from '../../src/main/engine/reader-core.ts';
import type { Question } from '../../src/main/engine/reader-messages.ts';
import { openRunReader } from '../../src/main/store/reader.ts';
import { journalDecoder } from '../unit/store/journal-decoder.ts';
import { traceFilter, type Conditions } from '../support/trace-filter.ts';

export type Outcomes = Map<'answer' | ErrorCode, number>;

const filters: readonly Conditions[] = [
  {},
  { errors: true },
  { service: 'unknown_service' },
  { operation: 'GET /v1/cart' },
  { text: 'cart' },
  { text: '12' },
  { attributes: [{ key: 'k', value: 'a' }] },
];
const jaegerPaths: readonly (readonly [segments: readonly string[], query: readonly (readonly [string, string])[]])[] =
  [
    [['services'], []],
    [['services', 'unknown_service', 'operations'], []],
    [['operations'], [['service', 'unknown_service']]],
    [
      ['traces'],
      [
        ['service', 'unknown_service'],
        ['start', '0'],
        ['end', '9000000000000000'],
      ],
    ],
    [
      ['dependencies'],
      [
        ['endTs', '9000000000000'],
        ['lookback', '9000000000000'],
      ],
    ],
  ];

/** The questions of the window and of Jaeger's API about the run and about the given traces of it. */
function questionsOf(path: string, traces: readonly TraceId[]): Question[] {
  const run = { id: runId('run'), path };
  const ofRun = filters.flatMap((filter): Question[] => [
    {
      kind: 'method',
      method: 'traces.list',
      run,
      request: { run: run.id, filter: traceFilter(filter), offset: 0, limit: 100 },
    },
    {
      kind: 'method',
      method: 'traces.scatter',
      run,
      request: { run: run.id, filter: traceFilter(filter), limit: 100 },
    },
  ]);
  const ofTraces = traces.flatMap((traceId): Question[] => [
    { kind: 'method', method: 'trace.get', run, request: { run: run.id, traceId } },
    { kind: 'method', method: 'trace.version', run, request: { run: run.id, traceId } },
    { kind: 'method', method: 'trace.find', run, request: { run: run.id, traceId, where: 'a' } },
    { kind: 'jaeger', runs: [run], segments: ['traces', traceId], query: [] },
  ]);
  return [
    { kind: 'describe', path },
    { kind: 'method', method: 'traces.facets', run, request: { run: run.id } },
    ...ofRun,
    ...ofTraces,
    ...jaegerPaths.map(([segments, query]): Question => ({ kind: 'jaeger', runs: [run], segments, query })),
  ];
}

export function askEverything(path: string, traces: readonly TraceId[]): Outcomes {
  const outcomes: Outcomes = new Map();
  const count = (key: 'answer' | ErrorCode): void => void outcomes.set(key, (outcomes.get(key) ?? 0) + 1);
  const attempt = <Answer>(work: () => Answer): Answer | undefined => {
    try {
      const answer = work();
      count('answer');
      return answer;
    } catch (cause) {
      if (!(cause instanceof ContractError)) throw cause;
      count(cause.code);
      return undefined;
    }
  };
  const ask = createReaderCore(() => undefined);
  for (const question of questionsOf(path, traces)) attempt(() => ask(question));
  const run = { id: runId('run'), path };
  for (const traceId of traces) {
    const columns = attempt(() => ask({ kind: 'method', method: 'trace.get', run, request: { run: run.id, traceId } }));
    const { spanIds } = (columns ?? { spanIds: new Uint8Array(0) }) as { readonly spanIds: Uint8Array };
    for (let i = 0; i < Math.min(4, spanIds.length / 8); i++) {
      const request = { run: run.id, traceId, spanId: spanIdAt(spanIds, 8 * i), occurrence: 0 };
      attempt(() => ask({ kind: 'method', method: 'trace.span', run, request }));
    }
  }
  ask({ kind: 'forget', path });
  attempt(() => readLogs(path));
  return outcomes;
}

function readLogs(path: string): void {
  const reader = openRunReader(path, { decodeJournal: journalDecoder() });
  try {
    for (const block of [...reader.logBlocks().map((one) => reader.openLogBlock(one.block)), reader.headLogs()]) {
      for (let row = 0; row < block.count; row++) {
        block.bodyOf(row);
        block.attributesOf(row);
        block.strings.text(block.severityText[row] ?? 0);
      }
      block.strings.containing('a');
    }
  } finally {
    reader.close();
  }
}
