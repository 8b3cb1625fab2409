// The first and the last sample of a window, their times, and the times of the extremes.
import type { FloatHistogram } from '../../histogram/float-histogram.ts';
import type { RangeFunction, RangeWindow } from '../range-window.ts';

type Edge = 'first' | 'last';

export function sampleOverTime(edge: Edge): RangeFunction {
  return (window) => {
    const { float, histogram } = edgesOf(window, edge);
    const { times, histogramTimes, values, histograms } = window.series;
    const takeFloat =
      histogram === undefined ||
      (float !== undefined && isFurther(edge, times[float] as number, histogramTimes[histogram] as number));
    if (!takeFloat) window.histogram(histograms[histogram] as FloatHistogram);
    else window.float(values[float as number] as number);
  };
}

/** Seconds. */
export function timeOfSampleOverTime(edge: Edge): RangeFunction {
  return (window) => {
    const { float, histogram } = edgesOf(window, edge);
    const { times, histogramTimes } = window.series;
    const candidates: number[] = [];
    if (float !== undefined) candidates.push(times[float] as number);
    if (histogram !== undefined) candidates.push(histogramTimes[histogram] as number);
    window.float((edge === 'first' ? Math.min(...candidates) : Math.max(...candidates)) / 1000);
  };
}

/** Seconds; the last of equal extremes. */
export function timeOfExtremeOverTime(extreme: 'max' | 'min'): RangeFunction {
  return (window) => {
    const { from, to, histogramCount } = window;
    if (from === to) return;
    if (histogramCount > 0) window.report({ kind: 'ignored-in-mixed-range' });
    const { times, values } = window.series;
    let best = from;
    for (let at = from; at < to; at++) {
      const value = values[at] as number;
      const bestValue = values[best] as number;
      const better = extreme === 'max' ? value >= bestValue : value <= bestValue;
      if (better || Number.isNaN(bestValue)) best = at;
    }
    window.float((times[best] as number) / 1000);
  };
}

function edgesOf(window: RangeWindow, edge: Edge): { readonly float?: number; readonly histogram?: number } {
  const { from, to, histogramsFrom, histogramsTo } = window;
  return {
    ...(from < to ? { float: edge === 'first' ? from : to - 1 } : {}),
    ...(histogramsFrom < histogramsTo ? { histogram: edge === 'first' ? histogramsFrom : histogramsTo - 1 } : {}),
  };
}

function isFurther(edge: Edge, time: number, other: number): boolean {
  return edge === 'first' ? time < other : time > other;
}
