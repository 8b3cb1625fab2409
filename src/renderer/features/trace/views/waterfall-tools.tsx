// How many levels of the tree the waterfall shows.
import { ChevronDown, ListCollapse, ListTree } from 'lucide-react';
import type { ReactNode } from 'react';
import type { WaterfallModel } from '../../../draw/waterfall/waterfall-model.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu, type MenuEntry } from '../../../ui/menu.tsx';
import styles from '../trace-header.module.css';

export function WaterfallTools({ model }: { readonly model: WaterfallModel }): ReactNode {
  return (
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
