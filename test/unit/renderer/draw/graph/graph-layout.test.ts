import { describe, expect, it } from 'vitest';
import { fitView, neighbourOf, revealed, zoomed } from '../../../../../src/renderer/draw/graph/graph-geometry.ts';
import { growGraph, layOutGraph, type GraphLayout } from '../../../../../src/renderer/draw/graph/graph-layout.ts';
import { rateText } from '../../../../../src/renderer/draw/graph/service-boxes.ts';

const node = (id: string) => ({ id, width: 120, height: 50 });
const edge = (from: string, to: string) => ({ id: `${from}>${to}`, from, to, label: undefined });
const nodes = ['web', 'api', 'db', 'mail'].map(node);
const edges = [edge('web', 'api'), edge('api', 'db'), edge('web', 'mail'), edge('db', 'web')];
const wide = (): GraphLayout => layOutGraph(nodes, edges, 4000, 500);

function overlaps(layout: GraphLayout): string[] {
  const all = [...layout.places];
  return all.flatMap(([a, one], i) =>
    all
      .slice(i + 1)
      .filter(
        ([, other]) =>
          Math.abs(one.x - other.x) < (one.width + other.width) / 2 &&
          Math.abs(one.y - other.y) < (one.height + other.height) / 2,
      )
      .map(([b]) => `${a} ${b}`),
  );
}

describe('the layout of a graph', () => {
  it('is the same for the same graph, whatever the order it is told in', () => {
    const again = layOutGraph(nodes.toReversed(), edges.toReversed(), 4000, 500);
    expect(again.places).toEqual(wide().places);
  });

  it('puts callers before callees, and nothing over anything', () => {
    const { places, flow } = wide();
    const x = (id: string): number => places.get(id)?.x ?? NaN;
    expect(flow).toBe('right');
    expect(x('web')).toBeLessThan(x('api'));
    expect(x('api')).toBeLessThan(x('db'));
    expect(overlaps(wide())).toEqual([]);
  });

  it('flows downwards where that leaves larger boxes', () => {
    const chain = Array.from({ length: 12 }, (_, i) => node(`n${i}`));
    const links = chain.slice(1).map(({ id }, i) => edge(`n${i}`, id));
    expect(layOutGraph(chain, links, 500, 2000).flow).toBe('down');
    expect(layOutGraph(chain, links, 2000, 500).flow).toBe('right');
  });

  it('keeps every place when it grows, and puts what is new where nothing is', () => {
    const before = wide();
    const more = Array.from({ length: 30 }, (_, i) => node(`new-${i}`));
    const grown = growGraph(
      before,
      [...nodes, ...more],
      [...edges, ...more.map(({ id }, i) => edge(i % 3 === 0 ? 'api' : `new-${i - 1}`, id))],
    );
    for (const { id } of nodes) expect(grown?.places.get(id)).toEqual(before.places.get(id));
    expect(grown?.places.size).toBe(34);
    expect(grown === undefined ? [] : overlaps(grown)).toEqual([]);
    expect(growGraph(before, [node('other')], [])).toBeUndefined();
  });

  it('takes two hundred services', () => {
    const many = Array.from({ length: 200 }, (_, i) => node(`s${i}`));
    const layout = layOutGraph(
      many,
      many.slice(1).map(({ id }, i) => edge(`s${Math.floor(i / 3)}`, id)),
      1000,
      800,
    );
    expect(layout.places.size).toBe(200);
    expect(overlaps(layout)).toEqual([]);
  });
});

describe('the view of a graph', () => {
  it('shows everything, keeps the point under the pointer, and brings a box into view', () => {
    const layout = wide();
    const view = fitView(layout, 300, 200);
    for (const { x, y, width, height } of layout.places.values()) {
      expect((x - width / 2) * view.scale + view.x).toBeGreaterThanOrEqual(0);
      expect((y + height / 2) * view.scale + view.y).toBeLessThanOrEqual(200);
    }
    const closer = zoomed(view, 2, 100, 50);
    expect((100 - closer.x) / closer.scale).toBeCloseTo((100 - view.x) / view.scale);
    const place = { x: 900, y: 40, width: 100, height: 40 };
    const moved = revealed({ scale: 1, x: 0, y: 0 }, place, 500, 400);
    expect(950 + moved.x).toBeLessThanOrEqual(500);
    expect(revealed(moved, place, 500, 400)).toBe(moved);
  });

  it('finds the nearest box in a direction', () => {
    const at = (x: number, y: number) => ({ x, y, width: 10, height: 10 });
    const places = new Map([
      ['a', at(0, 0)],
      ['b', at(100, 5)],
      ['c', at(60, 90)],
      ['d', at(0, 100)],
    ]);
    expect(neighbourOf(places, undefined, 'right')).toBe('a');
    expect(neighbourOf(places, 'a', 'right')).toBe('b');
    expect(neighbourOf(places, 'a', 'down')).toBe('d');
    expect(neighbourOf(places, 'b', 'left')).toBe('a');
    expect(neighbourOf(places, 'b', 'right')).toBeUndefined();
  });
});

describe('texts of the map', () => {
  it('tells rates in the unit that fits', () => {
    expect([
      rateText(1204, 10),
      rateText(30, 60),
      rateText(1, 600),
      rateText(3, 2e7),
      rateText(0, 60),
      rateText(5, 0),
    ]).toEqual(['120/s', '30/min', '6/h', '<0.01/h', '0/h', '']);
  });
});
