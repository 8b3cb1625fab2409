// The stretch of time that is shown, and back to the one that the dashboard begins with.
import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { rangeChoices, rangeWords } from './range-choices.ts';
import type { DashboardData } from './use-dashboard-data.ts';

interface TimeSelectProps {
  readonly data: DashboardData;
  /** Another time than the dashboard's own. */
  readonly moved: boolean;
}

export function TimeSelect({ data, moved }: TimeSelectProps): ReactNode {
  const { text, range, change, onReset } = data;
  const known = rangeChoices.some(({ value }) => value === text.from) && text.to === 'now';
  return (
    <>
      {moved ? <Button onClick={onReset}>Usual time</Button> : undefined}
      <Select
        label="Time"
        labelHidden
        value={known ? text.from : 'other'}
        options={[...(known ? [] : [{ value: 'other', label: rangeWords(text, range) }]), ...rangeChoices]}
        onChange={(from) => {
          if (from !== 'other') change({ from, to: 'now' });
        }}
      />
    </>
  );
}
