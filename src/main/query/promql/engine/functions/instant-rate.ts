// irate and idelta: from the last two samples of the window alone.
import { histogramInstantValue } from '../../histogram/instant-value.ts';
import { startsAnew } from '../../histogram/start-times.ts';
import type { RangeFunction, RangeWindow } from '../range-window.ts';

export function instantRateFunction(kind: 'irate' | 'idelta'): RangeFunction {
  return (window) => {
    const { floatCount, histogramCount } = window;
    if (floatCount + histogramCount < 2) return;
    const floats = lastFloats(window);
    if (floats === 2) instantRateOfFloats(window, kind);
    else if (floats === 1) mixed(window);
    else {
      const value = histogramInstantValue(window.histogramWindow(), kind, window.report);
      if (value !== undefined) window.histogram(value);
    }
  };
}

/** How many of the last two samples are floats. */
function lastFloats(window: RangeWindow): number {
  const { from, to, histogramsFrom, histogramsTo } = window;
  const { times, histogramTimes } = window.series;
  let float = to - 1;
  let histogram = histogramsTo - 1;
  let floats = 0;
  for (let taken = 0; taken < 2; taken++) {
    const floatTime = float >= from ? (times[float] as number) : Number.NEGATIVE_INFINITY;
    const histogramTime =
      histogram >= histogramsFrom ? (histogramTimes[histogram] as number) : Number.NEGATIVE_INFINITY;
    if (floatTime > histogramTime) {
      floats++;
      float--;
    } else histogram--;
  }
  return floats;
}

function mixed(window: RangeWindow): void {
  window.report({ kind: 'mixed-floats-histograms' });
}

function instantRateOfFloats(window: RangeWindow, kind: 'irate' | 'idelta'): void {
  const last = window.to - 1;
  const { times, values } = window.series;
  const gapMillis = (times[last] as number) - (times[last - 1] as number);
  if (gapMillis === 0) return;
  const value = values[last] as number;
  const previous = values[last - 1] as number;
  if (kind === 'idelta') {
    window.float(value - previous);
    return;
  }
  const increase = value < previous || startedAnew(window, last) ? value : value - previous;
  window.float(increase / (gapMillis / 1000));
}

function startedAnew(window: RangeWindow, at: number): boolean {
  const starts = window.startTimes();
  if (starts === undefined) return false;
  const { times } = window.series;
  return startsAnew(starts[at - 1] as number, times[at - 1] as number, starts[at] as number, times[at] as number);
}
