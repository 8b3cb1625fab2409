// The services of the trace with their colours; a click dims the spans of all others.
import { CircleAlert } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import type { TraceColumns } from '../../../contract/traces.ts';
import { serviceColours } from '../../draw/palette.ts';
import { useTheme } from '../../draw/use-theme.ts';
import type { WaterfallModel } from '../../draw/waterfall/waterfall-model.ts';
import { FittingRow, type FittingItem } from '../../ui/fitting-row.tsx';
import { formatCount } from '../../ui/number-text.ts';
import type { ServiceFact } from './trace-facts.ts';
import styles from './trace-header.module.css';

interface ServiceLegendProps {
  readonly model: WaterfallModel;
  readonly columns: TraceColumns;
  readonly services: readonly ServiceFact[];
}

export function ServiceLegend({ model, columns, services }: ServiceLegendProps): ReactNode {
  const { scheme } = useTheme();
  const colourOf = useMemo(() => serviceColours(columns.serviceNames, scheme), [columns.serviceNames, scheme]);
  const { highlighted } = model;
  const items = useMemo(
    () =>
      services.map((service): FittingItem => {
        const toggle = (): void => model.highlight(service.index);
        const chosen = highlighted === service.index;
        const label = service.name === '' ? '(no service name)' : service.name;
        const dot = <span className={styles['dot']} style={{ background: colourOf(service.name).fill }} />;
        const detail = (
          <span className={styles['count']}>
            {formatCount(service.spans)}
            {service.errors > 0 ? (
              <CircleAlert size={12} className={styles['failed']} aria-label={`${service.errors} with errors`} />
            ) : undefined}
          </span>
        );
        return {
          key: String(service.index),
          shown: (
            <button
              type="button"
              className={styles['entry']}
              aria-pressed={chosen}
              title={titleOf(service)}
              onClick={toggle}
            >
              {dot}
              <span className={styles['entryName']}>{label}</span>
              {detail}
            </button>
          ),
          entry: { kind: 'item', label, icon: dot, detail, ...(chosen ? { checked: true } : {}), onSelect: toggle },
        };
      }),
    [services, model, highlighted, colourOf],
  );
  return (
    <div className={styles['legend']} role="group" aria-label="Services">
      <FittingRow label="Services of the trace" items={items} />
    </div>
  );
}

function titleOf({ name, spans, errors }: ServiceFact): string {
  return `${name}: ${formatCount(spans)} spans, ${formatCount(errors)} with errors. Click to dim the others.`;
}
