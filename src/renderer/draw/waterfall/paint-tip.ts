// Paints the small card beside the pointer while it rests on a bar.
import { serviceLabel } from '../../../contract/service-label.ts';
import { formatNanos } from '../../../contract/duration-text.ts';
import { SpanMark } from '../../../contract/traces.ts';
import { markTexts, rowName, rowService } from './row-description.ts';
import type { Scene } from './scene.ts';
import { selfTime } from './self-time.ts';

const lineHeight = 16;
const widest = 420;

export function paintTip(scene: Scene): void {
  const { context, model, theme, fonts, fit, tip } = scene;
  const row = model.hovered;
  if (tip === undefined || row < 0) return;
  const { columns } = model;
  const marks = markTexts(columns.marks[row] as number).join(' · ');
  const missing = columns.missing[row] === 1;
  const isError = ((columns.marks[row] as number) & SpanMark.error) !== 0;
  const lines = [
    { text: rowName(columns, row), font: fonts.strong, colour: theme.text },
    {
      text: missing ? 'never received; its time is that of its children' : serviceLabel(rowService(columns, row), ''),
      font: fonts.small,
      colour: theme.text2,
    },
    { text: timesOf(scene, row, missing), font: fonts.small, colour: theme.text2 },
    { text: model.logs?.textOf(row) ?? '', font: fonts.small, colour: theme.text2 },
    { text: marks, font: fonts.small, colour: isError ? theme.error.fill : theme.warning },
  ].filter(({ text }) => text !== '');
  const shown = lines.map((line) => ({ ...line, text: fit.fit(line.text, line.font, widest) }));
  const width = Math.max(...shown.map(({ text, font }) => fit.width(text, font))) + 20;
  const height = shown.length * lineHeight + 12;
  const x = Math.min(tip.x + 14, scene.width - width - 6);
  const y = tip.y + 18 + height > scene.height ? tip.y - height - 8 : tip.y + 18;
  context.save();
  context.shadowColor = 'rgb(0 0 0 / 25%)';
  context.shadowBlur = 14;
  context.shadowOffsetY = 4;
  context.fillStyle = theme.overlay;
  context.beginPath();
  context.roundRect(x, y, width, height, 6);
  context.fill();
  context.restore();
  context.strokeStyle = theme.lineStrong;
  context.lineWidth = 1;
  context.beginPath();
  context.roundRect(x + 0.5, y + 0.5, width - 1, height - 1, 6);
  context.stroke();
  context.textBaseline = 'middle';
  for (const [i, line] of shown.entries()) {
    context.font = line.font;
    context.fillStyle = line.colour;
    context.fillText(line.text, x + 10, y + 6 + lineHeight * (i + 0.5));
  }
}

function timesOf({ model }: Scene, row: number, missing: boolean): string {
  const { columns } = model;
  const length = columns.length[row] as number;
  const parts = [`at +${formatNanos(columns.offset[row] as number)}`, formatNanos(length)];
  if (!missing && (columns.subtree[row] as number) > 1) parts.push(`self ${formatNanos(selfTime(columns, row))}`);
  return parts.join(' · ');
}
