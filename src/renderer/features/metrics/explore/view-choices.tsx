// How the answers are drawn: stacked, as lines or bars, in which unit.
import { memo, type ReactNode } from 'react';
import { metricsStyles, type MetricsView } from '../../../routes/metrics-route.ts';
import { Select } from '../../../ui/select.tsx';
import { Checkbox } from '../../../ui/toggle.tsx';
import type { MetricsAddress } from '../use-metrics-address.ts';
import { unitOptions } from './unit-choice.ts';

interface ViewChoicesProps {
  readonly view: MetricsView;
  readonly change: MetricsAddress['change'];
}

/** Drawn anew only when the address changes, not with each tick of the clock. */
export const ViewChoices = memo(function ViewChoices({ view, change }: ViewChoicesProps): ReactNode {
  return (
    <>
      {view.as === 'table' ? undefined : (
        <>
          <Checkbox label="Stacked" checked={view.stack} onChange={(stack) => change({ stack }, 'adjust')} />
          <Select
            label="Drawn as"
            labelHidden
            value={view.style}
            options={metricsStyles.map((style) => ({
              value: style,
              label: `${style[0]?.toUpperCase()}${style.slice(1)}`,
            }))}
            onChange={(style) => change({ style }, 'adjust')}
          />
        </>
      )}
      <Select
        label="Unit"
        labelHidden
        value={view.unit ?? 'auto'}
        options={unitOptions}
        onChange={(next) => change({ unit: next === 'auto' ? undefined : next }, 'adjust')}
      />
    </>
  );
});
