// Starts and exits of processes during the session, as a list beside what the axis marks: choosing one shows the time around it.
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ProcessMark } from '../../../data/use-process-marks.ts';
import { Button } from '../../../ui/button.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { plural } from '../../../ui/number-text.ts';
import { formatExactClock } from '../../../ui/time-text.ts';
import { useZoneChoice } from '../../../ui/zone-choice.ts';

/** More entries of a menu help nobody. */
const most = 50;

interface ProcessMenuProps {
  /** Newest first. */
  readonly processes: readonly ProcessMark[];
  /** Unix milliseconds. */
  readonly onTime: (time: number) => void;
}

export function ProcessMenu({ processes, onTime }: ProcessMenuProps): ReactNode {
  const [zone] = useZoneChoice();
  if (processes.length === 0) return undefined;
  return (
    <Menu
      trigger={
        <Button title="Starts and exits of the processes that send, marked on the time axis">
          {plural(processes.length, 'start or exit', 'starts and exits')}
          <ChevronDown size={13} aria-hidden="true" />
        </Button>
      }
      entries={processes.slice(0, most).map(({ time, text }) => ({
        kind: 'item',
        label: text,
        detail: formatExactClock(BigInt(time) * 1_000_000n, zone),
        onSelect: () => onTime(time),
      }))}
    />
  );
}
