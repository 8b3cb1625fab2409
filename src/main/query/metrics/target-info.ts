// The samples of `target_info`: 1 while the resource sends, at distances at which an instant query still sees it.
import type { Alive, TimeRange } from '../../store/reader-face.ts';

/** Half the time that Prometheus looks back. */
const step = 150_000;
/** Blocks that lie closer together belong to one stretch. */
const gap = 300_000;
/** Times between two looks whether somebody still waits: a stretch may be decades long where clocks are wrong. */
const turn = 8192;

/** Times between `from` and `to`, ascending, for the stretches (any order) in which something was sent. */
export function targetInfoTimes(ranges: readonly TimeRange[], from: number, to: number, alive: Alive): Float64Array {
  const times: number[] = [];
  for (const [first, last] of stretches(ranges)) {
    const begin = first >= from ? first : first + Math.ceil((from - first) / step) * step;
    for (let time = begin; time < last && time <= to; time += step) {
      times.push(time);
      if (times.length % turn === 0) alive();
    }
    if (last >= from && last <= to) times.push(last);
  }
  return Float64Array.from(times);
}

function stretches(ranges: readonly TimeRange[]): readonly TimeRange[] {
  const found: [number, number][] = [];
  for (const [from, to] of ranges.toSorted(([a], [b]) => a - b)) {
    const last = found.at(-1);
    if (last === undefined || from > last[1] + gap) found.push([from, to]);
    else last[1] = Math.max(last[1], to);
  }
  return found;
}
