// The questions about one trace that are worked out from its columns: contract/trace-analysis.ts.
import { correctedTrace } from '../../../contract/corrected-trace.ts';
import type { AnswerOf, RequestOf } from '../../../contract/methods.ts';
import type { TraceAnalysisMethods } from '../../../contract/trace-analysis.ts';
import { ofRows } from '../../../contract/trace-rows.ts';
import type { TraceColumns } from '../../../contract/traces.ts';
import type { Alive, RunReader } from '../../store/reader-face.ts';
import { clockSkew } from './clock-skew.ts';
import { criticalPath } from './critical-path.ts';
import { effectiveTimes } from './effective-times.ts';
import { flameTree } from './flame-tree.ts';
import { selfTimes } from './self-times.ts';
import { selfTimeTable } from './self-time-table.ts';
import { traceAttribute, traceAttributeKeys } from './trace-attribute.ts';
import { traceClocks } from './trace-clocks.ts';
import { readTrace, type ReadTrace } from '../trace-get.ts';

type AnalysisQueries = {
  readonly [M in keyof TraceAnalysisMethods]: (request: RequestOf<M>, alive: Alive) => AnswerOf<M>;
};

type Question = <Request, Answer>(
  ask: (request: Request, alive: Alive) => Answer,
) => (request: Request, alive: Alive) => Answer;

/** `worded` turns what goes wrong into words of the contract. */
export function createAnalysisQueries(reader: RunReader, worded: Question): AnalysisQueries {
  return {
    'trace.criticalPath': worded((request, alive) => traceCriticalPath(reader, request, alive)),
    'trace.flame': worded((request, alive) => traceFlame(reader, request, alive)),
    'trace.selfTimes': worded((request, alive) => traceSelfTimes(reader, request, alive)),
    'trace.skew': worded((request, alive) => traceSkew(reader, request, alive)),
    'trace.attribute': worded((request, alive) => traceAttribute(reader, request, alive)),
    'trace.attributeKeys': worded((request, alive) => traceAttributeKeys(reader, request, alive)),
  };
}

function traceCriticalPath(
  reader: RunReader,
  request: RequestOf<'trace.criticalPath'>,
  alive: Alive,
): AnswerOf<'trace.criticalPath'> {
  const columns = columnsFor(reader, request, alive);
  const { count, row, from, to, total } = criticalPath(columns, effectiveTimes(columns), alive);
  return { ...ofRows(columns), segments: count, row, from, to, total };
}

function traceFlame(reader: RunReader, request: RequestOf<'trace.flame'>, alive: Alive): AnswerOf<'trace.flame'> {
  const columns = columnsFor(reader, request, alive);
  const times = effectiveTimes(columns);
  const weight = request.weight === 'self' ? selfTimes(columns, times, alive) : timeOnPath(columns, alive);
  return { ...ofRows(columns), ...flameTree(columns, times, weight, request.order, alive) };
}

function traceSelfTimes(
  reader: RunReader,
  request: RequestOf<'trace.selfTimes'>,
  alive: Alive,
): AnswerOf<'trace.selfTimes'> {
  const columns = columnsFor(reader, request, alive);
  const times = effectiveTimes(columns);
  const self = selfTimes(columns, times, alive);
  const path = criticalPath(columns, times, alive);
  return { ...ofRows(columns), ...selfTimeTable(columns, times, self, path, request.by) };
}

function traceSkew(reader: RunReader, request: RequestOf<'trace.skew'>, alive: Alive): AnswerOf<'trace.skew'> {
  const trace = readTrace(reader, request, alive);
  const { clock, names } = traceClocks(reader, trace);
  return { ...ofRows(trace.columns), clock, ...clockSkew(trace.columns, clock, names) };
}

interface AnalysisRequest {
  readonly traceId: RequestOf<'trace.skew'>['traceId'];
  readonly corrected: boolean;
}

function columnsFor(reader: RunReader, request: AnalysisRequest, alive: Alive): TraceColumns {
  const trace = readTrace(reader, request, alive);
  return request.corrected ? corrected(reader, trace) : trace.columns;
}

function corrected(reader: RunReader, trace: ReadTrace): TraceColumns {
  const { clock, names } = traceClocks(reader, trace);
  return correctedTrace(trace.columns, clock, clockSkew(trace.columns, clock, names).clocks);
}

/** Nanoseconds per row. */
function timeOnPath(columns: TraceColumns, alive: Alive): Float64Array {
  const path = criticalPath(columns, effectiveTimes(columns), alive);
  const onPath = new Float64Array(columns.rows);
  for (let i = 0; i < path.count; i++) {
    const row = path.row[i] as number;
    onPath[row] = (onPath[row] as number) + (path.to[i] as number) - (path.from[i] as number);
  }
  return onPath;
}
