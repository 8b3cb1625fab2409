// Paints the left part: indent guides, expander, service tick, name and service, error signs and badges.
import { serviceLabel } from '../../../contract/service-label.ts';
import { SpanMark } from '../../../contract/traces.ts';
import { expanderWidth, indentOf, rowHeight, rulerHeight } from './geometry.ts';
import { chevron, errorSign, eventSign, linkSign, wordSign } from './paint-glyphs.ts';
import { rowName, rowService } from './row-description.ts';
import { hairline, snap, type Scene } from './scene.ts';
import { spanState } from './span-state.ts';

const words: readonly (readonly [mark: number, word: string])[] = [
  [SpanMark.orphan, 'orphan'],
  [SpanMark.duplicate, 'duplicate'],
  [SpanMark.cycle, 'cycle'],
  [SpanMark.negative, 'negative'],
];

/** With less room than this, the name has it alone; pixels. */
const roomForTwo = 260;

export function paintTree(scene: Scene): void {
  const { context, model, treeWidth, height } = scene;
  context.save();
  context.beginPath();
  context.rect(0, rulerHeight, treeWidth, height - rulerHeight);
  context.clip();
  context.textBaseline = 'middle';
  paintGuides(scene);
  for (let position = scene.first; position <= scene.last; position++) {
    const y = rulerHeight + position * rowHeight - model.scrollTop;
    paintRow(scene, model.visible.at(position), y + rowHeight / 2);
  }
  context.restore();
}

/** One line per ancestor column, from the parent to its last child in view; the selection's own line is stronger. */
function paintGuides(scene: Scene): void {
  const { context, model, plan, theme } = scene;
  const { depth, parent } = model.columns;
  const chosen = model.selected < 0 ? -1 : (parent[model.selected] as number);
  const line = hairline(scene);
  for (let position = scene.first; position <= scene.last; position++) {
    const row = model.visible.at(position);
    const y = snap(rulerHeight + position * rowHeight - model.scrollTop, scene.ratio);
    for (let up = parent[row] as number; up >= 0; up = parent[up] as number) {
      const level = depth[up] as number;
      if (level < plan.base) break;
      if (level - plan.base > plan.cap) continue;
      const x = snap(indentOf(level, plan) + expanderWidth / 2 - line / 2, scene.ratio);
      context.fillStyle = up === chosen ? theme.accent : theme.line;
      context.fillRect(x, y, line, rowHeight);
    }
  }
}

function paintRow(scene: Scene, row: number, middle: number): void {
  const { context, model, theme, fonts, fit } = scene;
  const { columns, visible } = model;
  const missing = columns.missing[row] === 1;
  const group = model.colouring.groupOf[row] as number;
  const dimmed = model.isDimmed(row);
  context.globalAlpha = dimmed ? 0.45 : 1;
  const depth = columns.depth[row] as number;
  let x = indentOf(depth, scene.plan);
  const collapsed = visible.isCollapsed(row);
  if (visible.hasChildren(row)) {
    context.fillStyle = backgroundOf(scene, row);
    context.fillRect(x + 1, middle - 7, expanderWidth - 2, 14);
    chevron(context, x + expanderWidth / 2, middle, !collapsed, row === model.hovered ? theme.text : theme.text3);
  }
  x += expanderWidth + 2;
  if (missing) {
    context.strokeStyle = theme.text3;
    context.lineWidth = 1;
    context.setLineDash([2, 2]);
    context.strokeRect(x + 0.5, middle - 6.5, 2, 13);
    context.setLineDash([]);
  } else {
    context.fillStyle = scene.colours[group]?.fill ?? theme.text3;
    context.fillRect(x, middle - 7, 3, 14);
  }
  x += 9;
  if (((columns.marks[row] as number) & SpanMark.error) !== 0) {
    errorSign(context, x + 5, middle, theme.error.fill, theme.error.ink, false);
    x += 16;
  }
  const right = paintBadges(scene, row, middle, x);
  const room = right - x - 4;
  if (room < 8) return void (context.globalAlpha = 1);
  const name = rowName(columns, row);
  const font = missing ? fonts.italic : row === model.selected ? fonts.strong : fonts.name;
  const other = serviceLabel(rowService(columns, row), '');
  const nameWidth = fit.width(name, font);
  const serviceWidth = other === '' ? 0 : fit.width(other, fonts.small) + 8;
  const nameRoom =
    nameWidth + serviceWidth <= room
      ? room
      : Math.max(room - serviceWidth, Math.min(room, nameWidth, room < roomForTwo ? room : room * 0.72));
  const shown = fit.fit(name, font, nameRoom);
  context.font = font;
  context.fillStyle = missing ? theme.text3 : theme.text;
  context.fillText(shown, x, middle + 0.5);
  const used = fit.width(shown, font) + 8;
  if (other !== '' && room - used > 18) {
    context.font = fonts.small;
    context.fillStyle = theme.text3;
    context.fillText(fit.fit(other, fonts.small, room - used), x + used, middle + 1);
  }
  context.globalAlpha = 1;
}

/** Right-aligned signs, most telling outermost; answers where they begin. */
function paintBadges(scene: Scene, row: number, middle: number, left: number): number {
  const { context, model, theme, fonts, fit, treeWidth } = scene;
  const { columns } = model;
  const marks = columns.marks[row] as number;
  const limit = left + 60;
  let right = treeWidth - 8;
  context.font = fonts.small;
  if (model.visible.isCollapsed(row)) {
    const below = `+${model.visible.keptBelow(row).toLocaleString('en')}`;
    const width = fit.width(below, fonts.small);
    if (right - width > limit) {
      context.fillStyle = theme.text3;
      context.fillText(below, right - width, middle + 0.5);
      right -= width + 7;
    }
    const errors = columns.errorsBelow[row] as number;
    if (errors > 0) {
      const count = errors.toLocaleString('en');
      const room = fit.width(count, fonts.small) + 15;
      if (right - room > left + 20) {
        errorSign(context, right - room + 5.5, middle, theme.error.fill, theme.error.ink, true);
        context.fillStyle = theme.error.fill;
        context.fillText(count, right - room + 14, middle + 0.5);
        right -= room + 7;
      }
    }
  }
  if (scene.plan.numbered) {
    const level = `L${(columns.depth[row] as number) + 1}`;
    const width = fit.width(level, fonts.small);
    if (right - width > limit) {
      context.fillStyle = theme.text3;
      context.fillText(level, right - width, middle + 0.5);
      right -= width + 7;
    }
  }
  const state = spanState(columns, model.index, row);
  const stateWord =
    state === 'running' ? (model.live ? 'running' : 'not ended') : state === 'started' ? 'start signal' : '';
  if (stateWord !== '') {
    const width = fit.width(stateWord, fonts.small);
    if (right - width - 8 >= limit) {
      const colour = state === 'running' && model.live ? theme.accent : theme.text3;
      right -= wordSign(context, right, middle, stateWord, width, colour) + 5;
    }
  }
  const clockWord = model.clocks?.word(row) ?? '';
  if (clockWord !== '') {
    const width = fit.width(clockWord, fonts.small);
    if (right - width - 8 >= limit) right -= wordSign(context, right, middle, clockWord, width, theme.warning) + 5;
  }
  for (const [mark, word] of words) {
    if ((marks & mark) === 0) continue;
    const width = fit.width(word, fonts.small);
    if (right - width - 8 < limit) break;
    right -= wordSign(context, right, middle, word, width, theme.warning) + 5;
  }
  if ((marks & SpanMark.links) !== 0 && right - 14 > limit) {
    linkSign(context, right - 6, middle, theme.text3);
    right -= 17;
  }
  if ((marks & SpanMark.events) !== 0 && right - 10 > limit) {
    eventSign(context, right - 4, middle, theme.text3);
    right -= 13;
  }
  return right;
}

/** The colour behind a row, for signs that have to interrupt a guide. */
export function backgroundOf(scene: Scene, row: number): string {
  const { model, theme } = scene;
  if (row === model.selected) return theme.selected;
  if (model.matchFlags[row] === 1) return theme.match;
  return row === model.hovered ? theme.hover : theme.background;
}
