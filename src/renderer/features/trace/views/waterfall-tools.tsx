// The critical path, and how many levels of the tree the waterfall shows.
import { ChevronDown, ListCollapse, ListFilter, ListTree, Route } from 'lucide-react';
import type { ReactNode } from 'react';
import type { WaterfallModel } from '../../../draw/waterfall/waterfall-model.ts';
import { Button } from '../../../ui/button.tsx';
import type { ShowPath } from '../../../routes/trace-route.ts';
import { formatNanos } from '../../../../contract/duration-text.ts';
import { useTraceAddress } from '../use-trace-address.ts';
import type { TraceViewProps } from './trace-view.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu, type MenuEntry } from '../../../ui/menu.tsx';
import styles from '../trace-header.module.css';

export function WaterfallTools({ model, view }: TraceViewProps): ReactNode {
  return (
    <>
      <PathButtons model={model} path={view.path} />
      <div className={styles['buttons']} role="group" aria-label="Levels of the tree">
        <IconButton label="Collapse a level" keys="[" onClick={() => model.collapseLevel()}>
          <ListCollapse size={15} />
        </IconButton>
        <IconButton label="Expand a level" keys="]" onClick={() => model.expandLevel()}>
          <ListTree size={15} />
        </IconButton>
        <Menu
          align="end"
          trigger={
            <Button look="ghost" title="How many levels to show">
              Levels <ChevronDown size={13} aria-hidden="true" />
            </Button>
          }
          entries={levelEntries(model)}
        />
      </div>
    </>
  );
}

/** Levels beyond these are reached by all. */
const offered = 9;

function levelEntries(model: WaterfallModel): readonly MenuEntry[] {
  const levels = Array.from({ length: Math.min(offered, model.maxDepth) }, (_, i) => i + 1);
  return [
    ...levels.map((level): MenuEntry => ({
      kind: 'item',
      label: level === 1 ? 'Roots only' : `${level} levels`,
      onSelect: () => model.collapseToLevel(level - 1),
    })),
    { kind: 'item', label: 'All levels', onSelect: () => model.expandAll() },
  ];
}

function PathButtons({ model, path }: { readonly model: WaterfallModel; readonly path: ShowPath }): ReactNode {
  const { change } = useTraceAddress();
  const on = path !== 'off';
  return (
    <div className={styles['buttons']} role="group" aria-label="Critical path">
      <Button
        look="ghost"
        className={styles['path']}
        aria-pressed={on}
        title="The chain of spans that decides when the trace ends (c)"
        onClick={() => change({ path: on ? 'off' : 'on' })}
      >
        <Route size={14} aria-hidden="true" /> Critical path
        {model.path === undefined ? undefined : (
          <span className={styles['aside']}>{formatNanos(model.path.total)}</span>
        )}
      </Button>
      {on ? (
        <IconButton
          label={path === 'only' ? 'List all spans again' : 'List only spans of the critical path'}
          keys="C"
          aria-pressed={path === 'only'}
          onClick={() => change({ path: path === 'only' ? 'on' : 'only' })}
        >
          <ListFilter size={14} />
        </IconButton>
      ) : undefined}
    </div>
  );
}
