// Which labels of arrows are drawn and where: each on its own curve, clear of all boxes and of the labels placed before it.
// One without room is left out, unless it is forced; titles, and the table beside a graph, have all of them. Pure.
import type { Place, Point } from './graph-layout.ts';

export interface LabelRequest {
  readonly id: string;
  /** Of the arrow's cubic curves: 4 or 7 points. */
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly width: number;
  readonly height: number;
  /** Drawn in any case, in the middle where there is no room. */
  readonly forced: boolean;
}

/** Along the curve, the best place first. */
const tries = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82] as const;
const gap = 2;

/** Centres of the labels, by id. What is asked first has the first choice; forced ones go before all others. */
export function placeLabels(asked: readonly LabelRequest[], boxes: Iterable<Place>): ReadonlyMap<string, Point> {
  const taken: Place[] = [...boxes];
  const places = new Map<string, Point>();
  for (const { id, points, width, height, forced } of [
    ...asked.filter((one) => one.forced),
    ...asked.filter((one) => !one.forced),
  ]) {
    const free = (at: Point): boolean => !taken.some((other) => touches(other, { ...at, width, height }));
    const all = tries.map((t) => pointOn(points, t));
    const place = all.find(free) ?? (forced ? all[0] : undefined);
    if (place === undefined) continue;
    places.set(id, place);
    taken.push({ ...place, width, height });
  }
  return places;
}

function touches(a: Place, b: Place): boolean {
  return Math.abs(a.x - b.x) < (a.width + b.width) / 2 + gap && Math.abs(a.y - b.y) < (a.height + b.height) / 2 + gap;
}

/** `share` of the way, the curves being equally long. */
function pointOn(points: LabelRequest['points'], share: number): Point {
  const curves = Math.max(1, Math.floor((points.length - 1) / 3));
  const curve = Math.min(curves - 1, Math.floor(share * curves));
  const t = share * curves - curve;
  const weights = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t ** 2 * (1 - t), t ** 3];
  let [x, y] = [0, 0];
  weights.forEach((weight, i) => {
    const [px, py] = points[3 * curve + i] ?? [0, 0];
    x += weight * px;
    y += weight * py;
  });
  return { x, y };
}
