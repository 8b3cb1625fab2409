// The services of the trace with their colours; a click dims the spans of all others.
import { CircleAlert } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import type { TraceColumns } from '../../../contract/traces.ts';
import { serviceColours } from '../../draw/palette.ts';
import { useTheme } from '../../draw/use-theme.ts';
import type { WaterfallModel } from '../../draw/waterfall/waterfall-model.ts';
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
  return (
    <div className={styles['legend']} role="group" aria-label="Services">
      {services.map((service) => (
        <button
          key={service.index}
          type="button"
          className={styles['entry']}
          aria-pressed={model.highlighted === service.index}
          title={titleOf(service)}
          onClick={() => model.highlight(service.index)}
        >
          <span className={styles['dot']} style={{ background: colourOf(service.name).fill }} />
          {service.name}
          <span className={styles['count']}>{formatCount(service.spans)}</span>
          {service.errors > 0 ? (
            <CircleAlert size={12} className={styles['failed']} aria-label={`${service.errors} with errors`} />
          ) : undefined}
        </button>
      ))}
    </div>
  );
}

function titleOf({ name, spans, errors }: ServiceFact): string {
  return `${name}: ${formatCount(spans)} spans, ${formatCount(errors)} with errors. Click to dim the others.`;
}
