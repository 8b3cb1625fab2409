import { expect, test } from 'vitest';
import type { Dashboard } from '../../../../../src/contract/dashboards/model.ts';
import type { Panel } from '../../../../../src/contract/dashboards/panels.ts';
import {
  addPanel,
  changePanel,
  duplicatePanel,
  findPanel,
  removePanel,
  sameChange,
  toggleRow,
} from '../../../../../src/renderer/features/dashboards/edit/model/change-panels.ts';
import { beginHistory, redo, step, undo } from '../../../../../src/renderer/features/dashboards/edit/model/history.ts';
import {
  movePanel,
  neighbour,
  nudgePanel,
  resizePanel,
} from '../../../../../src/renderer/features/dashboards/edit/model/layout.ts';
import { asKind, newPanel, panelKinds } from '../../../../../src/renderer/features/dashboards/edit/model/new-panel.ts';
import { newDashboard } from '../../../../../src/renderer/features/dashboards/model/edit-dashboard.ts';

/** `id x y w h`, one panel each; `row id y` for rows. */
function board(...texts: readonly string[]): Dashboard {
  const panels = texts.map((text): Panel => {
    const [first = '', ...rest] = text.split(' ');
    if (first === 'row') {
      const [id = 0, y = 0] = rest.map(Number);
      return { ...newPanel('row', id), grid: { x: 0, y, w: 24, h: 1 } };
    }
    const [x = 0, y = 0, w = 0, h = 0] = rest.map(Number);
    return { ...newPanel('stat', Number(first)), grid: { x, y, w, h } };
  });
  return { ...newDashboard('D'), panels };
}

const places = (panels: readonly Panel[]): readonly string[] =>
  panels.map(({ id, kind, grid: { x, y, w, h } }) => (kind === 'row' ? `row ${id} ${y}` : `${id} ${x} ${y} ${w} ${h}`));

const two = board('1 0 0 12 8', '2 12 0 12 8', '3 0 8 24 4');

test('a panel that is moved has its place, the others make room and gaps close', () => {
  expect(places(movePanel(two.panels, 3, { x: 0, y: 0 }))).toEqual(['3 0 0 24 4', '1 0 4 12 8', '2 12 4 12 8']);
  expect(places(movePanel(two.panels, 1, { x: 0, y: 8 }))).toEqual(['2 12 0 12 8', '3 0 8 24 4', '1 0 12 12 8']);
  expect(places(movePanel(two.panels, 1, { x: 99, y: 0 }))).toEqual(['1 12 0 12 8', '2 12 8 12 8', '3 0 16 24 4']);
  expect(movePanel(two.panels, 9, { x: 0, y: 0 })).toBe(two.panels);
});

test('a size stays within the grid and pushes what is beside it', () => {
  expect(places(resizePanel(two.panels, 1, { w: 13, h: 2 }))).toEqual(['1 0 0 13 2', '2 12 2 12 8', '3 0 10 24 4']);
  expect(places(resizePanel(two.panels, 2, { w: 40, h: 0 }))).toEqual(['1 0 0 12 8', '2 12 0 12 2', '3 0 8 24 4']);
});

test('keys move a panel past its neighbour, also over the edge of a row, and rows with all they hold', () => {
  const rows = board('1 0 0 12 4', 'row 2 4', '3 0 5 12 4', 'row 4 9', '5 0 10 12 4');
  expect(places(nudgePanel(rows.panels, 1, 'down'))).toEqual([
    'row 2 0',
    '1 0 1 12 4',
    '3 0 5 12 4',
    'row 4 9',
    '5 0 10 12 4',
  ]);
  expect(places(nudgePanel(rows.panels, 3, 'up'))).toEqual([
    '1 0 0 12 4',
    '3 0 4 12 4',
    'row 2 8',
    'row 4 9',
    '5 0 10 12 4',
  ]);
  expect(places(nudgePanel(rows.panels, 4, 'up'))).toEqual([
    '1 0 0 12 4',
    'row 4 4',
    '5 0 5 12 4',
    'row 2 9',
    '3 0 10 12 4',
  ]);
  expect(places(nudgePanel(rows.panels, 2, 'up'))).toEqual(places(rows.panels));
  expect(places(nudgePanel(rows.panels, 1, 'right'))[0]).toBe('1 1 0 12 4');
  expect(places(nudgePanel(rows.panels, 1, 'up'))).toEqual(places(rows.panels));
});

test('neighbours are found by where they are drawn', () => {
  expect(neighbour(two.panels, undefined, 'down')).toBe(1);
  expect(neighbour(two.panels, 1, 'right')).toBe(2);
  expect(neighbour(two.panels, 1, 'down')).toBe(3);
  expect(neighbour(two.panels, 2, 'right')).toBeUndefined();
  expect(neighbour(two.panels, 3, 'up')).toBe(1);
});

test('panels are added where there is room, copied and removed', () => {
  const one = addPanel(newDashboard('D'), 'timeseries');
  const more = addPanel(addPanel(one, 'timeseries'), 'table');
  expect(places(more.panels)).toEqual(['1 0 0 12 8', '2 12 0 12 8', '3 0 8 12 8']);
  expect(places(duplicatePanel(more, 3).panels).at(-1)).toBe('4 12 8 12 8');
  expect(places(duplicatePanel(more, 1).panels)).toEqual(['1 0 0 12 8', '2 12 0 12 8', '4 0 8 12 8', '3 0 16 12 8']);
  expect(places(removePanel(more, 1).panels)).toEqual(['3 0 0 12 8', '2 12 0 12 8']);
});

test('a row that closes holds its panels, and gives them back where they were', () => {
  const rows = board('row 2 0', '3 0 1 12 4', '6 12 1 12 4', 'row 4 5', '5 0 6 12 4');
  const closed = toggleRow(rows, 2);
  expect(places(closed.panels)).toEqual(['row 2 0', 'row 4 1', '5 0 2 12 4']);
  expect(findPanel(closed, 6)).toBeDefined();
  expect(
    findPanel(
      changePanel(closed, 6, (panel) => ({ ...panel, title: 'New' })),
      6,
    )?.title,
  ).toBe('New');
  expect(places(toggleRow(closed, 2).panels)).toEqual(places(rows.panels));
  expect(places(removePanel(closed, 2).panels)).toEqual(['3 0 0 12 4', '6 12 0 12 4', 'row 4 4', '5 0 5 12 4']);
});

test('another kind keeps queries, units and transformations', () => {
  const stat = newPanel('stat', 7);
  if (stat.kind !== 'stat') throw new Error('no stat');
  const fields = { defaults: { unit: 'bytes' }, overrides: [] };
  const targets = stat.targets.map((target) => ({ ...target, expression: 'up' }));
  for (const { kind } of panelKinds) {
    const turned = asKind({ ...stat, fields, targets, title: 'Memory' }, kind);
    expect(turned).toMatchObject({ kind, id: 7, title: 'Memory' });
    if (kind !== 'text' && kind !== 'row') expect(turned).toMatchObject({ fields });
    if (kind === 'gauge') expect(turned).toMatchObject({ targets, reduce: stat.reduce });
  }
});

test('steps go back and forth; typing into one field is one step', () => {
  let history = beginHistory('');
  for (const text of ['a', 'ab', 'abc']) history = step(history, text, 'title');
  history = step(history, 'abc!', 'other');
  expect(undo(history).present).toBe('abc');
  expect(undo(undo(history)).present).toBe('');
  expect(undo(undo(undo(history))).present).toBe('');
  expect(redo(undo(undo(history))).present).toBe('abc');
  expect(redo(step(undo(history), 'x')).present).toBe('x');
});

test('two changes of the same state of a panel are both kept', () => {
  const from = newPanel('stat', 1);
  const first: Panel = { ...from, title: 'New' };
  expect(sameChange(first, from, { ...from, description: 'Words' })).toEqual({ ...first, description: 'Words' });
  expect(sameChange(first, from, asKind(from, 'gauge')).kind).toBe('gauge');
});
