import { expect, test } from 'vitest';
import { arrange } from '../../../../src/contract/dashboards/arrange.ts';
import type { GridPosition, Repeat } from '../../../../src/contract/dashboards/model.ts';
import type { Panel, RowPanel, TextPanel } from '../../../../src/contract/dashboards/panels.ts';
import type { ChosenValue, ConstantVariable } from '../../../../src/contract/dashboards/variables/variable.ts';

const base = { title: '', description: '', transparent: false, links: [], repeat: undefined };
const text = (id: number, grid: GridPosition, repeat?: Repeat): TextPanel => ({
  ...base,
  kind: 'text',
  id,
  grid,
  repeat,
  mode: 'markdown',
  content: '',
});
const row = (
  id: number,
  y: number,
  collapsed: boolean,
  panels: RowPanel['panels'] = [],
  repeat?: Repeat,
): RowPanel => ({
  ...base,
  kind: 'row',
  id,
  grid: { x: 0, y, w: 24, h: 1 },
  repeat,
  collapsed,
  panels,
});

const variable: ConstantVariable = { kind: 'constant', name: 'v', label: '', description: '', hide: 'no', current: [] };
const values = (...of: string[]): ReadonlyMap<string, ChosenValue> =>
  new Map([['v', { variable, chosen: of.map((value) => ({ text: value, value })), all: false }]]);

const shown = (
  panels: readonly Panel[],
  chosen = values(),
  isOpen: (id: number) => boolean | undefined = () => undefined,
) => arrange(panels, chosen, isOpen).map(({ key, grid: { x, y, w, h } }) => [key, x, y, w, h]);

test('gaps are closed upwards', () => {
  expect(
    shown([
      text(1, { x: 0, y: 3, w: 12, h: 4 }),
      text(2, { x: 12, y: 9, w: 12, h: 2 }),
      text(3, { x: 0, y: 20, w: 24, h: 1 }),
    ]),
  ).toEqual([
    ['1', 0, 0, 12, 4],
    ['2', 12, 0, 12, 2],
    ['3', 0, 4, 24, 1],
  ]);
});

test('a closed row hides its panels and what follows moves up; opened, it shows them', () => {
  const panels = [
    row(1, 0, true, [text(2, { x: 0, y: 1, w: 24, h: 5 })]),
    row(3, 6, false),
    text(4, { x: 0, y: 7, w: 24, h: 2 }),
  ];
  expect(shown(panels)).toEqual([
    ['1', 0, 0, 24, 1],
    ['3', 0, 1, 24, 1],
    ['4', 0, 2, 24, 2],
  ]);
  expect(shown(panels, values(), (id) => id === 1).map(([key]) => key)).toEqual(['1', '2', '3']);
});

test('repeated beside each other, below each other, and by rows', () => {
  const across = text(1, { x: 0, y: 0, w: 24, h: 4 }, { variable: 'v', direction: 'horizontal', maxPerRow: 2 });
  expect(shown([across, text(2, { x: 0, y: 4, w: 24, h: 1 })], values('a', 'b', 'c'))).toEqual([
    ['1 a', 0, 0, 12, 4],
    ['1 b', 12, 0, 12, 4],
    ['1 c', 0, 4, 12, 4],
    ['2', 0, 8, 24, 1],
  ]);
  const down = text(1, { x: 0, y: 0, w: 6, h: 2 }, { variable: 'v', direction: 'vertical', maxPerRow: 4 });
  expect(shown([down], values('a', 'b'))).toEqual([
    ['1 a', 0, 0, 6, 2],
    ['1 b', 0, 2, 6, 2],
  ]);
  const rows = row(1, 0, false, [], { variable: 'v', direction: 'vertical', maxPerRow: 1 });
  expect(shown([rows, text(2, { x: 0, y: 1, w: 12, h: 3 })], values('a', 'b'))).toEqual([
    ['1 a', 0, 0, 24, 1],
    ['2 a', 0, 1, 12, 3],
    ['1 b', 0, 4, 24, 1],
    ['2 b', 0, 5, 12, 3],
  ]);
});
