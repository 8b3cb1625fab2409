// Chooses the profile to compare with: of this run or another, those of the same kind first on offer.
import { useMemo, useState, type ReactNode } from 'react';
import { runId, type RunId } from '../../../../../contract/ids.ts';
import type { StoredProfile } from '../../../../../contract/profiles/list.ts';
import { useAnswer } from '../../../../data/use-answer.ts';
import { Button } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { Select } from '../../../../ui/select.tsx';
import { textColumn } from '../../../../ui/text-column.tsx';
import { TextField } from '../../../../ui/text-field.tsx';
import { formatDayTime } from '../../../../ui/time-text.ts';
import { VirtualTable, type Column } from '../../../../ui/virtual-table.tsx';
import { profileName } from '../../../../../contract/profiles/profile-name.ts';
import type { ProfileScreen } from '../profile-screen.ts';
import styles from './base-dialog.module.css';

const most = 500;

const columns: readonly Column<StoredProfile>[] = [
  { id: 'start', title: 'Time', width: 140, cell: ({ start }) => formatDayTime(start) },
  textColumn('name', 'Name', 180, 2, profileName),
  textColumn('service', 'Service', 120, 1, ({ services }) => services.join(', ')),
  textColumn('types', 'Sample types', 150, 1, ({ sampleTypes }) => sampleTypes.map(({ type }) => type).join(', ')),
];

export function BaseDialog({
  screen,
  onClose,
}: {
  readonly screen: ProfileScreen;
  readonly onClose: () => void;
}): ReactNode {
  const { run, stored, place, change } = screen;
  const { data: runs = [] } = useAnswer('runs.list', {});
  const [looked, setLooked] = useState<RunId>(run);
  const [find, setFind] = useState('');
  const [sameKind, setSameKind] = useState(true);
  const [selected, setSelected] = useState<number>();
  const { data } = useAnswer(
    'profiles.list',
    { run: looked, kind: sameKind ? stored.kind : undefined, text: find, offset: 0, limit: most },
    { keepPrevious: true },
  );
  const offered = useMemo(
    () =>
      (data?.profiles ?? []).filter(
        ({ profile, unshown }) => unshown === undefined && (looked !== run || profile !== stored.profile),
      ),
    [data, looked, run, stored.profile],
  );
  const choose = (index: number | undefined): void => {
    const one = index === undefined ? undefined : offered[index];
    if (one === undefined) return;
    const base = { profile: one.profile, part: 0, run: looked === run ? undefined : looked };
    const tab = place.tab === 'top' || place.tab === 'goroutines' ? place.tab : undefined;
    change({ base, tab, at: undefined }, true);
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={`What changed in ${profileName(stored)} since…`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={selected === undefined} onClick={() => choose(selected)}>
            Compare
          </Button>
        </>
      }
    >
      <div className={styles['tools']}>
        <Select
          label="Run"
          value={looked}
          options={runs
            .filter(({ trouble }) => trouble === undefined)
            .map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(next) => {
            setLooked(runId(next));
            setSelected(undefined);
          }}
        />
        <Select
          label="Kind"
          value={sameKind ? 'same' : 'all'}
          options={[
            { value: 'same', label: 'The same kind' },
            { value: 'all', label: 'All kinds' },
          ]}
          onChange={(next) => setSameKind(next === 'same')}
        />
        <TextField
          label="Find"
          autoFocus
          value={find}
          onChange={(event) => {
            setFind(event.currentTarget.value);
            setSelected(undefined);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && offered.length > 0) choose(selected ?? 0);
          }}
        />
      </div>
      <div className={styles['list']}>
        <VirtualTable
          label="Profiles to compare with"
          columns={columns}
          count={offered.length}
          rowAt={(index) => offered[index]}
          rowKey={({ profile }) => String(profile)}
          selected={selected}
          onSelect={setSelected}
          onOpen={choose}
          empty={
            data === undefined ? undefined : (
              <EmptyState title="No other profile">
                Choose another run or all kinds, or capture this one again and compare then.
              </EmptyState>
            )
          }
        />
      </div>
    </Dialog>
  );
}
