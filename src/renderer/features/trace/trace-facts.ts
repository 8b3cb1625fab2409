// What the header says about a trace, worked out from its columns in one pass.
import { SpanMark, type TraceColumns } from '../../../contract/traces.ts';
import { rowName, rowService } from '../../draw/waterfall/row-description.ts';

export interface TraceFacts {
  readonly rootService: string;
  readonly rootName: string;
  /** The root span was not received; the earliest span stands for it. */
  readonly rootMissing: boolean;
  /** Levels of the tree. */
  readonly levels: number;
}

export function traceFacts(columns: TraceColumns): TraceFacts {
  let levels = 0;
  let root = -1;
  let earliest = -1;
  for (let row = 0; row < columns.rows; row++) {
    levels = Math.max(levels, (columns.depth[row] as number) + 1);
    if (columns.missing[row] === 1) continue;
    const marks = columns.marks[row] as number;
    if (root < 0 && columns.parent[row] === -1 && (marks & (SpanMark.orphan | SpanMark.cycle)) === 0) root = row;
    if (earliest < 0 || (columns.offset[row] as number) < (columns.offset[earliest] as number)) earliest = row;
  }
  const shown = root >= 0 ? root : earliest;
  return {
    rootService: shown < 0 ? '' : rowService(columns, shown),
    rootName: shown < 0 ? '' : rowName(columns, shown),
    rootMissing: root < 0,
    levels,
  };
}
