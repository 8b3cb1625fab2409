// Ctrl/Cmd+K: every command in force and every run, found by a few letters. A pasted trace id opens that trace.
import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import fuzzysort from 'fuzzysort';
import { CornerDownLeft, Search } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { parseTraceId } from '../../contract/ids.ts';
import { useSelectedRun } from '../data/selected-run.tsx';
import { traceLink } from '../routes/trace-route.ts';
import { useNavigate } from '../routes/use-place.tsx';
import { keysOf, type Command } from '../ui/command.ts';
import { KeyHint } from '../ui/key-hint.tsx';
import { useAllCommands } from '../ui/use-commands.tsx';
import styles from './command-palette.module.css';

const drawn = 60;

export function CommandPalette({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }): ReactNode {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles['backdrop']} />
        <Dialog.Popup className={styles['popup']} aria-label="Command palette">
          <Palette onClose={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Palette({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [text, setText] = useState('');
  const commands = useAllCommands();
  const trace = useTraceCommand(text);
  const found = useMemo(() => {
    const listed = commands.filter((command) => command.listed !== false && command.id !== 'palette');
    return trace === undefined ? search(listed, text) : [trace, ...search(listed, text)];
  }, [commands, text, trace]);
  const run = (command: Command): void => {
    onClose();
    // after the dialog has given the focus back
    requestAnimationFrame(() => command.run());
  };
  return (
    <Autocomplete.Root<Command>
      items={found}
      filter={null}
      inline
      autoHighlight="always"
      itemToStringValue={(command) => command.title}
      value={text}
      onValueChange={(next, details) => {
        if (details.reason !== 'item-press') setText(next);
      }}
    >
      <div className={styles['input']}>
        <Search size={15} aria-hidden="true" />
        <Autocomplete.Input
          aria-label="Search commands"
          placeholder="Command, page, run, or trace id"
          spellCheck={false}
          autoFocus
        />
      </div>
      <Autocomplete.List className={styles['list']}>
        {(command: Command) => (
          <Autocomplete.Item key={command.id} value={command} className={styles['item']} onClick={() => run(command)}>
            <span className={styles['title']}>{command.title}</span>
            <span className={styles['group']}>{command.group}</span>
            {keysOf(command)[0] === undefined ? undefined : <KeyHint keys={keysOf(command)[0] ?? ''} />}
            <CornerDownLeft size={13} className={styles['enter']} aria-hidden="true" />
          </Autocomplete.Item>
        )}
      </Autocomplete.List>
      <Autocomplete.Empty className={styles['empty']}>
        {found.length === 0 ? 'Nothing fits' : undefined}
      </Autocomplete.Empty>
    </Autocomplete.Root>
  );
}

/** Groups of the whole app; those of the page come before them. */
const lastGroups = ['Go to', 'Run', 'View', 'Help'];

function search(commands: readonly Command[], text: string): readonly Command[] {
  if (text.trim() === '')
    return commands.toSorted((a, b) => lastGroups.indexOf(a.group) - lastGroups.indexOf(b.group)).slice(0, drawn);
  return fuzzysort.go(text, commands, { keys: ['title', 'group'], limit: drawn, threshold: 0.2 }).map((hit) => hit.obj);
}

function useTraceCommand(text: string): Command | undefined {
  const navigate = useNavigate();
  const { param } = useSelectedRun();
  const traceId = parseTraceId(text.trim());
  if (traceId === undefined) return undefined;
  return {
    id: 'palette.trace',
    title: `Open trace ${traceId}`,
    group: 'Trace',
    run: () => navigate(traceLink({ traceId, run: param })),
  };
}
