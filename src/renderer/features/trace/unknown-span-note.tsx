// The address names a span that the trace does not have: says so, and where it may be.
import { SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { parseSpanId } from '../../../contract/ids.ts';
import { condition } from '../../../contract/search/print.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import type { WaterfallModel } from '../../draw/waterfall/waterfall-model.ts';
import { parseTraceRoute, traceLink } from '../../routes/trace-route.ts';
import { tracesLink } from '../../routes/traces-route.ts';
import { Link, usePlace } from '../../routes/use-place.tsx';
import styles from './trace-screen.module.css';

export function UnknownSpanNote({ model }: { readonly model: WaterfallModel }): ReactNode {
  const place = usePlace();
  const { live, param } = useSelectedRun();
  const view = parseTraceRoute(place);
  const asked = place.search.get('span') ?? '';
  const span = parseSpanId(asked);
  if (view === undefined || asked === '' || (span !== undefined && model.index.rowOf({ spanId: span }) >= 0))
    return undefined;
  return (
    <div className={styles['unknown']} role="note">
      <SearchX size={14} aria-hidden="true" />
      {span === undefined ? (
        <span>
          The address asks for a span <code>{asked.slice(0, 40)}</code>, which is no span id: those have 16 hexadecimal
          digits.
        </span>
      ) : (
        <span>
          Span <code>{span}</code>, which the address asks for, is not in this trace.{' '}
          {live ? 'It is selected should it still arrive.' : 'It may be in another trace or run.'}
        </span>
      )}
      {span === undefined ? undefined : (
        <Link href={tracesLink({ run: param, filter: { where: condition('span', '=', span, true) } })}>
          Look for it in all traces
        </Link>
      )}
      <Link href={traceLink({ ...view, span: undefined })} replace>
        Show the trace without it
      </Link>
    </div>
  );
}
