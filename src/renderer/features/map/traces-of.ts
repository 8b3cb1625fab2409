// The traces behind a box or an arrow of the map, as an address of the traces list.
import type { RunId } from '../../../contract/ids.ts';
import type { UnixNanos } from '../../../contract/time.ts';
import type { GraphRow } from '../../draw/graph/service-boxes.ts';
import { tracesLink } from '../../routes/traces-route.ts';

interface Window {
  readonly from: UnixNanos | undefined;
  readonly to: UnixNanos | undefined;
}

/** Of a service: traces it takes part in. Of calls: traces in which both take part. Of what only has a name: traces that name it. */
export function tracesOf(row: GraphRow, { from, to }: Window, run: RunId | undefined): string {
  const node = row.kind === 'node' ? row.node : row.to;
  const caller = row.kind === 'edge' && row.from.kind === 'service' ? row.from.name : undefined;
  if (node.kind !== 'service') return tracesLink({ run, filter: { service: caller, text: node.name, from, to } });
  if (row.kind === 'node') return tracesLink({ run, filter: { service: node.name, from, to } });
  const attributes = [{ key: 'service.name', value: node.name }];
  return tracesLink({
    run,
    filter:
      caller === undefined
        ? { service: node.name, text: row.from.name, from, to }
        : { service: caller, attributes, from, to },
  });
}
