// The root services of the scatter by colour, most points first; a click filters by the service.
import { useMemo, type ReactNode } from 'react';
import { serviceLabel } from '../../../contract/service-label.ts';
import type { ScatterAnswer } from '../../../contract/traces.ts';
import type { ServiceColours } from '../../draw/palette.ts';
import { FittingRow, type FittingItem } from '../../ui/fitting-row.tsx';
import { formatCount } from '../../ui/number-text.ts';
import { pickedValue } from '../../ui/search-field/conditions.ts';
import { servicePick, withService } from './filter-model.ts';
import { serviceShares } from './scatter-summary.ts';
import type { FilterControl } from './use-trace-filter.ts';
import styles from './scatter-panel.module.css';

interface ScatterLegendProps extends FilterControl {
  readonly points: ScatterAnswer;
  readonly colourOf: ServiceColours;
}

export function ScatterLegend({ points, colourOf, filter, change }: ScatterLegendProps): ReactNode {
  const shares = useMemo(() => serviceShares(points), [points]);
  const picked = pickedValue(filter.where, servicePick);
  // Of a sample, the counts would be those of the sample.
  const whole = points.count === points.total;
  const items = useMemo(
    () =>
      shares.map(({ name, traces }): FittingItem => {
        const toggle = (): void =>
          change((now) => withService(now, pickedValue(now.where, servicePick) === name ? undefined : name));
        const chosen = picked === name;
        const label = serviceLabel(name);
        const dot = <span className={styles['dot']} style={{ background: colourOf(name).fill }} />;
        const count = whole ? formatCount(traces) : undefined;
        return {
          key: name,
          shown: (
            <button
              type="button"
              className={styles['service']}
              title={chosen ? 'Show all services' : `Only traces with ${label}`}
              aria-pressed={chosen}
              onClick={toggle}
            >
              {dot}
              <span className={styles['serviceName']}>{label}</span>
              {count === undefined ? undefined : <span className={styles['share']}>{count}</span>}
            </button>
          ),
          entry: {
            kind: 'item',
            label,
            icon: dot,
            detail: count,
            ...(chosen ? { checked: true } : {}),
            onSelect: toggle,
          },
        };
      }),
    [shares, whole, picked, colourOf, change],
  );
  return <FittingRow label="Root services" items={items} className={styles['legend']} />;
}
