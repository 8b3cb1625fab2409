// One button for what can be taken away from a page: files by a dialog, links by the clipboard. A copied link shows on
// the button itself for a moment.
import { Check, Download, Link2, X } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { copyText } from './copy-text.ts';
import { IconButton } from './icon-button.tsx';
import { Menu, type MenuEntry } from './menu.tsx';

export interface ShareExport {
  readonly label: string;
  readonly keys?: string;
  readonly disabled?: boolean;
  readonly onSelect: () => void;
}

export interface ShareLink {
  readonly label: string;
  /** The whole address; `undefined` where there is nothing to point at. */
  readonly address: string | undefined;
}

interface ShareMenuProps {
  readonly exports: readonly ShareExport[];
  readonly links: readonly ShareLink[];
  /** true: only an icon, for bars full of icons. */
  readonly compact?: boolean;
}

export function ShareMenu({ exports, links, compact = false }: ShareMenuProps): ReactNode {
  const [copied, setCopied] = useState<boolean>();
  useEffect(() => {
    if (copied === undefined) return undefined;
    const timer = setTimeout(() => setCopied(undefined), 1200);
    return () => clearTimeout(timer);
  }, [copied]);
  const entries: readonly MenuEntry[] = [
    ...exports.map((one) => ({ kind: 'item' as const, icon: <Download size={13} />, ...one })),
    { kind: 'separator' },
    ...links.map(({ label, address }) => ({
      kind: 'item' as const,
      icon: <Link2 size={13} />,
      label,
      disabled: address === undefined,
      onSelect: () => void copyText(address ?? '').then(setCopied),
    })),
  ];
  const label = copied === undefined ? 'Export' : copied ? 'Link copied' : 'Could not copy';
  const icon = copied === undefined ? <Download size={14} /> : copied ? <Check size={14} /> : <X size={14} />;
  const trigger = compact ? (
    <IconButton label={copied === undefined ? 'Export, copy a link' : label}>{icon}</IconButton>
  ) : (
    <Button look="ghost">
      {icon}
      <span aria-live="polite">{label}</span>
    </Button>
  );
  return <Menu align="end" trigger={trigger} entries={entries} />;
}
