// The timeline for React: mounts the surface, names the lanes, shows the tip that the feature words, moves by keys, and tells
// assistive technology the selected item. Arrows pan, + and - zoom, 0 shows all, j and k go through items, h and l through
// those of the lane, e and E through errors, n and N through matches.
import { useEffect, useRef, useState, useSyncExternalStore, type KeyboardEvent, type ReactNode } from 'react';
import { serviceLabel } from '../../../contract/service-label.ts';
import { watchTheme } from '../theme.ts';
import type { LaneContent } from '../time-lane/lane-content.ts';
import type { TimeMark } from '../time-marks.ts';
import { useFrame } from '../use-frame.ts';
import type { StepKind, TimelineModel } from './timeline-model.ts';
import { lanesWithin, type PlacedLane } from './lane-layout.ts';
import { OverviewSurface } from './overview-surface.ts';
import { TimelineLane } from './timeline-lane.tsx';
import { TimelineSurface, type TimelineLook } from './timeline-surface.ts';
import css from './timeline.module.css';

interface TimelineProps {
  readonly model: TimelineModel;
  /** What the picture shows, in words. */
  readonly label: string;
  /** What stands beside the axis: what lanes are. */
  readonly corner: string;
  /** A new object only when something changed. */
  readonly look: TimelineLook;
  /** Marked above the lanes. */
  readonly lane?: LaneContent | undefined;
  readonly tip: (item: number) => ReactNode;
  /** Name, time and what else there is to say about an item, for screen readers. */
  readonly describe: (item: number) => string;
  /** Enter or a double click on an item. */
  readonly onOpen: (item: number) => void;
}

interface Hovered {
  readonly item: number;
  readonly x: number;
  readonly y: number;
  readonly marks: readonly TimeMark[];
}

const steps: ReadonlyMap<string, readonly [StepKind, 1 | -1]> = new Map([
  ['j', ['any', 1]],
  ['k', ['any', -1]],
  ['l', ['lane', 1]],
  ['h', ['lane', -1]],
  ['e', ['error', 1]],
  ['E', ['error', -1]],
  ['n', ['match', 1]],
  ['N', ['match', -1]],
]);
/** Marks at one place that the tip names. */
const mostWords = 6;
const panStep = 0.15;
const zoomStep = 0.75;

export function Timeline({
  model,
  label,
  corner,
  look,
  lane: marked,
  tip,
  describe,
  onOpen,
}: TimelineProps): ReactNode {
  const overview = useRef<HTMLCanvasElement>(null);
  const head = useRef<HTMLCanvasElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const spacer = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const surface = useRef<TimelineSurface>(undefined);
  const [hovered, setHovered] = useState<Hovered>({ item: -1, x: 0, y: 0, marks: [] });
  const current = useRef({ onOpen, look });
  current.current = { onOpen, look };
  const frame = useFrame();
  useSyncExternalStore(model.subscribe, () => model.revision);
  const lanesInSight = useLanesInSight(model);

  useEffect(() => {
    const found = { head: head.current, scroller: scroller.current, spacer: spacer.current, canvas: canvas.current };
    if (!areThere(found) || overview.current === null) return undefined;
    const above = new OverviewSurface(overview.current, model, frame);
    const created = new TimelineSurface(found, model, frame, current.current.look, {
      onChoose: (item) => model.select(item),
      onOpen: (item) => {
        model.select(item);
        model.fit(item);
        current.current.onOpen(item);
      },
      onHover: (item, x, y, marks) =>
        setHovered((before) => (item < 0 && marks.length === 0 && isNothing(before) ? before : { item, x, y, marks })),
    });
    surface.current = created;
    const stopTheme = watchTheme(() => {
      created.refreshTheme();
      above.refreshTheme();
    });
    return () => {
      stopTheme();
      above.destroy();
      created.destroy();
    };
  }, [model, frame]);
  useEffect(() => surface.current?.setLook(look), [look]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !runKey(model, event.key, onOpen)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const { selected, data } = model;
  const shown = isNothing(hovered) || hovered.item >= data.items ? undefined : hovered;
  const wide = canvas.current?.clientWidth ?? 0;
  const tall = scroller.current?.clientHeight ?? 0;
  return (
    <div className={css['root']}>
      <div className={css['above']}>
        <div className={css['corner']}>Whole session</div>
        <canvas
          ref={overview}
          className={css['overview']}
          role="img"
          aria-label="The whole session at a glance: how much happened when"
        />
      </div>
      <div className={css['above']}>
        <div className={css['corner']}>{corner}</div>
        <canvas ref={head} className={css['head']} aria-hidden="true" />
      </div>
      {marked === undefined ? undefined : (
        <TimelineLane model={model} lane={marked} right={scrollbarOf(scroller.current)} />
      )}
      <div
        ref={scroller}
        className={css['scroller']}
        role="application"
        aria-roledescription="timeline"
        tabIndex={0}
        aria-label={label}
        onKeyDown={onKeyDown}
      >
        <div ref={spacer} className={css['spacer']}>
          {lanesInSight.map(({ lane, top, height, collapsed }) => {
            const one = data.lanes[lane];
            return one === undefined ? undefined : (
              <button
                key={one.id}
                type="button"
                tabIndex={-1}
                className={`${css['lane']} ${collapsed ? css['folded'] : ''}`}
                style={{ top, height }}
                aria-expanded={!collapsed}
                title={`${one.kind} ${serviceLabel(one.name, '(unnamed)')}: ${collapsed ? 'unfold' : 'fold'}`}
                onClick={() => model.toggleLane(one.id)}
              >
                <span className={css['laneName']}>{serviceLabel(one.name, '(unnamed)')}</span>
              </button>
            );
          })}
          <canvas ref={canvas} className={css['canvas']} aria-hidden="true" />
        </div>
      </div>
      <div className={css['unseen']} aria-live="polite">
        {selected < 0 ? '' : describe(selected)}
      </div>
      {shown === undefined ? undefined : (
        <div
          className={css['tip']}
          style={{
            left: `calc(var(--gutter) + ${shown.x}px)`,
            top: shown.y + (head.current?.clientHeight ?? 0),
            transform: `translate(${shown.x > wide / 2 ? 'calc(-100% - 12px)' : '12px'}, ${shown.y > tall / 2 ? 'calc(-100% - 8px)' : '16px'})`,
          }}
        >
          {shown.item >= 0
            ? tip(shown.item)
            : shown.marks.slice(0, mostWords).map(({ time, text }) => <div key={`${time} ${text}`}>{text}</div>)}
        </div>
      )}
    </div>
  );
}

function isNothing({ item, marks }: Hovered): boolean {
  return item < 0 && marks.length === 0;
}

function areThere<T extends object>(found: { readonly [K in keyof T]: T[K] | null }): found is T {
  return Object.values(found).every((element) => element !== null);
}

/** Lanes whose names are on screen; the array is the same one until they change. */
function useLanesInSight(model: TimelineModel): readonly PlacedLane[] {
  const known = useRef<{ readonly text: string; readonly lanes: readonly PlacedLane[] }>(undefined);
  return useSyncExternalStore(model.onFrame, () => {
    const lanes = lanesWithin(model.layout, model.scrollTop, model.scrollTop + Math.max(model.viewHeight, 1));
    const text = lanes.map(({ lane, top, height }) => `${lane} ${top} ${height}`).join();
    if (known.current?.text !== text) known.current = { text, lanes };
    return known.current.lanes;
  });
}

/** Whether the key means something here. */
function runKey(model: TimelineModel, key: string, onOpen: (item: number) => void): boolean {
  const step = steps.get(key);
  if (step !== undefined) return model.step(...step);
  const { from, to } = model.window;
  const middle =
    model.selected >= 0 && inWindow(model, model.selected)
      ? (model.data.start[model.selected] as number)
      : (from + to) / 2;
  if (key === 'ArrowLeft') model.pan(-panStep);
  else if (key === 'ArrowRight') model.pan(panStep);
  else if (key === '+' || key === '=') model.zoom(middle, zoomStep);
  else if (key === '-') model.zoom(middle, 1 / zoomStep);
  else if (key === '0') model.showAll();
  else if (key === 'z' && model.selected >= 0) model.fit(model.selected);
  else if (key === 'Enter' && model.selected >= 0) onOpen(model.selected);
  else return false;
  return true;
}

function inWindow(model: TimelineModel, item: number): boolean {
  const start = model.data.start[item] as number;
  return start >= model.window.from && start <= model.window.to;
}

/** CSS pixels. */
function scrollbarOf(scroller: HTMLElement | null): number {
  return scroller === null ? 0 : scroller.offsetWidth - scroller.clientWidth;
}
