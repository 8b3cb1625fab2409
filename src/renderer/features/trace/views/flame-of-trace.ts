// A trace's flame graph as frames to be drawn: named and coloured by the rows that each stands for.
import { serviceLabel } from '../../../../contract/service-label.ts';
import type { FlameColumns } from '../../../../contract/trace-analysis.ts';
import type { TraceColumns } from '../../../../contract/traces.ts';
import type { FlameFrames } from '../../../draw/flame/flame-frames.ts';
import type { Colouring } from '../../../draw/waterfall/colouring.ts';
import { rowName, rowService } from '../../../draw/waterfall/row-description.ts';

export interface TraceFlame {
  readonly flame: FlameColumns;
  readonly columns: TraceColumns;
  readonly frames: FlameFrames;
  /** Per row: its frame. */
  readonly frameOf: Int32Array;
}

/** A frame whose spans are of several colours has the colour after the last group. */
export function flameOfTrace(flame: FlameColumns, columns: TraceColumns, colouring: Colouring): TraceFlame {
  const { frames: count, firstSpan, spanRows } = flame;
  const mixed = colouring.groups.length;
  const colour = new Uint32Array(count);
  const frameOf = new Int32Array(columns.rows);
  for (let frame = 0; frame < count; frame++) {
    const end = firstSpan[frame + 1] as number;
    let group = -1;
    for (let i = firstSpan[frame] as number; i < end; i++) {
      const row = spanRows[i] as number;
      frameOf[row] = frame;
      const own = colouring.groupOf[row] as number;
      group = group < 0 || group === own ? own : mixed;
    }
    colour[frame] = group < 0 ? mixed : group;
  }
  const nameOf = (frame: number): string => {
    const row = spanRows[firstSpan[frame] as number];
    if (frame === 0 || row === undefined) return 'whole trace';
    const service = serviceLabel(rowService(columns, row), '');
    return service === '' ? rowName(columns, row) : `${service}: ${rowName(columns, row)}`;
  };
  const { parent, depth, subtree, self, total } = flame;
  return { flame, columns, frameOf, frames: { count, parent, depth, subtree, self, total, colour, nameOf } };
}

/** Rows of a frame's spans, by start. */
export function rowsOfFrame({ firstSpan, spanRows }: FlameColumns, frame: number): Uint32Array {
  return spanRows.subarray(firstSpan[frame], firstSpan[frame + 1]);
}

/** One byte per frame, 1 where one of its spans is among the rows. */
export function framesWith({ frames, frameOf }: TraceFlame, rows: Int32Array): Uint8Array {
  const flags = new Uint8Array(frames.count);
  for (const row of rows) flags[frameOf[row] as number] = 1;
  return flags;
}
