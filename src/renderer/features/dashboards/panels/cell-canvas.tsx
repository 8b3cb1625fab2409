// Coloured cells on a canvas: heat maps and lasting states. Places are shares of the whole, 0 to 1; the words for what is
// under the pointer are asked for when it is there.
import { useEffect, useRef, useState, type PointerEvent, type ReactNode } from 'react';
import styles from './panels.module.css';

export interface PaintedCell {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly colour: string;
  /** Written into the cell where there is room. */
  readonly text?: string | undefined;
  readonly ink?: string | undefined;
}

interface CellCanvasProps {
  readonly summary: string;
  readonly cells: readonly PaintedCell[];
  readonly gap: number;
  readonly font: string;
  /** What is at a place, in words. */
  readonly wordsAt: (x: number, y: number) => string | undefined;
}

export function CellCanvas({ summary, cells, gap, font, wordsAt }: CellCanvasProps): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [words, setWords] = useState<string>();
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const draw = (): void => paint(element, cells, gap, font);
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    return () => observer.disconnect();
  }, [cells, gap, font]);
  const onMove = (event: PointerEvent<HTMLCanvasElement>): void => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    setWords(wordsAt((event.clientX - left) / width, (event.clientY - top) / height));
  };
  return (
    <div className={styles['canvasBox']}>
      <canvas
        ref={canvas}
        className={styles['canvas']}
        role="img"
        aria-label={summary}
        title={words}
        onPointerMove={onMove}
      />
    </div>
  );
}

function paint(element: HTMLCanvasElement, cells: readonly PaintedCell[], gap: number, font: string): void {
  const scale = devicePixelRatio;
  const width = Math.max(1, Math.round(element.clientWidth * scale));
  const height = Math.max(1, Math.round(element.clientHeight * scale));
  if (element.width !== width) element.width = width;
  if (element.height !== height) element.height = height;
  const context = element.getContext('2d');
  if (context === null) return;
  context.clearRect(0, 0, width, height);
  context.font = `${11 * scale}px ${font}`;
  context.textBaseline = 'middle';
  for (const { x, y, w, h, colour, text, ink } of cells) {
    const left = Math.round(x * width);
    const top = Math.round(y * height);
    const wide = Math.max(1, Math.round((x + w) * width) - left - gap * scale);
    const high = Math.max(1, Math.round((y + h) * height) - top - gap * scale);
    context.fillStyle = colour;
    context.fillRect(left, top, wide, high);
    if (text === undefined || high < 12 * scale || context.measureText(text).width > wide - 8 * scale) continue;
    context.fillStyle = ink ?? '#000000';
    context.fillText(text, left + 4 * scale, top + high / 2);
  }
}
