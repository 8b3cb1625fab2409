// A graph of boxes and arrows as SVG: pan by dragging, zoom by wheel or keys, walk by arrow keys. What it shows in words
// stands beside it, made by the feature. Only attributes, no styles in the text: the policy allows no others.
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from 'react';
import { firstView, fitView, neighbourOf, revealed, zoomed, type Direction, type GraphView } from './graph-geometry.ts';
import { growGraph, layOutGraph, type GraphLayout } from './graph-layout.ts';
import {
  Arrow,
  ArrowLabel,
  Box,
  boxHeight,
  boxWidth,
  labelSize,
  type GraphArrow,
  type GraphBox,
} from './graph-parts.tsx';
import { useLabels } from './use-labels.ts';
import styles from './graph.module.css';

interface GraphProps {
  /** What the picture shows, in words; said by screen readers. */
  readonly summary: string;
  readonly boxes: readonly GraphBox[];
  readonly arrows: readonly GraphArrow[];
  /** Id of a box or of an arrow. */
  readonly selected: string | undefined;
  readonly onSelect: (id: string | undefined) => void;
  /** Enter, or a double click. */
  readonly onOpen: (id: string) => void;
  /** Lays everything out anew when it changes. */
  readonly tidied: number;
}

/** With more arrows than these, only those of the selected box have labels, and the one under the pointer. */
const labelled = 40;

const keyDirections: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

export function Graph({ summary, boxes, arrows, selected, onSelect, onOpen, tidied }: GraphProps): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const layout = useGrowingLayout(boxes, arrows, tidied, size);
  const [moved, setMoved] = useState<GraphView>();
  const view = moved ?? firstView(layout, size.width, size.height);
  const viewNow = useRef(view);
  viewNow.current = view;
  const shown = useRef({ view, layout, size });
  shown.current = { view, layout, size };

  useLayoutEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const measure = (): void => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    return () => resized.disconnect();
  }, []);
  useEffect(() => setMoved(undefined), [tidied]);
  const sized = size.width > 0;
  useEffect(() => {
    // What was chosen elsewhere comes into view.
    const place = selected === undefined ? undefined : shown.current.layout.places.get(selected);
    if (!sized || place === undefined) return;
    const { view: now, size: room } = shown.current;
    const next = revealed(now, place, room.width, room.height);
    if (next !== now) setMoved(next);
  }, [selected, sized]);
  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const box = element.getBoundingClientRect();
      const factor = Math.exp(-event.deltaY * 0.0015);
      setMoved(zoomed(viewNow.current, factor, event.clientX - box.left, event.clientY - box.top));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, []);
  const drag = useDrag(viewNow, setMoved);

  const zoomBy = (factor: number): void => setMoved(zoomed(view, factor, size.width / 2, size.height / 2));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = keyDirections[event.key];
    if (direction !== undefined) {
      const start = arrows.find(({ id }) => id === selected)?.to ?? selected;
      const next = neighbourOf(layout.places, start, direction);
      const place = next === undefined ? undefined : layout.places.get(next);
      if (next !== undefined && place !== undefined) {
        onSelect(next);
        setMoved(revealed(view, place, size.width, size.height));
      }
    } else if (event.key === 'Enter' && selected !== undefined) onOpen(selected);
    else if (event.key === '+' || event.key === '=') zoomBy(1.25);
    else if (event.key === '-') zoomBy(0.8);
    else if (event.key === '0') fit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const fit = (): void => setMoved(fitView(layout, size.width, size.height));
  const near = useCallback(
    (arrow: GraphArrow): boolean => arrow.id === selected || arrow.from === selected || arrow.to === selected,
    [selected],
  );
  const [hovered, setHovered] = useState<string>();
  const candidates = useMemo(
    () => (arrows.length <= labelled ? arrows : arrows.filter((arrow) => near(arrow) || arrow.id === hovered)),
    [arrows, near, hovered],
  );
  const labels = useLabels(candidates, layout, view.scale, near, { selected, hovered });
  const dimmed = selected !== undefined && (boxes.length > 12 || arrows.length > 16);
  const beside = new Set(arrows.filter(near).flatMap(({ from, to }) => [from, to]));
  if (selected !== undefined) beside.add(selected);
  const parts = { layout, onSelect, onOpen };
  return (
    <div
      ref={host}
      className={styles['host']}
      role="application"
      aria-roledescription="graph"
      aria-label={summary}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onDoubleClick={(event) => {
        if (event.target === event.currentTarget.firstElementChild) fit();
      }}
      {...drag}
    >
      <svg
        className={styles['svg']}
        width={size.width}
        height={size.height}
        aria-hidden="true"
        onClick={(event) => event.target === event.currentTarget && onSelect(undefined)}
      >
        <defs>
          {(['plain', 'failing', 'chosen'] as const).map((look) => (
            <marker
              key={look}
              id={`arrow-${look}`}
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="8"
              markerHeight="8"
              markerUnits="userSpaceOnUse"
              orient="auto"
            >
              <path d="M0 0L8 4L0 8z" className={styles[`head-${look}`]} />
            </marker>
          ))}
        </defs>
        <g transform={`translate(${view.x} ${view.y}) scale(${view.scale})`}>
          {arrows.map((arrow) => (
            <Arrow
              key={arrow.id}
              arrow={arrow}
              chosen={near(arrow)}
              dimmed={dimmed && !near(arrow)}
              onHover={setHovered}
              {...parts}
            />
          ))}
          {boxes.map((box) => (
            <Box
              key={box.id}
              box={box}
              chosen={box.id === selected}
              dimmed={dimmed && !beside.has(box.id)}
              {...parts}
            />
          ))}
          {labels.map(({ arrow, at, scale }) => (
            <ArrowLabel
              key={arrow.id}
              arrow={arrow}
              at={at}
              scale={scale}
              chosen={near(arrow) || arrow.id === hovered}
              dimmed={dimmed && !near(arrow) && arrow.id !== hovered}
            />
          ))}
        </g>
      </svg>
      <div className={styles['controls']} role="group" aria-label="Zoom">
        <button type="button" title="Zoom in (+)" aria-label="Zoom in" onClick={() => zoomBy(1.25)}>
          +
        </button>
        <button type="button" title="Zoom out (-)" aria-label="Zoom out" onClick={() => zoomBy(0.8)}>
          −
        </button>
        <button type="button" title="Show everything (0)" onClick={fit}>
          Fit
        </button>
      </div>
    </div>
  );
}

/** Places once given are kept while boxes come and go, until everything is tidied. */
function useGrowingLayout(
  boxes: readonly GraphBox[],
  arrows: readonly GraphArrow[],
  tidied: number,
  { width, height }: { readonly width: number; readonly height: number },
): GraphLayout {
  const kept = useRef<{ readonly tidied: number; readonly layout: GraphLayout }>(undefined);
  return useMemo(() => {
    if (width === 0 || boxes.length === 0) return kept.current?.layout ?? layOutGraph([], [], 1, 1);
    const nodes = boxes.map((box) => ({ id: box.id, width: boxWidth(box), height: boxHeight }));
    const withLabels = arrows.length <= labelled;
    const edges = arrows.map((arrow) => ({
      id: arrow.id,
      from: arrow.from,
      to: arrow.to,
      label: withLabels ? labelSize(arrow) : undefined,
    }));
    const known = kept.current?.tidied === tidied ? kept.current.layout : undefined;
    const grown = known === undefined ? undefined : growGraph(known, nodes, edges);
    const layout = grown ?? layOutGraph(nodes, edges, width, height);
    kept.current = { tidied, layout };
    return layout;
  }, [boxes, arrows, tidied, width, height]);
}

interface DragHandlers {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: () => void;
  readonly onPointerCancel: () => void;
}

/** Pixels below which a press is a click. */
const leastDrag = 4;

function useDrag(view: { readonly current: GraphView }, setView: (view: GraphView) => void): DragHandlers {
  const start = useRef<{ readonly x: number; readonly y: number; readonly view: GraphView; moving: boolean }>(
    undefined,
  );
  const end = (): void => {
    start.current = undefined;
  };
  return {
    onPointerDown(event) {
      if (event.button === 0) start.current = { x: event.clientX, y: event.clientY, view: view.current, moving: false };
    },
    onPointerMove(event) {
      const from = start.current;
      if (from === undefined) return;
      const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
      if (!from.moving && Math.hypot(dx, dy) < leastDrag) return;
      if (!from.moving) event.currentTarget.setPointerCapture(event.pointerId);
      from.moving = true;
      setView({ ...from.view, x: from.view.x + dx, y: from.view.y + dy });
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}
