// What is under the pointer. Small items have some air around them, so that a tick can be hit.
import { pixelOf, timeOf } from '../waterfall/time-window.ts';
import { laneAt, lanePadding, rowHeight } from './lane-layout.ts';
import type { TimelineModel } from './timeline-model.ts';

/** CSS pixels beside an item that still count as it. */
const air = 4;

/** @param y from the top of the lanes, scrolled part included. Answers an item, or -1. */
export function itemAt(model: TimelineModel, width: number, x: number, y: number): number {
  const place = laneAt(model.layout, y);
  if (width <= 0) return -1;
  const { window, data } = model;
  if (place === undefined) return gapAt(model, timeOf(x, window, width));
  const reach = timeOf(air, window, width) - window.from;
  const at = timeOf(x, window, width);
  const row = Math.floor((y - place.top - lanePadding) / rowHeight);
  const rows = place.collapsed
    ? Array.from({ length: data.lanes[place.lane]?.depth ?? 1 }, (_, i) => i)
    : row >= 0 && row < place.rows
      ? [row]
      : [];
  let best = -1;
  let nearest = Number.POSITIVE_INFINITY;
  for (const one of rows) {
    for (const item of model.sets.all.within(place.lane, one, at - reach, at + reach)) {
      const from = pixelOf(data.start[item] as number, window, width);
      const to = pixelOf(model.endOf(item), window, width);
      const distance = x < from ? from - x : x > to ? x - to : 0;
      // Of two that are as near, the later one lies on top.
      if (distance <= air && distance <= nearest) {
        nearest = distance;
        best = item;
      }
    }
  }
  return best >= 0 ? best : gapAt(model, at);
}

function gapAt(model: TimelineModel, time: number): number {
  const { sets, data } = model;
  return sets.gaps.find((item) => time >= (data.start[item] as number) && time <= model.endOf(item)) ?? -1;
}
