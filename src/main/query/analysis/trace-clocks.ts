// Which clock stamped each span of a trace: its host's, where the resource names one, else its service's.
import { serviceLabel } from '../../../contract/service-label.ts';
import type { RunReader } from '../../store/reader-face.ts';
import type { ReadTrace } from '../trace-get.ts';

export interface TraceClocks {
  /** Per row: index into `names`; a missing parent has its first child's. */
  readonly clock: Uint16Array;
  readonly names: readonly string[];
}

/** A host's clock is one for all that runs on it, containers included; the first of these that is there names it. */
const hostKeys = ['host.id', 'host.name'] as const;
const mostClocks = 65_535;

export function traceClocks(reader: RunReader, { columns, parts, spans, layout }: ReadTrace): TraceClocks {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  const clockOf = new Map<number, number>();
  const clock = new Uint16Array(columns.rows);
  for (let row = columns.rows - 1; row >= 0; row--) {
    const span = layout.span[row] as number;
    if (span < 0) {
      clock[row] = clock[row + 1] ?? 0;
      continue;
    }
    const resource = parts[spans.part[span] as number]?.block.resource[spans.row[span] as number] as number;
    let number = clockOf.get(resource);
    if (number === undefined) {
      const { identity, name } = nameOf(reader, resource);
      number = numbers.get(identity) ?? Math.min(names.length, mostClocks);
      if (number === names.length) names.push(name);
      numbers.set(identity, number);
      clockOf.set(resource, number);
    }
    clock[row] = number;
  }
  return { clock, names };
}

function nameOf(reader: RunReader, resource: number): { readonly identity: string; readonly name: string } {
  const { attributes, service } = reader.resource(resource);
  const textOf = (key: string): string => {
    const value = attributes.find((one) => one.key === key)?.value;
    return typeof value === 'string' ? value : '';
  };
  const host = hostKeys.map(textOf).find((text) => text !== '');
  if (host === undefined) return { identity: `service ${service}`, name: serviceLabel(service) };
  return { identity: `host ${host}`, name: textOf('host.name') || host };
}
