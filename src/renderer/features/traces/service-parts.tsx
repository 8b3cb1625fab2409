// The services of a trace as coloured counts: as many as the column has room for, the rest as a number with their names.
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { serviceLabel } from '../../../contract/service-label.ts';
import type { TraceSummary } from '../../../contract/traces.ts';
import type { ServiceColours } from '../../draw/palette.ts';
import { plural } from '../../ui/number-text.ts';
import { fittingParts, partText } from './fitting-parts.ts';
import styles from './trace-columns.module.css';

interface ServicePartsProps {
  readonly row: TraceSummary;
  readonly colourOf: ServiceColours;
  /** Pixels. */
  readonly room: number;
}

export function ServiceParts({ row, colourOf, room }: ServicePartsProps): ReactNode {
  const fitting = fittingParts(row, room);
  const rest = row.services.slice(fitting);
  const hidden = rest.length + row.moreServices;
  return (
    <>
      {row.services.slice(0, fitting).map((service) => (
        <span key={service.name} className={styles['part']} title={titleOf(service)}>
          <span className={styles['dot']} style={{ background: colourOf(service.name).fill }} />
          <span className="numeric">{partText(service)}</span>
          {service.errors > 0 ? (
            <TriangleAlert size={10} className={styles['failed']} aria-label="with errors" />
          ) : undefined}
        </span>
      ))}
      {hidden === 0 ? undefined : (
        <span
          className={styles['rest']}
          title={[
            ...rest.map(titleOf),
            ...(row.moreServices > 0 ? [`and ${plural(row.moreServices, 'more service')}`] : []),
          ].join('\n')}
        >
          +{hidden}
        </span>
      )}
    </>
  );
}

function titleOf({ name, spans, errors }: TraceSummary['services'][number]): string {
  const label = serviceLabel(name);
  return `${label}: ${plural(spans, 'span')}${errors > 0 ? `, ${plural(errors, 'error')}` : ''}`;
}
