// Top bar: which run is looked at, and the way to another one. The live run has a dot.
import { ChevronDown, FolderOpen, Plus, Radio, Rows3 } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { RunInfo } from '../../contract/runs.ts';
import { useSelectedRun } from '../data/selected-run.tsx';
import { useAnswer } from '../data/use-answer.ts';
import { runsLink } from '../routes/runs-route.ts';
import { useRouter } from '../routes/use-place.tsx';
import { Button } from '../ui/button.tsx';
import { Menu, type MenuEntry } from '../ui/menu.tsx';
import { formatShortCount } from '../ui/number-text.ts';
import { formatDayTime } from '../ui/time-text.ts';
import { useRunCommand } from '../ui/use-commands.tsx';
import { hrefForRun } from './href-for-run.ts';
import styles from './top-bar.module.css';

/** Past runs in the menu; the others are on the runs page. */
const listed = 8;

export function RunSelector(): ReactNode {
  const { data: runs } = useAnswer('runs.list', {});
  return <RunMenu runs={runs} />;
}

interface RunMenuProps {
  /** undefined until the list is there. */
  readonly runs: readonly RunInfo[] | undefined;
}

/** Drawn anew only when something of it changes, not with each commit of the live run. */
const RunMenu = memo(function RunMenu({ runs: loaded }: RunMenuProps): ReactNode {
  const { run: selected, live, param } = useSelectedRun();
  const runs = loaded ?? [];
  const info = runs.find(({ id }) => id === selected);
  const router = useRouter();
  const runCommand = useRunCommand();
  const entry = (run: RunInfo): MenuEntry => ({
    kind: 'item',
    label: nameOf(run),
    checked: run.id === info?.id,
    detail: run.state === 'live' ? 'live' : run.trouble === undefined ? tracesText(run) : 'unreadable',
    disabled: run.trouble !== undefined,
    onSelect: () => router.navigate(hrefForRun(router.place, run.state === 'live' ? undefined : run.id)),
  });
  const of = (state: RunInfo['state']): readonly RunInfo[] => runs.filter((run) => run.state === state);
  const past = of('past');
  const opened = of('opened');
  const entries: MenuEntry[] = [
    ...of('live').map(entry),
    ...(past.length > 0 ? [{ kind: 'heading', label: 'Past runs' } as const, ...past.slice(0, listed).map(entry)] : []),
    ...(opened.length > 0 ? [{ kind: 'heading', label: 'Opened files' } as const, ...opened.map(entry)] : []),
    { kind: 'separator' },
    { kind: 'item', label: 'New run…', icon: <Plus size={14} />, onSelect: () => runCommand('run.new') },
    {
      kind: 'item',
      label: 'Open files…',
      icon: <FolderOpen size={14} />,
      keys: 'mod+o',
      onSelect: () => runCommand('run.open'),
    },
    {
      kind: 'item',
      label: past.length > listed ? `All ${past.length} runs` : 'Manage runs',
      icon: <Rows3 size={14} />,
      keys: 'g r',
      onSelect: () => router.navigate(runsLink(param)),
    },
  ];
  return (
    <Menu
      entries={entries}
      trigger={
        <Button look="ghost" className={styles['run']} aria-label="Run">
          {live ? <Radio size={14} className={styles['live']} /> : undefined}
          <span className={styles['runName']}>
            {info !== undefined
              ? nameOf(info)
              : param === undefined || loaded === undefined
                ? 'Live run'
                : 'No such run'}
          </span>
          {info !== undefined && !live ? (
            <span className={styles['runKind']}>{info.state === 'opened' ? 'file' : 'past'}</span>
          ) : undefined}
          <ChevronDown size={13} />
        </Button>
      }
    />
  );
}, sameMenu);

function sameMenu({ runs: a }: RunMenuProps, { runs: b }: RunMenuProps): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.length === b.length && a.every((run, at) => lookOf(run) === lookOf(b[at] as RunInfo));
}

/** Everything that the menu shows of a run. */
function lookOf(run: RunInfo): string {
  return [run.id, nameOf(run), run.state, run.state === 'live' ? '' : tracesText(run), run.trouble ?? ''].join('\n');
}

function tracesText({ traces }: RunInfo): string {
  return `${formatShortCount(traces)} traces`;
}

function nameOf(run: RunInfo): string {
  return run.name === '' ? formatDayTime(run.startedAt) : run.name;
}
