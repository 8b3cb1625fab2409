// The SVG of one box, of one arrow, and of an arrow's label, which is drawn over all arrows.
import type { ReactNode } from 'react';
import { curveBetween } from './graph-geometry.ts';
import type { GraphLayout, Point } from './graph-layout.ts';
import styles from './graph.module.css';

export interface GraphBox {
  readonly id: string;
  readonly title: string;
  /** At most two, below the title. */
  readonly lines: readonly string[];
  readonly colour: string;
  /** Drawn with a dashed outline: known only by what others say of it. */
  readonly faint: boolean;
  readonly failing: boolean;
}

export interface GraphArrow {
  readonly id: string;
  /** Which two it connects. */
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly lines: readonly string[];
  /** Pixels. */
  readonly width: number;
  readonly failing: boolean;
}

interface PartProps {
  readonly layout: GraphLayout;
  readonly chosen: boolean;
  readonly dimmed: boolean;
  readonly onSelect: (id: string) => void;
  readonly onOpen: (id: string) => void;
}

interface ArrowProps extends PartProps {
  readonly arrow: GraphArrow;
  /** The pointer is over it, or left it. */
  readonly onHover: (id: string | undefined) => void;
}

const charWidth = 6.4;
const mostChars = 28;
export const boxHeight = 54;

/** Grows in steps, so that a count that gains a digit moves nothing. */
export function boxWidth({ title, lines }: Pick<GraphBox, 'title' | 'lines'>): number {
  const chars = Math.min(mostChars, Math.max(title.length * 1.1, ...lines.map((line) => line.length)));
  return 24 * Math.ceil((24 + chars * charWidth) / 24);
}

function clipped(text: string): string {
  return text.length <= mostChars ? text : `${text.slice(0, mostChars - 1)}…`;
}

export function Box({
  box,
  layout,
  chosen,
  dimmed,
  onSelect,
  onOpen,
}: PartProps & { readonly box: GraphBox }): ReactNode {
  const place = layout.places.get(box.id);
  if (place === undefined) return undefined;
  const { x, y, width, height } = place;
  return (
    <g
      className={styles['box']}
      transform={`translate(${x - width / 2} ${y - height / 2})`}
      data-chosen={chosen ? '' : undefined}
      data-dimmed={dimmed ? '' : undefined}
      data-node={box.id}
      onClick={() => onSelect(box.id)}
      onDoubleClick={() => onOpen(box.id)}
    >
      <title>{[box.title, ...box.lines].join(', ')}</title>
      <rect
        className={styles['frame']}
        width={width}
        height={height}
        rx="5"
        strokeDasharray={box.faint ? '4 3' : undefined}
      />
      <rect width="5" height={height} rx="2" fill={box.colour} />
      <text x="13" y="17" className={styles['title']}>
        {clipped(box.title)}
      </text>
      {box.lines.map((line, i) => (
        <text key={i} x="13" y={32 + 14 * i} className={box.failing && i === 1 ? styles['failing'] : styles['detail']}>
          {clipped(line)}
        </text>
      ))}
    </g>
  );
}

export function Arrow({ arrow, layout, chosen, dimmed, onSelect, onOpen, onHover }: ArrowProps): ReactNode {
  const from = layout.places.get(arrow.from);
  const to = layout.places.get(arrow.to);
  if (from === undefined || to === undefined) return undefined;
  const { path } = curveBetween(layout.flow, from, to, layout.bends.get(arrow.id));
  const head = chosen ? 'chosen' : arrow.failing ? 'failing' : 'plain';
  return (
    <g
      className={styles['arrow']}
      data-chosen={chosen ? '' : undefined}
      data-failing={arrow.failing ? '' : undefined}
      data-dimmed={dimmed ? '' : undefined}
      data-edge={arrow.id}
      onPointerEnter={() => onHover(arrow.id)}
      onPointerLeave={() => onHover(undefined)}
      onClick={() => onSelect(arrow.id)}
      onDoubleClick={() => onOpen(arrow.id)}
    >
      <title>{[arrow.title, ...arrow.lines].join(', ')}</title>
      <path d={path} className={styles['reach']} />
      <path d={path} className={styles['line']} strokeWidth={arrow.width} markerEnd={`url(#arrow-${head})`} />
    </g>
  );
}

const lineHeight = 12;

/** Room that a label takes. */
export function labelSize({ lines }: Pick<GraphArrow, 'lines'>): { readonly width: number; readonly height: number } {
  return { width: 8 + 6.2 * Math.max(0, ...lines.map((line) => line.length)), height: lineHeight * lines.length + 4 };
}

interface ArrowLabelProps extends Pick<PartProps, 'chosen' | 'dimmed'> {
  readonly arrow: GraphArrow;
  /** Its middle, and how much larger than the graph it is drawn. */
  readonly at: Point;
  readonly scale: number;
}

export function ArrowLabel({ arrow, at, scale, chosen, dimmed }: ArrowLabelProps): ReactNode {
  const top = 4 - (lineHeight / 2) * (arrow.lines.length - 1);
  const { width, height } = labelSize(arrow);
  return (
    <g
      className={styles['labels']}
      transform={`translate(${at.x} ${at.y}) scale(${scale})`}
      data-label={arrow.id}
      data-chosen={chosen ? '' : undefined}
      data-failing={arrow.failing ? '' : undefined}
      data-dimmed={dimmed ? '' : undefined}
    >
      <rect className={styles['ground']} x={-width / 2} y={-height / 2} width={width} height={height} rx="4" />
      {arrow.lines.map((line, i) => (
        <text key={i} y={top + lineHeight * i} className={styles['label']}>
          {line}
        </text>
      ))}
    </g>
  );
}
