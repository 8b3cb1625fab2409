// The profiles of a run, newest first: find, open, compare, rename, delete, save; capture another one.
import { Download, GitCompareArrows, Pencil, Trash2 } from 'lucide-react';
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import type { ProfileListRequest, StoredProfile } from '../../../../contract/profiles/list.ts';
import { usePages } from '../../../data/use-pages.ts';
import { useCommand } from '../../../data/use-command.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { profileLink } from '../../../routes/profile-route.ts';
import { parseProfilesRoute, profilesLink, type ProfilesListView } from '../../../routes/profiles-route.ts';
import { useNavigate, usePlace } from '../../../routes/use-place.tsx';
import { ConfirmDialog } from '../../../ui/dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FullColumn } from '../../../ui/full-column.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { useNotify } from '../../../ui/notices.tsx';
import { formatCount, plural } from '../../../ui/number-text.ts';
import { PageHeader } from '../../../ui/page-header.tsx';
import { formatDay } from '../../../ui/time-text.ts';
import { useCommands, useRunCommand } from '../../../ui/use-commands.tsx';
import { VirtualTable } from '../../../ui/virtual-table.tsx';
import { CaptureDialog } from '../capture/capture-dialog.tsx';
import { CaptureStrip } from '../capture/capture-strip.tsx';
import { profileName } from '../../../../contract/profiles/profile-name.ts';
import { useSaveProfile } from '../use-save-profile.ts';
import { CompareMark, useCompareMark } from './compare-mark.tsx';
import { useMarkedProfile } from './marked-profile.ts';
import { NoProfiles } from './no-profiles.tsx';
import { profileColumns } from './profile-columns.tsx';
import { ProfilesTools } from './profiles-tools.tsx';
import { RenameProfileDialog } from './rename-profile-dialog.tsx';
import styles from './profiles-page.module.css';

const pageSize = 200;

export function ProfilesPage(): ReactNode {
  const place = usePlace();
  const view = useMemo(() => parseProfilesRoute(place), [place]);
  return view === undefined ? undefined : <ProfilesOfRun view={view} />;
}

function ProfilesOfRun({ view }: { readonly view: ProfilesListView }): ReactNode {
  const { run, live, param } = useSelectedRun();
  const navigate = useNavigate();
  const runCommand = useRunCommand();
  const notify = useNotify();
  const [visible, setVisible] = useState<readonly [number, number]>([0, 40]);
  const [capturing, setCapturing] = useState(false);
  const [renaming, setRenaming] = useState<StoredProfile>();
  const [deleting, setDeleting] = useState<StoredProfile>();
  const remove = useCommand('profiles.delete', ['profiles.list']);
  const save = useSaveProfile();
  const mark = useCompareMark();
  const marked = useMarkedProfile((state) => state.marked);
  const { service, kind, series, flat, find, range, selected } = view;
  const grouped = !flat && series === undefined;
  const request = useMemo(
    () =>
      run === undefined
        ? undefined
        : (offset: number): ProfileListRequest => ({
            run,
            service,
            kind,
            series,
            grouped,
            text: find,
            from: range?.from,
            to: range?.to,
            offset,
            limit: pageSize,
          }),
    [run, service, kind, series, grouped, find, range?.from, range?.to],
  );
  const pages = usePages({
    method: 'profiles.list',
    request,
    visible,
    pageSize,
    live: true,
    listKey: profilesLink({ ...view, run, selected: undefined }),
  });
  const rowAt = (index: number): StoredProfile | undefined => {
    const found = pages.at(index);
    return found?.answer.profiles[found.row];
  };
  const capturesAt = (index: number): number => {
    const found = pages.at(index);
    return found?.answer.captures[found.row] ?? 1;
  };
  const { first: answer } = pages;
  const total = answer?.total ?? 0;
  const change = useCallback(
    (patch: Partial<ProfilesListView>) => navigate(profilesLink({ ...view, run: param, ...patch }), { replace: true }),
    [navigate, view, param],
  );
  const row = rowOf(selected, total, rowAt);
  const chosen = row === undefined ? undefined : rowAt(row);
  const linkOf = useCallback(({ profile }: StoredProfile): string => profileLink({ profile, run: param }), [param]);
  const open = useCallback(
    (stored: StoredProfile | undefined): void => {
      if (stored !== undefined) navigate(linkOf(stored));
    },
    [navigate, linkOf],
  );
  const newest = useRef(capturesAt);
  newest.current = capturesAt;
  const captures = useCallback((index: number) => newest.current(index), []);
  const onSeries = useCallback((one: StoredProfile) => change({ series: one.series }), [change]);
  const columns = useMemo(
    () =>
      profileColumns({ today: formatDay(BigInt(Date.now()) * 1_000_000n), linkOf, captures, onSeries }, (stored) => (
        <span className={styles['actions']}>
          <IconButton label="Compare with another" keys="v" onClick={() => mark(stored)}>
            <GitCompareArrows size={14} />
          </IconButton>
          <IconButton label="Save the file as received" onClick={() => save(stored)}>
            <Download size={14} />
          </IconButton>
          <IconButton label="Rename" onClick={() => setRenaming(stored)}>
            <Pencil size={14} />
          </IconButton>
          <IconButton label="Delete" onClick={() => setDeleting(stored)}>
            <Trash2 size={14} />
          </IconButton>
        </span>
      )),
    [linkOf, captures, onSeries, mark, save],
  );
  const onVisible = useCallback((from: number, to: number) => setVisible([from, to]), []);
  useCommands([
    {
      id: 'profiles.find',
      title: 'Find profiles',
      group: 'Profiles',
      keys: '/',
      run: () => document.querySelector<HTMLInputElement>('input[name="profiles-find"]')?.focus(),
    },
    {
      id: 'profiles.capture',
      title: 'Capture a profile from a service…',
      group: 'Profiles',
      keys: 'c',
      run: () => setCapturing(live),
    },
    {
      id: 'profiles.compare',
      title: 'Compare the selected profile with another',
      group: 'Profiles',
      keys: 'v',
      run: () => mark(chosen),
    },
    {
      id: 'profiles.rename',
      title: 'Rename the selected profile',
      group: 'Profiles',
      keys: 'r',
      run: () => setRenaming(chosen),
    },
    {
      id: 'profiles.save',
      title: 'Save the selected profile as it was received',
      group: 'Profiles',
      keys: 'mod+s',
      run: () => chosen !== undefined && save(chosen),
    },
    {
      id: 'profiles.series',
      title: 'Show only the series of the selected profile, or all',
      group: 'Profiles',
      keys: 's',
      run: () => change({ series: series === undefined ? chosen?.series || undefined : undefined }),
    },
    {
      id: 'profiles.grouped',
      title: flat ? 'List only the newest of a series' : 'List every profile of a series',
      group: 'Profiles',
      keys: 'a',
      run: () => change({ flat: !flat, series: undefined }),
    },
    {
      id: 'profiles.delete',
      title: 'Delete the selected profile',
      group: 'Profiles',
      run: () => setDeleting(chosen),
    },
  ]);
  return (
    <FullColumn>
      <PageHeader
        title="Profiles"
        facts={
          answer === undefined
            ? undefined
            : total === answer.all
              ? plural(total, 'profile')
              : `${plural(total, 'profile')} of ${formatCount(answer.all)}${grouped ? ', the newest of each series' : ''}`
        }
        actions={
          <ProfilesTools view={view} answer={answer} live={live} change={change} onCapture={() => setCapturing(true)} />
        }
      />
      <CaptureStrip />
      <CompareMark />
      {pages.error !== null && answer === undefined ? (
        <EmptyState title="The profiles could not be read">{pages.error.message}</EmptyState>
      ) : answer?.all === 0 ? (
        <NoProfiles live={live} onCapture={() => setCapturing(true)} onOpenFiles={() => runCommand('run.open')} />
      ) : (
        <VirtualTable
          label="Profiles"
          columns={columns}
          count={total}
          rowAt={rowAt}
          rowHeight={26}
          rowKey={({ profile }) => String(profile)}
          rowClass={({ profile }) =>
            marked?.run === run && marked?.profile === profile ? styles['chosen'] : undefined
          }
          selected={row}
          onSelect={(index) => change({ selected: rowAt(index)?.profile })}
          onOpen={(index) => open(rowAt(index))}
          onVisible={onVisible}
          autoFocus
          empty={
            answer === undefined ? undefined : (
              <EmptyState title="No profile matches">Look for another name, or show all services and kinds.</EmptyState>
            )
          }
        />
      )}
      {capturing ? <CaptureDialog onClose={() => setCapturing(false)} /> : undefined}
      {renaming === undefined || run === undefined ? undefined : (
        <RenameProfileDialog run={run} stored={renaming} onClose={() => setRenaming(undefined)} />
      )}
      <ConfirmDialog
        danger
        open={deleting !== undefined}
        onClose={() => setDeleting(undefined)}
        title="Delete this profile?"
        confirm="Delete"
        onConfirm={() => {
          if (deleting === undefined || run === undefined) return;
          remove.mutate(
            { run, profiles: [deleting.profile] },
            { onError: (error) => notify('error', `The profile was not deleted: ${error.message}`) },
          );
        }}
      >
        {deleting === undefined ? '' : profileName(deleting)} is removed from this run. This cannot be undone.
      </ConfirmDialog>
    </FullColumn>
  );
}

/** The selected profile among the rows that are loaded. */
function rowOf(
  selected: number | undefined,
  total: number,
  rowAt: (index: number) => StoredProfile | undefined,
): number | undefined {
  if (selected === undefined) return undefined;
  for (let index = 0; index < total; index++) if (rowAt(index)?.profile === selected) return index;
  return undefined;
}
