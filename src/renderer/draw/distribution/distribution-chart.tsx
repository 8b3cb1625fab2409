// Two distributions of durations over each other: the left one as an outline, the right one filled. What it shows in
// words is the summary, made by the feature; the figures stand beside it.
import { useEffect, useRef, type ReactNode } from 'react';
import type { Distribution } from '../../../contract/compare.ts';
import { formatNanos } from '../../../contract/duration-text.ts';
import { formatShare } from '../../../contract/share-text.ts';
import type { Theme } from '../theme.ts';
import { useFrame } from '../use-frame.ts';
import { useTheme } from '../use-theme.ts';
import { columnShares, distributionScale, durationTicks, type DistributionScale } from './distribution-scale.ts';
import styles from './distribution.module.css';

interface DistributionChartProps {
  readonly summary: string;
  readonly left: Distribution;
  readonly right: Distribution;
}

const margin = { left: 44, right: 12, top: 10, bottom: 20 } as const;

export function DistributionChart({ summary, left, right }: DistributionChartProps): ReactNode {
  const frame = useFrame();
  const theme = useTheme();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const draw = (): void => paint(element, theme, left, right);
    const resized = new ResizeObserver(() => frame.requestDraw(element, draw));
    resized.observe(element);
    frame.requestDraw(element, draw);
    return () => {
      resized.disconnect();
      frame.cancelDraw(element);
    };
  }, [frame, theme, left, right]);
  return <canvas ref={canvas} role="img" aria-label={summary} className={styles['canvas']} />;
}

function paint(canvas: HTMLCanvasElement, theme: Theme, left: Distribution, right: Distribution): void {
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  canvas.width = Math.round(width * devicePixelRatio);
  canvas.height = Math.round(height * devicePixelRatio);
  const context = canvas.getContext('2d');
  const scale = distributionScale([left, right]);
  if (context === null) return;
  context.scale(devicePixelRatio, devicePixelRatio);
  context.font = `11px ${theme.font}`;
  if (scale === undefined) return;
  const room = { width: width - margin.left - margin.right, height: height - margin.top - margin.bottom };
  const x = (bin: number): number => margin.left + (room.width * (bin - scale.first)) / (scale.last - scale.first + 1);
  const y = (share: number): number => margin.top + room.height * (1 - share / scale.most);
  paintAxes(context, theme, scale, x, y);
  const steps = (shares: readonly number[]): void => {
    context.beginPath();
    context.moveTo(x(scale.first), y(0));
    shares.forEach((share, column) => {
      const from = scale.first + column * scale.step;
      context.lineTo(x(from), y(share));
      context.lineTo(x(Math.min(scale.last + 1, from + scale.step)), y(share));
    });
    context.lineTo(x(scale.last + 1), y(0));
  };
  const { accent, warning } = theme;
  steps(columnShares(right, scale));
  context.globalAlpha = 0.35;
  context.fillStyle = warning;
  context.fill();
  context.globalAlpha = 1;
  context.strokeStyle = warning;
  context.stroke();
  steps(columnShares(left, scale));
  context.globalAlpha = 0.18;
  context.fillStyle = accent;
  context.fill();
  context.globalAlpha = 1;
  context.lineWidth = 1.5;
  context.strokeStyle = accent;
  context.stroke();
}

function paintAxes(
  context: CanvasRenderingContext2D,
  theme: Theme,
  scale: DistributionScale,
  x: (bin: number) => number,
  y: (share: number) => number,
): void {
  context.strokeStyle = theme.line;
  context.fillStyle = theme.mutedText;
  context.lineWidth = 1;
  let free = -Infinity;
  for (const { nanos, bin } of durationTicks(scale)) {
    const at = Math.round(x(bin)) + 0.5;
    const text = formatNanos(nanos).replace(/\.0+ /, ' ');
    const wide = context.measureText(text).width;
    if (at - wide / 2 < free) continue;
    free = at + wide / 2 + 10;
    context.beginPath();
    context.moveTo(at, y(scale.most));
    context.lineTo(at, y(0));
    context.stroke();
    context.textAlign = 'center';
    context.fillText(text, at, y(0) + 14);
  }
  context.textAlign = 'right';
  for (const share of [scale.most, scale.most / 2]) {
    const at = Math.round(y(share)) + 0.5;
    context.beginPath();
    context.moveTo(margin.left, at);
    context.lineTo(x(scale.last + 1), at);
    context.stroke();
    context.fillText(formatShare(share), margin.left - 6, at + 4);
  }
  context.strokeStyle = theme.strongLine;
  context.beginPath();
  context.moveTo(margin.left, Math.round(y(0)) + 0.5);
  context.lineTo(x(scale.last + 1), Math.round(y(0)) + 0.5);
  context.stroke();
}
