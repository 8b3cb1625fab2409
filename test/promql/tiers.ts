// Which part of the language an evaluation is about, so that a count says more than a number.
import { type DurationExpr, type Expr, walk } from '../../src/main/query/promql/syntax/ast.ts';
import type { Load } from './test-file.ts';

/** From what everybody uses to what hardly anybody does. */
export const tiers = [
  'floats',
  'classic histograms, also as native',
  'native histograms',
  'experimental functions',
  'duration expressions',
  'fill',
  'anchored and smoothed',
  'start times',
  'types and units',
] as const;

export type Tier = (typeof tiers)[number];

/** What has been loaded since the last `clear`. */
export interface Loaded {
  readonly native: boolean;
  readonly custom: boolean;
  readonly starts: boolean;
  readonly metadata: boolean;
}

export const nothingLoaded: Loaded = { native: false, custom: false, starts: false, metadata: false };

export function loadedAfter(loaded: Loaded, load: Load): Loaded {
  const some = (test: (series: Load['series'][number]) => boolean): boolean => load.series.some(test);
  return {
    native: loaded.native || some(({ values }) => values.some(({ kind }) => kind === 'histogram')),
    custom: loaded.custom || load.withCustomBuckets,
    starts: loaded.starts || some(({ startOffsets }) => startOffsets !== undefined),
    metadata: loaded.metadata || some(({ labels }) => labels.has('__type__') || labels.has('__unit__')),
  };
}

/** The least common part of the language that an evaluation needs. */
export function tierOf(expr: Expr, loaded: Loaded): Tier {
  const used = usedBy(expr);
  if (loaded.metadata) return 'types and units';
  if (loaded.starts) return 'start times';
  if (used.has('extended')) return 'anchored and smoothed';
  if (used.has('fill')) return 'fill';
  if (used.has('durations')) return 'duration expressions';
  if (used.has('experimental')) return 'experimental functions';
  if (loaded.native) return 'native histograms';
  return loaded.custom ? 'classic histograms, also as native' : 'floats';
}

function usedBy(root: Expr): ReadonlySet<string> {
  const used = new Set<string>();
  const durations = (...exprs: readonly (DurationExpr | undefined)[]): void => {
    if (exprs.some((expr) => expr !== undefined)) used.add('durations');
  };
  walk(root, (expr) => {
    if (expr.kind === 'VectorSelector') {
      durations(expr.offsetExpr);
      if (expr.anchored || expr.smoothed) used.add('extended');
    } else if (expr.kind === 'MatrixSelector') durations(expr.rangeExpr);
    else if (expr.kind === 'SubqueryExpr') durations(expr.offsetExpr, expr.rangeExpr, expr.stepExpr);
    else if (expr.kind === 'BinaryExpr') {
      if (expr.matching?.fillLeft !== undefined || expr.matching?.fillRight !== undefined) used.add('fill');
    } else if (expr.kind === 'Call' && expr.func.experimental) used.add('experimental');
    else if (expr.kind === 'AggregateExpr' && (expr.op === 'limitk' || expr.op === 'limit_ratio')) {
      used.add('experimental');
    }
  });
  return used;
}
