import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../support/random.ts';
import { curveBetween } from '../../../../../src/renderer/draw/graph/graph-geometry.ts';
import { placeLabels, type LabelRequest } from '../../../../../src/renderer/draw/graph/graph-labels.ts';
import { layOutGraph } from '../../../../../src/renderer/draw/graph/graph-layout.ts';

const line = (id: string, forced = false): LabelRequest => ({
  id,
  points: [
    [0, 0],
    [100, 0],
    [200, 0],
    [300, 0],
  ],
  width: 60,
  height: 20,
  forced,
});
const box = (x: number) => ({ x, y: 0, width: 50, height: 50 });

describe('labels of arrows', () => {
  it('stand in the middle, or aside of what is there', () => {
    expect(placeLabels([line('a')], []).get('a')).toEqual({ x: 150, y: 0 });
    const aside = placeLabels([line('a')], [box(150)]).get('a');
    expect(Math.abs((aside?.x ?? 150) - 150)).toBeGreaterThanOrEqual(57);
  });

  it('are left out where there is no room, except those that somebody looks at', () => {
    const boxes = [box(50), box(100), box(150), box(200), box(250)];
    expect([...placeLabels([line('a'), line('b', true)], boxes)]).toEqual([['b', { x: 150, y: 0 }]]);
    expect([...placeLabels([line('a'), line('b', true)], [box(-20), box(320)]).keys()]).toEqual(['b', 'a']);
  });

  it('never overlap in a crowded graph', () => {
    const random = seededRandom(4);
    const nodes = Array.from({ length: 14 }, (_, i) => ({ id: `n${i}`, width: 120, height: 54 }));
    const label = { width: 130, height: 40 };
    const edges = Array.from({ length: 38 }, (_, i) => {
      const [from, to] = [random.below(14), random.below(14)];
      return { id: `e${i}`, from: `n${from}`, to: `n${to === from ? (to + 1) % 14 : to}`, label };
    });
    const layout = layOutGraph(nodes, edges, 1200, 800);
    const asked = edges.map(({ id, from, to }): LabelRequest => {
      const [a, b] = [layout.places.get(from), layout.places.get(to)];
      if (a === undefined || b === undefined) throw new Error('a box has no place');
      return { id, points: curveBetween(layout.flow, a, b, layout.bends.get(id)).points, ...label, forced: false };
    });
    const placed = [...placeLabels(asked, layout.places.values())].map(([, at]) => ({ ...at, ...label }));
    expect(placed.length).toBeGreaterThan(15);
    const all = [...layout.places.values(), ...placed];
    for (const [i, one] of all.entries())
      for (const other of all.slice(i + 1))
        expect(
          Math.abs(one.x - other.x) >= (one.width + other.width) / 2 ||
            Math.abs(one.y - other.y) >= (one.height + other.height) / 2,
        ).toBe(true);
  });
});
