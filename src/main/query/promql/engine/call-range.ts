// Calls of functions with a range: every window of every series through the function. Scalars beside the range are
// evaluated first, a value per step.
import type { Call, Expr, MatrixSelector, Span } from '../syntax/ast.ts';
import { scalarOf } from './arguments.ts';
import { absentOverTime } from './functions/absent.ts';
import type { RangeImplementation } from './functions/functions.ts';
import { Labels, metricName } from './labels.ts';
import { refuseSameLabels } from './merge-same-labels.ts';
import { QueryError } from './query-error.ts';
import { type SelectedRange, selectRange, selectSubquery } from './range-selector.ts';
import { withUnknownResets } from './range-series.ts';
import { type RangeCall, RangeWindow, modifierOf } from './range-window.ts';
import type { Scope } from './scope.ts';
import { stepMillis } from './steps.ts';
import {
  type RangeSeries,
  type StepSeries,
  type Value,
  floatSample,
  noTimes,
  sampleCount,
  withoutMetadata,
} from './value.ts';
import { windowFinder } from './windows.ts';

/** The place of the argument that is a range; undefined when there is none. */
export function rangeArgument(call: Call): number | undefined {
  const at = call.args.findIndex((arg) => arg.kind === 'MatrixSelector' || arg.kind === 'SubqueryExpr');
  return at === -1 ? undefined : at;
}

export function callRange(call: Call, rangeAt: number, function_: RangeImplementation, scope: Scope): Value {
  const { session } = scope;
  const range = call.args[rangeAt] as Expr;
  const name = call.func.name;
  const held = session.budget.held;
  const selected = selectedRange(range, name, scope);
  const args = call.args.filter((_, at) => at !== rangeAt).map((arg) => scalarOf(arg, scope));
  const heldByArguments = session.budget.held;
  if (range.kind === 'MatrixSelector') checkModifier(range, name);

  const span = spanOfFirst(call);
  const frame: Omit<RangeCall, 'report'> = {
    rangeMillis: selected.bounds.rangeMillis,
    modifier: range.kind === 'MatrixSelector' ? modifierOf(range) : 'none',
    args,
    startTimestamps: session.startTimestamps && function_.usesStartTimes === true,
    stepTimes: Float64Array.from({ length: scope.steps.count }, (_, step) => stepMillis(scope.steps, step)),
    ends: selected.bounds.ends,
  };
  const report: RangeCall['report'] = (note, metric) => session.annotations.add(note, metric, span);
  const window = new RangeWindow({ ...frame, report }, emptySeries);
  const floatWindows = windowFinder(selected.bounds);
  const histogramWindows = windowFinder(selected.bounds);

  const results: StepSeries[] = [];
  let heldByResults = 0;
  for (const series of selected.series) {
    const floats = floatWindows(series.times);
    const histograms = histogramWindows(series.histogramTimes);
    // The largest window is in memory beside the results so far.
    session.budget.take(floats.most + histograms.most);
    session.budget.work(scope.steps.count);
    const columns = window.run(series, floats, histograms, function_.run, function_.runColumns);
    session.budget.release(heldByArguments + heldByResults);
    const dropName = function_.keepsName !== true || series.dropName;
    const labels = dropName && !session.delayedNameRemoval ? withoutMetadata(series.labels) : series.labels;
    const result: StepSeries = { labels, dropName, ...columns };
    const count = sampleCount(result);
    if (count === 0) continue;
    session.budget.take(count);
    heldByResults += count;
    results.push(result);
    if (function_.expectsCounter === true) hintAtCounter(series, result, span, scope);
  }
  session.budget.release(held + heldByResults);

  if (name === 'absent_over_time') return absentOverTime(range, results, scope);
  if (!session.delayedNameRemoval && !haveSameName(selected.series)) refuseSameLabels(results);
  return { kind: 'vector', series: results };
}

const emptySeries: RangeSeries = {
  labels: Labels.empty,
  dropName: false,
  times: noTimes,
  values: noTimes,
  startTimes: undefined,
  histogramTimes: noTimes,
  histograms: [],
  histogramStartTimes: undefined,
};

function selectedRange(range: Expr, func: string, scope: Scope): SelectedRange {
  if (range.kind === 'MatrixSelector') return selectRange(range, scope, func);
  if (range.kind !== 'SubqueryExpr') throw new QueryError(`unexpected range argument ${range.kind}`);
  const selected = selectSubquery(range, scope);
  return { ...selected, series: selected.series.map(withUnknownResets) };
}

/** Where notes of the function point; a subquery has no place of its own there, as in Prometheus. */
function spanOfFirst(call: Call): Span {
  const [first] = call.args;
  return first === undefined || first.kind === 'SubqueryExpr' ? { start: 0, end: 0 } : first;
}

const allowed = {
  anchored: ['changes', 'delta', 'increase', 'rate', 'resets'],
  smoothed: ['delta', 'increase', 'rate'],
} as const;

function checkModifier(range: MatrixSelector, name: string): void {
  const modifier = modifierOf(range);
  if (modifier === 'none') return;
  const names: readonly string[] = allowed[modifier];
  if (names.includes(name)) return;
  throw new QueryError(`${modifier} modifier can only be used with: ${names.join(', ')} - not with ${name}`);
}

/** Series of one metric stay apart without its name. */
function haveSameName(series: readonly RangeSeries[]): boolean {
  const name = series[0]?.labels.get(metricName);
  return series.every(
    ({ labels }) => labels.get(metricName) === name && !labels.has('__type__') && !labels.has('__unit__'),
  );
}

const counterEndings = ['_total', '_sum', '_count', '_bucket'];

/** Tells when the series does not look like a counter. */
function hintAtCounter(series: RangeSeries, result: StepSeries, span: Span, { session }: Scope): void {
  const name = series.labels.get(metricName);
  if (name === '' || !result.kinds.includes(floatSample)) return;
  if (session.typeAndUnitLabels) {
    const type = series.labels.get('__type__');
    if (type !== 'counter' && type !== 'histogram') {
      session.annotations.add({ kind: 'possible-non-counter-type', type }, name, span);
    }
  } else if (!counterEndings.some((ending) => name.endsWith(ending))) {
    session.annotations.add({ kind: 'possible-non-counter' }, name, span);
  }
}
