// Everything that one panel shows: its queries with variables written in and steps worked out, asked, made into frames and
// transformed.
import { transformFrames } from '../../../../contract/dashboards/transform/transform.ts';
import { framesOfResult } from '../../../../contract/dashboards/frames-of-result.ts';
import type { Frame } from '../../../../contract/dashboards/frame.ts';
import type { Target } from '../../../../contract/dashboards/model.ts';
import type { PanelWithData } from '../../../../contract/dashboards/panels.ts';
import { readLogql } from '../../../../contract/dashboards/record-search/logql.ts';
import { readTraceql } from '../../../../contract/dashboards/record-search/traceql.ts';
import { addMatchers } from '../../../../contract/dashboards/variables/add-matchers.ts';
import { interpolate, type Scope } from '../../../../contract/dashboards/variables/interpolate.ts';
import { stepsOf, type Steps } from '../../../../contract/dashboards/variables/intervals.ts';
import { parseStep } from '../../../../contract/dashboards/variables/step-text.ts';
import { resolveTime, type TimeRange } from '../../../../contract/dashboards/variables/time-range.ts';
import type { AdhocFilter, ChosenValue } from '../../../../contract/dashboards/variables/variable.ts';
import type { RunId } from '../../../../contract/ids.ts';
import { ContractError } from '../../../../contract/errors.ts';
import type { AnswerOf } from '../../../../contract/methods.ts';
import type { HistogramCells, MetricsResult } from '../../../../contract/metrics.ts';
import type { Client } from '../../../data/client.ts';
import { askLogs, askTraces } from './ask-records.ts';
import { scopeOf } from './ask-variables.ts';

export interface PanelAsk {
  readonly run: RunId;
  readonly panel: PanelWithData;
  readonly values: ReadonlyMap<string, ChosenValue>;
  readonly range: TimeRange;
  /** CSS pixels. */
  readonly width: number;
  readonly dashboard: string;
}

export interface AskedTarget {
  readonly target: Target;
  /** With everything written in; of traces and logs the search that was made of it. */
  readonly expression: string;
  readonly problem: string | undefined;
  readonly remarks: readonly string[];
}

export interface PanelResult {
  readonly frames: readonly Frame[];
  readonly targets: readonly AskedTarget[];
  /** The panel's own range: that of the page unless it says otherwise. */
  readonly range: TimeRange;
  readonly step: number;
  /** Native histograms of the first query that answers with some. */
  readonly histograms: PanelHistograms | undefined;
}

export interface PanelHistograms {
  readonly cells: HistogramCells;
  /** Unix milliseconds. */
  readonly start: number;
  readonly step: number;
  readonly steps: number;
}

const mostSeries = 1000;

export async function askPanel(client: Pick<Client, 'call'>, ask: PanelAsk, signal: AbortSignal): Promise<PanelResult> {
  const { panel, values } = ask;
  const range = ownRange(panel, ask.range);
  const targets = panel.targets.filter(({ hidden, kind }) => !hidden && kind !== 'other');
  const filters = [...values.values()].flatMap(({ variable }) => (variable.kind === 'adhoc' ? variable.filters : []));
  const asked = await Promise.all(
    targets.map((target) => askTarget(client, { ...ask, range }, target, targets.length, filters, signal)),
  );
  const frames = asked.flatMap((one) => one.frames);
  return {
    frames: transformFrames(frames, panel.transformations),
    targets: asked.map((one) => one.asked),
    histograms: asked.find((one) => one.histograms !== undefined)?.histograms,
    range,
    step: asked.reduce((least, one) => Math.min(least, one.steps.interval), Infinity),
  };
}

interface TargetAnswer {
  readonly frames: readonly Frame[];
  readonly asked: AskedTarget;
  readonly steps: Steps;
  readonly histograms?: PanelHistograms | undefined;
}

async function askTarget(
  client: Pick<Client, 'call'>,
  ask: PanelAsk,
  target: Target,
  count: number,
  filters: readonly AdhocFilter[],
  signal: AbortSignal,
): Promise<TargetAnswer> {
  const { run, panel, range } = ask;
  const minText = target.interval || panel.interval;
  const bare = scopeOf(ask.values, range, ask.dashboard);
  const inputs = {
    range: range.to - range.from,
    maxPoints: panel.maxPoints ?? Math.max(50, Math.round(ask.width / 2)),
    minStep: minText === '' ? undefined : parseStep(interpolate(minText, bare, 'plain')),
  };
  const rough = stepsOf({ ...inputs, spacing: undefined });
  const write = (steps: Steps): string => {
    const scope: Scope = { ...bare, interval: steps.interval, rateInterval: steps.rateInterval };
    return addMatchers(interpolate(target.expression, scope, 'promql'), filters);
  };
  if (target.expression.trim() === '') return { frames: [], asked: answered(target, '', undefined, []), steps: rough };
  if (target.kind === 'traces' || target.kind === 'logs') {
    // Both write several values of a variable as PromQL does.
    const written = interpolate(target.expression, bare, 'promql');
    const search = target.kind === 'traces' ? readTraceql(written) : readLogql(written);
    if (search.kind === 'refused')
      return { frames: [], asked: answered(target, written, search.reason, []), steps: rough };
    const newest = panel.kind !== 'logs' || panel.newestFirst;
    const frame =
      target.kind === 'traces'
        ? await askTraces(client, run, target, search.where, range, signal)
        : await askLogs(client, run, target, search.where, range, newest, signal);
    return { frames: [frame], asked: answered(target, search.where, undefined, search.left), steps: rough };
  }
  const spacing = await spacingOf(client, run, write(rough), signal);
  if (typeof spacing === 'string')
    return { frames: [], asked: answered(target, write(rough), spacing, []), steps: rough };
  const steps = stepsOf({ ...inputs, spacing: spacing.millis });
  const expression = write(steps);
  const legend = interpolate(
    target.legend,
    { ...bare, interval: steps.interval, rateInterval: steps.rateInterval },
    'plain',
  );
  const { start, end, step } = timesOf(target, range, steps.interval);
  const answer = await client.call(
    'metrics.query',
    { run, query: expression, start, end, step, maxSeries: mostSeries },
    signal,
  );
  const problem = answer.result.kind === 'failed' ? answer.result.remark.text : undefined;
  const remarks = [...answer.warnings, ...answer.infos].map(({ text }) => text);
  const cut =
    answer.stats.series > mostSeries ? [`${answer.stats.series} series; the ${mostSeries} largest are shown.`] : [];
  const histograms = histogramsOf(answer.result);
  const unseen = histograms !== undefined && panel.kind !== 'heatmap' ? [histogramWords] : [];
  return {
    frames: framesOfResult(answer.result, { target, expression, legend, targets: count }),
    asked: answered(target, expression, problem, [...cut, ...unseen, ...remarks]),
    steps,
    histograms,
  };
}

const histogramWords =
  'This query answers with histograms. A heat map shows them; histogram_quantile(), histogram_avg() or histogram_count() make numbers of them.';

function histogramsOf(result: MetricsResult): PanelHistograms | undefined {
  if (result.kind !== 'matrix' && result.kind !== 'vector') return undefined;
  const cells = result.histograms;
  if (cells === undefined || cells.count === 0) return undefined;
  if (result.kind === 'vector') return { cells, start: result.time, step: 1, steps: 1 };
  const { start, step, steps } = result;
  return { cells, start, step, steps };
}

/** Why the query cannot be asked, as a text; the other queries of the panel are asked all the same. */
async function spacingOf(
  client: Pick<Client, 'call'>,
  run: RunId,
  query: string,
  signal: AbortSignal,
): Promise<AnswerOf<'metrics.spacing'> | string> {
  try {
    return await client.call('metrics.spacing', { run, query }, signal);
  } catch (error) {
    if (error instanceof ContractError && error.code === 'bad-request') return error.message;
    throw error;
  }
}

function answered(
  target: Target,
  expression: string,
  problem: string | undefined,
  remarks: readonly string[],
): AskedTarget {
  return { target, expression, problem, remarks };
}

/** Steps stand on whole multiples, so that a chart that follows does not tremble. */
function timesOf(
  { instant }: Target,
  { from, to }: TimeRange,
  interval: number,
): { start: number; end: number; step: number } {
  if (instant) return { start: Math.floor(to), end: Math.floor(to), step: 0 };
  const step = Math.max(1, Math.round(interval));
  const start = Math.floor(from / step) * step;
  return { start, end: Math.max(start, Math.floor(to / step) * step), step };
}

function ownRange({ timeFrom, timeShift }: PanelWithData, range: TimeRange): TimeRange {
  const shift = parseStep(timeShift) ?? 0;
  const to = range.to - shift;
  const length = parseStep(timeFrom);
  const from = length === undefined ? resolveTime(timeFrom, range.to, false) : to - length;
  return { from: timeFrom === '' || from === undefined ? range.from - shift : from, to };
}
