// Links behind a button: of a panel, or of a group of dashboards.
import type { ReactElement, ReactNode } from 'react';
import { Menu } from '../../ui/menu.tsx';
import type { ShownLink } from './use-follow-link.ts';

interface LinkMenuProps {
  readonly links: readonly ShownLink[];
  readonly trigger: ReactElement;
}

export function LinkMenu({ links, trigger }: LinkMenuProps): ReactNode {
  return (
    <Menu
      trigger={trigger}
      entries={links.map(({ title, detail, disabled, follow }) => ({
        kind: 'item',
        label: title || detail,
        detail: title === detail ? undefined : detail,
        disabled,
        onSelect: follow,
      }))}
    />
  );
}
