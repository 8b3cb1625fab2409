// What can be done with a frame, wherever it is shown: as a menu at the pointer.
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { Crosshair, Copy, EyeOff, FileCode2, FoldVertical, Layers, ListFilter, Search, Ungroup } from 'lucide-react';
import { copyText } from '../../../ui/copy-text.ts';
import { ContextMenu, type MenuEntry } from '../../../ui/menu.tsx';
import { useSourceFiles } from '../../../ui/source-opener.tsx';
import type { ProfilePlace } from '../../../routes/profile-route.ts';
import { exactly, withAction, type FrameAction } from './filter-change.ts';
import type { ChangePlace } from './use-profile-address.ts';

/** A frame as a view knows it. */
export interface NamedFrame {
  readonly name: string;
  /** Empty where unknown. */
  readonly file: string;
  /** 0 where unknown. */
  readonly line?: number;
  /** Names from the outermost frame to it, where the view knows its stack. */
  readonly path?: readonly string[];
}

export interface FrameMenu {
  /** Opens the menu of a frame at a point of the window. */
  readonly open: (frame: NamedFrame, x: number, y: number) => void;
  /** The menu itself, to be put somewhere in the page. */
  readonly menu: ReactNode;
}

interface Opened {
  readonly frame: NamedFrame;
  readonly x: number;
  readonly y: number;
}

export function useFrameMenu(place: ProfilePlace | undefined, change: ChangePlace): FrameMenu {
  const [opened, setOpened] = useState<Opened>();
  const files = useSourceFiles();
  const path = opened?.frame.file ?? '';
  const located = files.useLocated(useMemo(() => (path.startsWith('/') ? [path] : []), [path]));
  const open = useCallback((frame: NamedFrame, x: number, y: number) => setOpened({ frame, x, y }), []);
  if (place === undefined) return { open, menu: undefined };
  const entries = opened === undefined ? [] : entriesOf(opened.frame);
  return {
    open,
    menu: <ContextMenu at={opened} label="Frame" entries={entries} onClose={() => setOpened(undefined)} />,
  };

  function entriesOf(frame: NamedFrame): readonly MenuEntry[] {
    const { filter } = place as ProfilePlace;
    const act = (action: FrameAction) => () => change({ filter: withAction(filter, action, frame.name) }, true);
    return [
      { kind: 'heading', label: frame.name },
      { kind: 'item', icon: <Crosshair size={13} />, label: 'Focus', detail: 'stacks with it', onSelect: act('focus') },
      {
        kind: 'item',
        icon: <ListFilter size={13} />,
        label: 'Ignore',
        detail: 'stacks with it',
        onSelect: act('ignore'),
      },
      { kind: 'item', icon: <EyeOff size={13} />, label: 'Hide', detail: 'this frame', onSelect: act('hide') },
      { kind: 'item', icon: <Ungroup size={13} />, label: 'Show from here', onSelect: act('showFrom') },
      {
        kind: 'item',
        icon: <FoldVertical size={13} />,
        label: 'Collapse',
        detail: 'what it calls',
        onSelect: act('collapse'),
      },
      {
        kind: 'item',
        label: 'Merge recursion',
        checked: filter.mergeRecursion,
        onSelect: () => change({ filter: { ...filter, mergeRecursion: !filter.mergeRecursion } }, true),
      },
      { kind: 'separator' },
      {
        kind: 'item',
        icon: <Layers size={13} />,
        label: 'Callers and callees',
        onSelect: () => change({ tab: 'sandwich', fn: frame.name }, true),
      },
      {
        kind: 'item',
        icon: <Search size={13} />,
        label: 'Peek',
        onSelect: () => change({ tab: 'peek', fn: frame.name }, true),
      },
      {
        kind: 'item',
        icon: <FileCode2 size={13} />,
        label: 'Source',
        onSelect: () => change({ tab: 'source', fn: frame.name }, true),
      },
      {
        kind: 'item',
        icon: <Search size={13} />,
        label: 'Find in the graph',
        onSelect: () => change({ find: exactly(frame.name), regex: true }),
      },
      { kind: 'separator' },
      { kind: 'item', icon: <Copy size={13} />, label: 'Copy the name', onSelect: () => void copyText(frame.name) },
      ...(frame.path === undefined
        ? []
        : [
            {
              kind: 'item' as const,
              icon: <Copy size={13} />,
              label: 'Copy the stack',
              onSelect: () => void copyText((frame.path ?? []).join(';')),
            },
          ]),
      ...(located.has(frame.file)
        ? [
            {
              kind: 'item' as const,
              icon: <FileCode2 size={13} />,
              label: 'Open in the editor',
              onSelect: () => files.open({ path: frame.file, line: frame.line ?? 1, column: undefined }),
            },
          ]
        : []),
    ];
  }
}
