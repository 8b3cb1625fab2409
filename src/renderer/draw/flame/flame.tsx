// The flame graph for React: mounts the surface, shows and speaks what the feature says about frames, moves by keys. Arrows go to the parent, the widest child and the siblings; Enter zooms, Escape zooms out.
import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { watchTheme } from '../theme.ts';
import { useFrame } from '../use-frame.ts';
import { placeOf } from './flame-frames.ts';
import { frameHeight, type FlameCommand, type FlameModel, type RootAt } from './flame-model.ts';
import { FlameSurface, type FlameLook } from './flame-surface.ts';
import { FrameTip } from './frame-tip.tsx';
import { spokenFrame, type FrameWords } from './frame-words.ts';
import css from './flame.module.css';

interface FlameProps {
  readonly model: FlameModel;
  /** What the picture shows, in words. */
  readonly label: string;
  /** A new object only when something changed. */
  readonly look: FlameLook;
  /** Shown in a tip, and spoken by screen readers. */
  readonly wordsOf: (frame: number) => FrameWords;
  /** A click or Enter; the frame is already zoomed and chosen. `again`: it was before. */
  readonly onOpen?: (frame: number, again: boolean) => void;
  /** The frame was chosen by moving to it. */
  readonly onChoose?: (frame: number) => void;
  /** A frame's menu is wanted at a point of the window: by the other button, or by its key for the chosen frame. */
  readonly onMenu?: (frame: number, clientX: number, clientY: number) => void;
  /** Where the outermost frame stands; on top unless said otherwise. */
  readonly rootAt?: RootAt;
  /** Its keys work at once, where nothing else has the focus. */
  readonly autoFocus?: boolean;
}

const commands: ReadonlyMap<string, FlameCommand> = new Map([
  ['ArrowUp', 'parent'],
  ['ArrowDown', 'child'],
  ['ArrowLeft', 'previous'],
  ['ArrowRight', 'next'],
  ['Home', 'root'],
  ['Enter', 'zoom'],
  ['Escape', 'zoomOut'],
]);

/** With the root below, its callers are below too. */
const turned: ReadonlyMap<string, FlameCommand> = new Map([...commands, ['ArrowUp', 'child'], ['ArrowDown', 'parent']]);

const nowhere = { frame: -1, x: 0, y: 0 };

const isMenuKey = ({ key, shiftKey }: KeyboardEvent): boolean => key === 'ContextMenu' || (key === 'F10' && shiftKey);

export function Flame({
  model,
  label,
  look,
  wordsOf,
  onOpen,
  onChoose,
  onMenu,
  rootAt = 'top',
  autoFocus = false,
}: FlameProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const spacer = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const surface = useRef<FlameSurface>(undefined);
  const [hovered, setHovered] = useState(nowhere);
  const events = useRef({ onOpen, onMenu, look });
  events.current = { onOpen, onMenu, look };
  const frame = useFrame();
  const itemId = useId();
  useSyncExternalStore(model.subscribe, () => model.revision);

  useEffect(() => {
    if (scroller.current === null || spacer.current === null || canvas.current === null) return undefined;
    const created = new FlameSurface(
      { scroller: scroller.current, spacer: spacer.current, canvas: canvas.current },
      model,
      frame,
      events.current.look,
      {
        onChoose: (one) => {
          const again = one === model.chosen && one === model.zoomed;
          // Another frame is under the pointer then.
          setHovered(nowhere);
          model.choose(one);
          model.zoom(one);
          events.current.onOpen?.(one, again);
        },
        onHover: (one, x, y) => setHovered({ frame: one, x, y }),
        onMenu: (one, clientX, clientY) => {
          model.choose(one);
          events.current.onMenu?.(one, clientX, clientY);
        },
      },
    );
    surface.current = created;
    const stopTheme = watchTheme(() => created.refreshTheme());
    return () => {
      stopTheme();
      created.destroy();
    };
  }, [model, frame]);
  useEffect(() => surface.current?.setLook(look), [look]);
  useLayoutEffect(() => model.setRootAt(rootAt), [model, rootAt]);
  useEffect(() => {
    if (autoFocus && document.activeElement === document.body) scroller.current?.focus({ preventScroll: true });
  }, [autoFocus]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (onMenu !== undefined && isMenuKey(event) && model.chosen >= 0) {
      event.preventDefault();
      const box = scroller.current?.getBoundingClientRect();
      const { depth } = model.frames;
      onMenu(
        model.chosen,
        (box?.left ?? 0) + 24,
        (box?.top ?? 0) + model.topOf(depth[model.chosen] as number) + frameHeight,
      );
      return;
    }
    const command = (rootAt === 'top' ? commands : turned).get(event.key);
    if (command === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const worked = model.run(command);
    // Where there is nothing to zoom out of, Escape means the page's.
    if (command === 'zoomOut' && !worked) return;
    event.preventDefault();
    event.stopPropagation();
    setHovered(nowhere);
    if (command === 'zoom') onOpen?.(model.chosen < 0 ? model.zoomed : model.chosen, !worked);
    else if (worked && command !== 'zoomOut') onChoose?.(model.chosen);
  };
  const { chosen } = model;
  const spoken = chosen < 0 ? '' : spokenFrame(wordsOf(chosen), model.frames.depth[chosen] as number);
  const shown = hovered.frame >= 0 && hovered.frame < model.frames.count ? hovered : undefined;
  const wide = scroller.current?.clientWidth ?? 0;
  const tall = scroller.current?.clientHeight ?? 0;
  return (
    <div className={css['root']}>
      <div
        ref={scroller}
        className={css['scroller']}
        role="tree"
        tabIndex={0}
        aria-label={label}
        aria-activedescendant={chosen < 0 ? undefined : itemId}
        onKeyDown={onKeyDown}
      >
        <div ref={spacer} role="presentation">
          <canvas ref={canvas} className={css['canvas']} role="presentation" />
        </div>
        {chosen < 0 ? undefined : <SpokenFrame id={itemId} model={model} frame={chosen} text={spoken} />}
      </div>
      <div className={css['unseen']} aria-live="polite">
        {spoken}
      </div>
      {shown === undefined ? undefined : (
        <div
          className={css['tip']}
          style={{
            left: shown.x,
            top: shown.y,
            transform: `translate(${shown.x > wide / 2 ? 'calc(-100% - 12px)' : '12px'}, ${shown.y > tall / 2 ? 'calc(-100% - 8px)' : '16px'})`,
          }}
        >
          <FrameTip words={wordsOf(shown.frame)} />
        </div>
      )}
    </div>
  );
}

interface SpokenFrameProps {
  readonly id: string;
  readonly model: FlameModel;
  readonly frame: number;
  readonly text: string;
}

function SpokenFrame({ id, model, frame, text }: SpokenFrameProps): ReactNode {
  const { frames } = model;
  return (
    <div
      id={id}
      role="treeitem"
      className={css['unseen']}
      aria-selected="true"
      aria-level={(frames.depth[frame] as number) + 1}
      aria-posinset={placeOf(frames, frame)}
    >
      {text}
    </div>
  );
}
