// One group of goroutines: how many in which state, who made them, and their stack, innermost frame first.
import { useMemo, type ReactNode } from 'react';
import type { GoroutineFrame, GoroutineGroup } from '../../../../../contract/profiles/goroutine-views.ts';
import cells from '../../../../ui/cell-text.module.css';
import { CopyButton } from '../../../../ui/copy-button.tsx';
import { FactList, type Fact } from '../../../../ui/fact-list.tsx';
import { formatCount, plural } from '../../../../ui/number-text.ts';
import { SidePane } from '../../../../ui/side-pane.tsx';
import { useSourceFiles } from '../../../../ui/source-opener.tsx';
import type { ProfileScreen } from '../profile-screen.ts';
import { statesText } from './goroutine-columns.tsx';
import styles from './group-details.module.css';

interface GroupDetailsProps {
  readonly group: GoroutineGroup;
  readonly frameMenu: ProfileScreen['frameMenu'];
  readonly onClose: () => void;
}

export function GroupDetails({ group, frameMenu, onClose }: GroupDetailsProps): ReactNode {
  const { count, before, states, waiting, waitMinutes, locked, creators, labels, frames, depth, ids } = group;
  const files = useSourceFiles();
  const here = files.useLocated(useMemo(() => frames.map(({ file }) => file).filter(isAbsolute), [frames]));
  const facts: readonly Fact[] = [
    ...(before === undefined ? [] : ([['Before', formatCount(before)]] as const)),
    ...(states.length === 0 ? [] : ([['State', statesText(states)]] as const)),
    ...(waiting === 0
      ? []
      : ([['Waiting', `${formatCount(waiting)} for a minute or more, the longest for ${waitMinutes}`]] as const)),
    ...(locked === 0 ? [] : ([['Threads', `${formatCount(locked)} locked to one`]] as const)),
    ...creators.map(({ text, count: made }) => ['Created by', `${text}${made < count ? ` (${made})` : ''}`] as const),
    ...labels.map(({ text, count: having }) => ['Label', `${text}${having < count ? ` (${having})` : ''}`] as const),
    ...(ids.length === 0
      ? []
      : ([
          ['Ids', `${ids.join(', ')}${ids.length < count ? ` and ${formatCount(count - ids.length)} more` : ''}`],
        ] as const)),
  ];
  return (
    <SidePane
      label="Stack of the group"
      title={plural(count, 'goroutine')}
      closeLabel="Close"
      onClose={onClose}
      actions={<CopyButton label="Copy the stack" text={() => stackText(frames)} />}
    >
      <FactList facts={facts} />
      <ol className={styles['stack']}>
        {frames.map((frame, at) => (
          <li
            key={at}
            onContextMenu={(event) => {
              event.preventDefault();
              const { function: name, file, line } = frame;
              frameMenu.open({ name, file, line }, event.clientX, event.clientY);
            }}
          >
            <code>{frame.function}</code>
            <Place frame={frame} onOpen={here.has(frame.file) ? files.open : undefined} />
          </li>
        ))}
      </ol>
      {depth > frames.length ? (
        <p className={cells['faint']}>{plural(depth - frames.length, 'frame')} more</p>
      ) : undefined}
    </SidePane>
  );
}

interface PlaceProps {
  readonly frame: GoroutineFrame;
  readonly onOpen: ReturnType<typeof useSourceFiles>['open'] | undefined;
}

function Place({ frame: { file, line }, onOpen }: PlaceProps): ReactNode {
  if (file === '') return undefined;
  const text = line > 0 ? `${file}:${line}` : file;
  return onOpen === undefined ? (
    <span className={styles['place']}>{text}</span>
  ) : (
    <button
      type="button"
      className={styles['open']}
      title="Open in the editor"
      onClick={() => onOpen({ path: file, line: Math.max(1, line), column: undefined })}
    >
      {text}
    </button>
  );
}

function stackText(frames: readonly GoroutineFrame[]): string {
  return frames.map(({ function: name, file, line }) => `${name}\n\t${file}${line > 0 ? `:${line}` : ''}`).join('\n');
}

const isAbsolute = (file: string): boolean => /^\/|^[A-Za-z]:[\\/]/.test(file);
