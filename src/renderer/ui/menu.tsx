// A menu made from a table of entries: at the button that opens it, or at the point where it was asked for.
import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { cx } from './cx.ts';
import { KeyHint } from './key-hint.tsx';
import popup from './popup.module.css';

export type MenuEntry =
  | {
      readonly kind: 'item';
      readonly label: string;
      readonly icon?: ReactNode;
      readonly detail?: ReactNode;
      readonly keys?: string;
      /** Shows a check mark's place; true draws it. */
      readonly checked?: boolean;
      readonly danger?: boolean;
      readonly disabled?: boolean;
      readonly onSelect: () => void;
    }
  | { readonly kind: 'separator' }
  | { readonly kind: 'heading'; readonly label: string };

interface MenuProps {
  readonly trigger: ReactElement;
  readonly entries: readonly MenuEntry[];
  readonly align?: 'start' | 'end';
}

export function Menu({ trigger, entries, align = 'start' }: MenuProps): ReactNode {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} className={popup['positioner']}>
          <Base.Popup className={popup['popup']}>
            <Entries entries={entries} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface ContextMenuProps {
  /** Where it was asked for, in pixels of the window; undefined while it is closed. */
  readonly at: { readonly x: number; readonly y: number } | undefined;
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly onClose: () => void;
}

export function ContextMenu({ at, label, entries, onClose }: ContextMenuProps): ReactNode {
  const { x, y } = at ?? { x: 0, y: 0 };
  return (
    <Base.Root open={at !== undefined} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Base.Portal>
        <Base.Positioner
          anchor={{ getBoundingClientRect: () => new DOMRect(x, y, 0, 0) }}
          sideOffset={2}
          align="start"
          className={popup['positioner']}
        >
          <Base.Popup aria-label={label} className={popup['popup']}>
            <Entries entries={entries} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Entries({ entries }: { readonly entries: readonly MenuEntry[] }): ReactNode {
  return entries.map((entry, index) => {
    if (entry.kind === 'separator') return <Base.Separator key={index} className={popup['separator']} />;
    if (entry.kind === 'heading') {
      return (
        <div key={index} className={popup['group']}>
          {entry.label}
        </div>
      );
    }
    return (
      <Base.Item
        key={index}
        disabled={entry.disabled ?? false}
        onClick={entry.onSelect}
        className={cx(popup['item'], entry.danger === true && popup['danger'])}
      >
        {entry.checked === undefined ? undefined : (
          <span className={popup['check']}>{entry.checked ? <Check size={13} /> : undefined}</span>
        )}
        {entry.icon}
        <span className={popup['text']}>{entry.label}</span>
        {entry.detail === undefined ? undefined : <span className={popup['detail']}>{entry.detail}</span>}
        {entry.keys === undefined ? undefined : <KeyHint keys={entry.keys} />}
      </Base.Item>
    );
  });
}
