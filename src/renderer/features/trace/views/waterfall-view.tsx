// The first view: minimap over waterfall, with the keys that belong to them.
import { useCallback, useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { serviceLabel } from '../../../../contract/service-label.ts';
import { Minimap } from '../../../draw/minimap/minimap.tsx';
import { rowName, rowService } from '../../../draw/waterfall/row-description.ts';
import { commandOfKey, runCommand } from '../../../draw/waterfall/waterfall-commands.ts';
import { Waterfall } from '../../../draw/waterfall/waterfall.tsx';
import { plural } from '../../../ui/number-text.ts';
import { writeStored } from '../../../ui/stored.ts';
import { treeWidthName } from '../tree-width.ts';
import type { TraceViewProps } from './trace-view.ts';
import { useCriticalPath } from './use-critical-path.ts';
import { useWaterfallCommands } from './use-waterfall-commands.ts';
import styles from '../trace-screen.module.css';

export function WaterfallView(props: TraceViewProps): ReactNode {
  const { model, onOpen } = props;
  const stage = useRef<HTMLDivElement>(null);
  useCriticalPath(props);
  useWaterfallCommands(model, props.view.path);
  useEffect(() => {
    // The keys work at once; nobody has to click first.
    if (document.activeElement === document.body)
      stage.current?.querySelector<HTMLElement>('[role="treegrid"]')?.focus({ preventScroll: true });
  }, []);
  const keepTreeWidth = useCallback((width: number) => writeStored(treeWidthName, width), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.target instanceof Element) || event.target.getAttribute('role') !== 'treegrid') return;
    if (event.key === 'Enter') {
      if (model.selected >= 0) onOpen();
      return event.preventDefault();
    }
    const command = commandOfKey(event);
    if (command === undefined) return;
    event.preventDefault();
    runCommand(model, command);
  };
  const { columns } = model;
  const label = `Trace ${serviceLabel(rowService(columns, 0), '')} ${rowName(columns, 0)}, ${plural(columns.spans, 'span')}, ${plural(columns.errors, 'error')}`;
  return (
    <div ref={stage} className={styles['stage']} onKeyDown={onKeyDown}>
      <Minimap model={model} />
      <Waterfall model={model} label={label} onChoose={onOpen} onTreeWidth={keepTreeWidth} />
    </div>
  );
}
