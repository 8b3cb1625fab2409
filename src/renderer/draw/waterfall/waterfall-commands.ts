// The keys of the waterfall and what they do to the model. Pure; who delivers the keys is the page's business.
import { rowHeight, rulerHeight } from './geometry.ts';
import type { WaterfallModel } from './waterfall-model.ts';

export type WaterfallCommand =
  | 'down'
  | 'up'
  | 'pageDown'
  | 'pageUp'
  | 'first'
  | 'last'
  | 'collapse'
  | 'expand'
  | 'collapseLevel'
  | 'expandLevel'
  | 'toggle'
  | 'nextMatch'
  | 'previousMatch'
  | 'nextError'
  | 'previousError'
  | 'fit'
  | 'fitAll'
  | 'zoomIn'
  | 'zoomOut'
  | 'panLeft'
  | 'panRight';

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const keys: ReadonlyMap<string, WaterfallCommand> = new Map([
  ['j', 'down'],
  ['ArrowDown', 'down'],
  ['k', 'up'],
  ['ArrowUp', 'up'],
  ['PageDown', 'pageDown'],
  ['PageUp', 'pageUp'],
  ['Home', 'first'],
  ['End', 'last'],
  ['h', 'collapse'],
  ['ArrowLeft', 'collapse'],
  ['l', 'expand'],
  ['ArrowRight', 'expand'],
  [' ', 'toggle'],
  ['[', 'collapseLevel'],
  [']', 'expandLevel'],
  ['n', 'nextMatch'],
  ['N', 'previousMatch'],
  ['e', 'nextError'],
  ['E', 'previousError'],
  ['f', 'fit'],
  ['F', 'fitAll'],
  ['0', 'fitAll'],
  ['w', 'zoomIn'],
  ['s', 'zoomOut'],
  ['a', 'panLeft'],
  ['d', 'panRight'],
]);

/** The command of a key press, or undefined; presses with a modifier belong to the app. */
export function commandOfKey(press: KeyPress): WaterfallCommand | undefined {
  return press.ctrlKey || press.metaKey || press.altKey ? undefined : keys.get(press.key);
}

export function runCommand(model: WaterfallModel, command: WaterfallCommand): void {
  switch (command) {
    case 'down':
      return move(model, 1);
    case 'up':
      return move(model, -1);
    case 'pageDown':
      return move(model, pageOf(model));
    case 'pageUp':
      return move(model, -pageOf(model));
    case 'first':
      return move(model, -model.visible.count);
    case 'last':
      return move(model, model.visible.count);
    case 'collapse':
      return collapseOrLeave(model);
    case 'expand':
      return expandOrEnter(model);
    case 'toggle':
      return model.selected < 0 ? undefined : model.toggle(model.selected);
    case 'collapseLevel':
      return model.collapseLevel();
    case 'expandLevel':
      return model.expandLevel();
    case 'nextMatch':
      return void model.stepMatch(1);
    case 'previousMatch':
      return void model.stepMatch(-1);
    case 'nextError':
      return void model.stepError(1);
    case 'previousError':
      return void model.stepError(-1);
    case 'fit':
      return model.fit(model.selected);
    case 'fitAll':
      return model.fit(-1);
    case 'zoomIn':
      return model.zoom(0.6, focusTime(model));
    case 'zoomOut':
      return model.zoom(1 / 0.6, focusTime(model));
    case 'panLeft':
      return model.pan(-0.2);
    case 'panRight':
      return model.pan(0.2);
  }
}

function pageOf(model: WaterfallModel): number {
  return Math.max(1, Math.floor((model.viewHeight - rulerHeight) / rowHeight) - 2);
}

function move(model: WaterfallModel, by: number): void {
  const { visible } = model;
  if (visible.count === 0) return;
  const from = model.selected < 0 ? -1 : visible.positionOfShown(model.selected);
  const start = from >= 0 ? from : Math.ceil(model.scrollTop / rowHeight) - (by > 0 ? 1 : 0);
  model.select(visible.at(Math.max(0, Math.min(visible.count - 1, start + by))));
}

/** An open row closes; a closed row or a leaf hands over to its parent. */
function collapseOrLeave(model: WaterfallModel): void {
  const row = model.selected;
  if (row < 0) return;
  if (model.visible.hasChildren(row) && !model.visible.isCollapsed(row)) return model.collapse(row);
  const parent = model.columns.parent[row] as number;
  if (parent >= 0) model.select(parent);
}

function expandOrEnter(model: WaterfallModel): void {
  const row = model.selected;
  if (row < 0 || !model.visible.hasChildren(row)) return;
  if (model.visible.isCollapsed(row)) model.expand(row);
  else model.select(model.visible.at(model.visible.positionOf(row) + 1));
}

/** Keys zoom around the pointer, else around the selected span where it is in view, else around the middle. */
function focusTime(model: WaterfallModel): number {
  const { from, to } = model.window;
  if (model.pointerTime >= from && model.pointerTime <= to) return model.pointerTime;
  const row = model.selected;
  const middle =
    row < 0 ? Number.NaN : (model.columns.offset[row] as number) + (model.columns.length[row] as number) / 2;
  return middle >= from && middle <= to ? middle : (from + to) / 2;
}
