// Where lanes lie below each other. A collapsed lane is one thin row; a lane without any item in the filter is left out.
import type { TimelineLane } from '../../../contract/sessions.ts';

/** CSS pixels. */
export const rowHeight = 18;
export const collapsedHeight = 14;
export const lanePadding = 4;

export interface PlacedLane {
  /** Index into the data's lanes. */
  readonly lane: number;
  readonly top: number;
  readonly height: number;
  readonly rows: number;
  readonly collapsed: boolean;
}

export interface LaneLayout {
  readonly lanes: readonly PlacedLane[];
  readonly byLane: ReadonlyMap<number, PlacedLane>;
  readonly height: number;
}

/** @param shown which lanes have something to show */
export function layOutLanes(
  lanes: readonly TimelineLane[],
  shown: (lane: number) => boolean,
  collapsed: ReadonlySet<string>,
): LaneLayout {
  const placed: PlacedLane[] = [];
  let top = 0;
  for (const [lane, { id, depth }] of lanes.entries()) {
    if (!shown(lane)) continue;
    const isCollapsed = collapsed.has(id);
    const rows = isCollapsed ? 1 : Math.max(1, depth);
    const height = (isCollapsed ? collapsedHeight : rows * rowHeight) + 2 * lanePadding;
    placed.push({ lane, top, height, rows, collapsed: isCollapsed });
    top += height;
  }
  return { lanes: placed, byLane: new Map(placed.map((place) => [place.lane, place])), height: top };
}

/** The lane at a height, or `undefined` below the last one. */
export function laneAt({ lanes }: LaneLayout, y: number): PlacedLane | undefined {
  return lanes.find(({ top, height }) => y >= top && y < top + height);
}

/** Lanes that reach into [from, to). */
export function lanesWithin({ lanes }: LaneLayout, from: number, to: number): readonly PlacedLane[] {
  return lanes.filter(({ top, height }) => top < to && top + height > from);
}
