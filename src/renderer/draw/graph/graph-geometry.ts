// Curves between boxes, the view that shows all of them, and which box lies in a direction. Pure.
import type { Flow, GraphLayout, Place, Point } from './graph-layout.ts';

/** Screen = graph * scale + (x, y). */
export interface GraphView {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface Curve {
  /** SVG path data. */
  readonly path: string;
  /** Of one cubic curve or of two: 4 or 7 points. */
  readonly points: readonly (readonly [x: number, y: number])[];
}

/**
 * From the side that arrows leave to the side that they reach, through `bend` where there is one; without one, around the
 * outside where the other box is not ahead.
 */
export function curveBetween(flow: Flow, from: Place, to: Place, bend: Point | undefined): Curve {
  if (flow === 'right') return curveRight(from, to, bend);
  const turnedBend = bend === undefined ? undefined : { x: bend.y, y: bend.x };
  return turned(curveRight(turnedPlace(from), turnedPlace(to), turnedBend));
}

function curveRight(from: Place, to: Place, bend: Point | undefined): Curve {
  if (bend !== undefined) return curveThrough(from, to, bend);
  const startX = from.x + from.width / 2;
  const endX = to.x - to.width / 2;
  if (endX >= startX) {
    const reach = Math.max(24, (endX - startX) / 2);
    return curveOf([
      [startX, from.y],
      [startX + reach, from.y],
      [endX - reach, to.y],
      [endX, to.y],
    ]);
  }
  const startY = from.y + from.height / 2;
  const endY = to.y + to.height / 2;
  const low = Math.max(startY, endY) + 60;
  return curveOf([
    [from.x, startY],
    [from.x, low],
    [to.x, low],
    [to.x, endY],
  ]);
}

/** Leaves and reaches the boxes on the sides that look to the bend. */
function curveThrough(from: Place, to: Place, { x, y }: Point): Curve {
  const startX = from.x + (x >= from.x ? from.width / 2 : -from.width / 2);
  const endX = to.x + (x >= to.x ? to.width / 2 : -to.width / 2);
  const before = (startX + x) / 2;
  const after = (x + endX) / 2;
  return curveOf([
    [startX, from.y],
    [before, from.y],
    [before, y],
    [x, y],
    [after, y],
    [after, to.y],
    [endX, to.y],
  ]);
}

function curveOf(points: Curve['points']): Curve {
  const [start, ...rest] = points.map(([x, y]) => `${x} ${y}`);
  return { points, path: `M${start}C${rest.join(' ')}` };
}

const turnedPlace = ({ x, y, width, height }: Place): Place => ({ x: y, y: x, width: height, height: width });

function turned({ points }: Curve): Curve {
  return curveOf(points.map(([x, y]) => [y, x] as const));
}

const limits = { least: 0.1, most: 3 } as const;
const margin = 32;

/** Shows all boxes, no larger than they are. */
export function fitView({ bounds }: GraphLayout, width: number, height: number): GraphView {
  const wanted = Math.min(
    (width - 2 * margin) / Math.max(1, bounds.width),
    (height - 2 * margin) / Math.max(1, bounds.height),
  );
  return centred(Math.max(limits.least, Math.min(1, wanted)), bounds, width, height);
}

/** Below this scale texts cannot be read. */
const readable = 0.42;

/** All boxes where they can be read then; else where the arrows begin, at a size that can be read. */
export function firstView(layout: GraphLayout, width: number, height: number): GraphView {
  const fit = fitView(layout, width, height);
  if (fit.scale >= readable || layout.places.size === 0) return fit;
  const along = layout.flow === 'right' ? 'x' : 'y';
  const [first] = [...layout.places.values()].toSorted((a, b) => a[along] - b[along]);
  if (first === undefined) return fit;
  const view = centred(readable, { x: first.x, y: first.y, width: 0, height: 0 }, width, height);
  const lead = (first.width / 2) * readable + margin;
  return layout.flow === 'right'
    ? { ...view, x: lead - first.x * readable }
    : { ...view, y: lead - first.y * readable };
}

function centred(scale: number, bounds: GraphLayout['bounds'], width: number, height: number): GraphView {
  return {
    scale,
    x: width / 2 - scale * (bounds.x + bounds.width / 2),
    y: height / 2 - scale * (bounds.y + bounds.height / 2),
  };
}

/** The point under (x, y) stays there. */
export function zoomed(view: GraphView, factor: number, x: number, y: number): GraphView {
  const scale = Math.max(limits.least, Math.min(limits.most, view.scale * factor));
  const by = scale / view.scale;
  return { scale, x: x - (x - view.x) * by, y: y - (y - view.y) * by };
}

/** Moves the view as little as needed for the box to be seen whole. */
export function revealed(view: GraphView, place: Place, width: number, height: number): GraphView {
  const shift = (centre: number, half: number, room: number): number => {
    const [from, to] = [centre - half - 12, centre + half + 12];
    return from < 0 ? -from : to > room ? room - to : 0;
  };
  const dx = shift(place.x * view.scale + view.x, (place.width / 2) * view.scale, width);
  const dy = shift(place.y * view.scale + view.y, (place.height / 2) * view.scale, height);
  return dx === 0 && dy === 0 ? view : { ...view, x: view.x + dx, y: view.y + dy };
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The nearest box in the direction; what lies aside counts as twice as far. Without a box to start from, the first one. */
export function neighbourOf(
  places: ReadonlyMap<string, Place>,
  id: string | undefined,
  direction: Direction,
): string | undefined {
  const from = id === undefined ? undefined : places.get(id);
  if (from === undefined) return [...places].toSorted(([, a], [, b]) => a.x - b.x || a.y - b.y)[0]?.[0];
  const along = direction === 'left' || direction === 'right' ? 'x' : 'y';
  const across = along === 'x' ? 'y' : 'x';
  const sign = direction === 'right' || direction === 'down' ? 1 : -1;
  let best: string | undefined;
  let least = Infinity;
  for (const [other, place] of places) {
    const ahead = sign * (place[along] - from[along]);
    if (other === id || ahead <= 1) continue;
    const distance = ahead + 2 * Math.abs(place[across] - from[across]);
    if (distance < least) [best, least] = [other, distance];
  }
  return best;
}
