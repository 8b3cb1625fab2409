// Paints one frame: row backgrounds first, then bars and tree, then what lies above them.
import {
  barMargin,
  clampTreeWidth,
  indentPlan,
  positionsInView,
  rowHeight,
  rulerHeight,
  type IndentPlan,
} from './geometry.ts';
import { paintBars } from './paint-bars.ts';
import { paintDivider, paintPointerLine, paintPointerTime, paintRuler } from './paint-ruler.ts';
import { paintTip } from './paint-tip.ts';
import { backgroundOf, paintTree } from './paint-tree.ts';
import { rulerTicks } from './ruler.ts';
import { hairline, type Scene } from './scene.ts';
import type { WaterfallModel } from './waterfall-model.ts';

/** What follows from the model and the canvas' size; hit testing uses the same. */
export function layoutOf(
  model: WaterfallModel,
  width: number,
  height: number,
): Pick<Scene, 'width' | 'height' | 'treeWidth' | 'barsWidth' | 'first' | 'last' | 'plan'> {
  const treeWidth = clampTreeWidth(model.treeWidth, width);
  const { first, last } = positionsInView(model.scrollTop, height, model.visible.count);
  return {
    width,
    height,
    treeWidth,
    barsWidth: width - treeWidth - barMargin,
    first,
    last,
    plan: planOf(model, first, last, treeWidth),
  };
}

export function paintWaterfall(scene: Scene): void {
  const { context, model, theme, width, height, treeWidth, ratio } = scene;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.globalAlpha = 1;
  context.fillStyle = theme.background;
  context.fillRect(0, 0, width, height);
  paintRowBackgrounds(scene);
  const ticks = rulerTicks(model.window, width - treeWidth - barMargin);
  paintBars(scene, ticks);
  paintTree(scene);
  paintPointerLine(scene);
  paintRuler(scene, ticks);
  paintPointerTime(scene);
  paintDivider(scene);
  paintTip(scene);
}

function paintRowBackgrounds(scene: Scene): void {
  const { context, model, theme, width } = scene;
  for (let position = scene.first; position <= scene.last; position++) {
    const row = model.visible.at(position);
    const colour = backgroundOf(scene, row);
    if (colour === theme.background) continue;
    const y = rulerHeight + position * rowHeight - model.scrollTop;
    context.fillStyle = colour;
    context.fillRect(0, y, width, rowHeight);
    if (row !== model.selected) continue;
    context.fillStyle = theme.accent;
    context.fillRect(0, y, 2 + hairline(scene), rowHeight);
  }
}

function planOf(model: WaterfallModel, first: number, last: number, treeWidth: number): IndentPlan {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (let position = first; position <= last; position++) {
    const depth = model.columns.depth[model.visible.at(position)] as number;
    least = Math.min(least, depth);
    most = Math.max(most, depth);
  }
  return indentPlan(Number.isFinite(least) ? least : 0, most, model.maxDepth, treeWidth);
}
