// The flame graph for React: mounts the surface, shows the tip that the feature words, moves by keys, and tells assistive
// technology the chosen frame. Arrows go to the parent, the widest child and the siblings; Enter zooms, Escape zooms out.
import { useEffect, useId, useRef, useState, useSyncExternalStore, type KeyboardEvent, type ReactNode } from 'react';
import { watchTheme } from '../theme.ts';
import { useFrame } from '../use-frame.ts';
import { siblingOf } from './flame-frames.ts';
import type { FlameCommand, FlameModel } from './flame-model.ts';
import { FlameSurface, type FlameLook } from './flame-surface.ts';
import css from './flame.module.css';

interface FlameProps {
  readonly model: FlameModel;
  /** What the picture shows, in words. */
  readonly label: string;
  /** A new object only when something changed. */
  readonly look: FlameLook;
  readonly tip: (frame: number) => ReactNode;
  /** Name, values and what else there is to say about a frame, for screen readers. */
  readonly describe: (frame: number) => string;
  /** A click or Enter; the frame is already zoomed and chosen. `again`: it was before. */
  readonly onOpen: (frame: number, again: boolean) => void;
  /** The frame was chosen by moving to it. */
  readonly onChoose: (frame: number) => void;
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

export function Flame({ model, label, look, tip, describe, onOpen, onChoose }: FlameProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const spacer = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const surface = useRef<FlameSurface>(undefined);
  const [hovered, setHovered] = useState({ frame: -1, x: 0, y: 0 });
  const events = useRef({ onOpen, look });
  events.current = { onOpen, look };
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
          model.choose(one);
          model.zoom(one);
          events.current.onOpen(one, again);
        },
        onHover: (one, x, y) => setHovered({ frame: one, x, y }),
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

  const onKeyDown = (event: KeyboardEvent): void => {
    const command = commands.get(event.key);
    if (command === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const worked = model.run(command);
    // Where there is nothing to zoom out of, Escape means the page's.
    if (command === 'zoomOut' && !worked) return;
    event.preventDefault();
    event.stopPropagation();
    if (command === 'zoom') onOpen(model.chosen < 0 ? model.zoomed : model.chosen, !worked);
    else if (worked && command !== 'zoomOut') onChoose(model.chosen);
  };
  const { chosen } = model;
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
        {chosen < 0 ? undefined : <SpokenFrame id={itemId} model={model} frame={chosen} text={describe(chosen)} />}
      </div>
      <div className={css['unseen']} aria-live="polite">
        {chosen < 0 ? '' : describe(chosen)}
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
          {tip(shown.frame)}
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
  let place = 1;
  for (let at = siblingOf(frames, frame, -1); at >= 0; at = siblingOf(frames, at, -1)) place++;
  return (
    <div
      id={id}
      role="treeitem"
      className={css['unseen']}
      aria-selected="true"
      aria-level={(frames.depth[frame] as number) + 1}
      aria-posinset={place}
    >
      {text}
    </div>
  );
}
