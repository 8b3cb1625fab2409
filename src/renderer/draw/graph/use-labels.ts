// The labels of a graph's arrows at its present size. Where it is drawn small, those that somebody looks at are larger than
// the rest of it, and the others wait until one zooms in or points there.
import { useMemo } from 'react';
import { curveBetween } from './graph-geometry.ts';
import { placeLabels, type LabelRequest } from './graph-labels.ts';
import type { GraphLayout, Point } from './graph-layout.ts';
import { labelSize, type GraphArrow } from './graph-parts.tsx';

export interface GraphLabel {
  readonly arrow: GraphArrow;
  readonly at: Point;
  readonly scale: number;
}

/** Below this scale a text of the graph's own size cannot be read. */
const readable = 0.5;
/** What somebody looks at is drawn no smaller. */
const wanted = 0.85;

/** `near`: arrows that are selected, or begin or end at the selected box. */
export function useLabels(
  arrows: readonly GraphArrow[],
  layout: GraphLayout,
  scale: number,
  near: (arrow: GraphArrow) => boolean,
  looked: { readonly selected: string | undefined; readonly hovered: string | undefined },
): readonly GraphLabel[] {
  // In steps, so that zooming does not place them at each turn of the wheel.
  const step = 1.15 ** Math.round(Math.log(scale) / Math.log(1.15));
  const { selected, hovered } = looked;
  return useMemo(() => {
    const chosen = (arrow: GraphArrow): boolean => near(arrow) || arrow.id === hovered;
    const scaleOf = (arrow: GraphArrow): number => (chosen(arrow) ? Math.max(1, wanted / step) : 1);
    const asked = arrows
      .filter((arrow) => chosen(arrow) || step >= readable)
      .toSorted(
        (a, b) => Number(chosen(b)) - Number(chosen(a)) || Number(b.failing) - Number(a.failing) || b.width - a.width,
      )
      .flatMap((arrow): LabelRequest[] => {
        const [from, to] = [layout.places.get(arrow.from), layout.places.get(arrow.to)];
        if (from === undefined || to === undefined) return [];
        const { points } = curveBetween(layout.flow, from, to, layout.bends.get(arrow.id));
        const { width, height } = labelSize(arrow);
        const times = scaleOf(arrow);
        const forced = arrow.id === selected || arrow.id === hovered;
        return [{ id: arrow.id, points, width: width * times, height: height * times, forced }];
      });
    const places = placeLabels(asked, layout.places.values());
    return arrows.flatMap((arrow): GraphLabel[] => {
      const at = places.get(arrow.id);
      return at === undefined ? [] : [{ arrow, at, scale: scaleOf(arrow) }];
    });
  }, [arrows, layout, step, near, selected, hovered]);
}
