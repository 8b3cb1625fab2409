// rate, increase and delta over all windows of a series of floats: the formula of rate.ts in one loop, because most
// dashboards consist of it. The places where a counter fell are known, so a window costs the same whatever its width.
import type { RateFunction } from '../../histogram/rate.ts';
import type { FloatColumnsFunction } from '../range-window.ts';
import { floatSample } from '../value.ts';

export function rateColumns(kind: RateFunction): FloatColumnsFunction {
  const counter = kind !== 'delta';
  return (window, { from, to }, results, kinds) => {
    const { times, values } = window.series;
    const { ends, rangeMillis } = window.call;
    const divisor = kind === 'rate' ? rangeMillis / 1000 : 1;
    const drops = counter ? window.drops() : undefined;
    const dropCount = drops === undefined ? 0 : drops.length;
    let nextDrop = 0;
    for (let step = 0; step < ends.length; step++) {
      const first = from[step] as number;
      const last = (to[step] as number) - 1;
      if (last <= first) continue;
      const end = ends[step] as number;
      const firstTime = times[first] as number;
      const lastTime = times[last] as number;
      const firstValue = values[first] as number;
      let increase = (values[last] as number) - firstValue;
      if (drops !== undefined && dropCount > 0) {
        while (nextDrop < dropCount && (drops[nextDrop] as number) <= first) nextDrop++;
        for (let at = nextDrop; at < dropCount && (drops[at] as number) <= last; at++) {
          increase += values[(drops[at] as number) - 1] as number;
        }
      }
      const sampled = (lastTime - firstTime) / 1000;
      const gap = sampled / (last - first);
      const threshold = gap * 1.1;
      let toStart = (firstTime - (end - rangeMillis)) / 1000;
      if (toStart >= threshold) toStart = gap / 2;
      if (counter && increase > 0 && firstValue >= 0) {
        const toZero = sampled * (firstValue / increase);
        if (toZero < toStart) toStart = toZero;
      }
      let toEnd = (end - lastTime) / 1000;
      if (toEnd >= threshold) toEnd = gap / 2;
      const factor = sampled === 0 ? 1 : (sampled + toStart + toEnd) / sampled;
      results[step] = increase * (factor / divisor);
      kinds[step] = floatSample;
    }
  };
}
