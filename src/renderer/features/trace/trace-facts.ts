// What the header says about a trace, worked out from its columns in one pass.
import { SpanMark, type TraceColumns } from '../../../contract/traces.ts';
import { rowName, rowService } from '../../draw/waterfall/row-description.ts';

export interface ServiceFact {
  /** Index into serviceNames. */
  readonly index: number;
  readonly name: string;
  readonly spans: number;
  readonly errors: number;
}

export interface TraceFacts {
  readonly rootService: string;
  readonly rootName: string;
  /** The root span was not received; the earliest span stands for it. */
  readonly rootMissing: boolean;
  /** Levels of the tree. */
  readonly levels: number;
  /** Most spans first. */
  readonly services: readonly ServiceFact[];
}

export function traceFacts(columns: TraceColumns): TraceFacts {
  const spans = new Uint32Array(columns.serviceNames.length);
  const errors = new Uint32Array(columns.serviceNames.length);
  let levels = 0;
  let root = -1;
  let earliest = -1;
  for (let row = 0; row < columns.rows; row++) {
    levels = Math.max(levels, (columns.depth[row] as number) + 1);
    if (columns.missing[row] === 1) continue;
    const service = columns.service[row] as number;
    const marks = columns.marks[row] as number;
    spans[service] = (spans[service] as number) + 1;
    errors[service] = (errors[service] as number) + ((marks & SpanMark.error) === 0 ? 0 : 1);
    if (root < 0 && columns.parent[row] === -1 && (marks & (SpanMark.orphan | SpanMark.cycle)) === 0) root = row;
    if (earliest < 0 || (columns.offset[row] as number) < (columns.offset[earliest] as number)) earliest = row;
  }
  const shown = root >= 0 ? root : earliest;
  const services = columns.serviceNames
    .map((name, index) => ({ index, name, spans: spans[index] as number, errors: errors[index] as number }))
    .filter((service) => service.spans > 0)
    .sort((a, b) => b.spans - a.spans || (a.name < b.name ? -1 : 1));
  return {
    rootService: shown < 0 ? '' : rowService(columns, shown),
    rootName: shown < 0 ? '' : rowName(columns, shown),
    rootMissing: root < 0,
    levels,
    services,
  };
}
