// The way from the whole graph to the frame that is zoomed; each step of it zooms out to there.
import { Fragment, useSyncExternalStore, type ReactNode } from 'react';
import type { FlameModel } from './flame-model.ts';
import css from './flame-crumbs.module.css';

/** Where deep, the middle is left out. */
const crumbsShown = 6;

export function FlameCrumbs({ model }: { readonly model: FlameModel }): ReactNode {
  useSyncExternalStore(model.subscribe, () => model.revision);
  const path = model.frames.count === 0 ? [] : model.pathTo(model.zoomed);
  // Also where nothing is zoomed, so that a click does not move the graph.
  if (path.length === 0) return undefined;
  const hidden = Math.max(0, path.length - crumbsShown);
  const shown = hidden === 0 ? path : [path[0] as number, ...path.slice(hidden + 1)];
  return (
    <nav className={css['crumbs']} aria-label="Way to the zoomed frame">
      {shown.map((frame, at) => (
        <Fragment key={frame}>
          {at === 0 ? undefined : <span aria-hidden="true">{at === 1 && hidden > 0 ? `› ${hidden} more ›` : '›'}</span>}
          <button
            type="button"
            className={css['crumb']}
            aria-current={frame === model.zoomed ? 'true' : undefined}
            onClick={() => model.zoom(frame)}
          >
            {model.frames.nameOf(frame)}
          </button>
        </Fragment>
      ))}
    </nav>
  );
}
