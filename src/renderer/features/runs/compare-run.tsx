// "Compare with…" of a run: another run is chosen, and the groups of all their traces are laid side by side.
import { GitCompareArrows } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RunInfo } from '../../../contract/runs.ts';
import { compareGroupsLink } from '../../routes/compare-groups-route.ts';
import { useNavigate } from '../../routes/use-place.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { plural } from '../../ui/number-text.ts';
import { runName } from './run-columns.tsx';

interface CompareRunProps {
  readonly run: RunInfo;
  readonly runs: readonly RunInfo[];
}

export function CompareRun({ run, runs }: CompareRunProps): ReactNode {
  const navigate = useNavigate();
  const others = runs.filter((one) => one.id !== run.id && one.trouble === undefined);
  const side = ({ id }: RunInfo) => ({ run: id, from: undefined, to: undefined });
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label="Compare with another run…" disabled={run.trouble !== undefined || others.length === 0}>
          <GitCompareArrows size={14} />
        </IconButton>
      }
      entries={[
        { kind: 'heading', label: 'Compare with' },
        ...others.map((other) => ({
          kind: 'item' as const,
          label: runName(other),
          detail: plural(other.traces, 'trace'),
          // The older run is what the newer one is compared with.
          onSelect: () => {
            const [before, after] = other.startedAt <= run.startedAt ? [other, run] : [run, other];
            navigate(compareGroupsLink({ left: side(before), right: side(after) }));
          },
        })),
      ]}
    />
  );
}
