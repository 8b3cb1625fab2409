// Program points seen otherwise: only those with a text in their stack, functions in place of lines, stacks from the entry
// of the program inwards. What is not about stacks stays the columns of the file.
import { dhatFrame } from '../../../../contract/profiles/dhat-frame.ts';
import type { AllocationView } from '../../../../contract/profiles/allocations.ts';
import type { DhatPoints } from '../../../../contract/profiles/dhat.ts';

export function regroupedPoints(
  points: DhatPoints,
  { frames, from, filter }: Pick<AllocationView, 'frames' | 'from' | 'filter'>,
  alive: () => void,
): DhatPoints {
  let regrouped = filter === '' ? points : pointsWith(points, filter, alive);
  if (frames === 'function') regrouped = byFunction(regrouped);
  return from === 'entry' ? reversed(regrouped, alive) : regrouped;
}

/** `name (file.c)`, `??? (in /path/lib.so)`: a function whatever its lines and addresses are. */
export function functionLabel(frame: string): string {
  const { name, file, library } = dhatFrame(frame);
  const place = library === '' ? file : `in ${library}`;
  const shown = name === '' ? '???' : name;
  return place === '' ? shown : `${shown} (${place})`;
}

/** A frame's text without its address. */
export function frameLabel(frame: string): string {
  return frame.replace(/^0x[0-9a-fA-F]+: /, '');
}

/** Per frame of the table whether its text has the filter in it, in either case. */
export function framesWith(points: DhatPoints, filter: string): Uint8Array {
  const wanted = filter.toLowerCase();
  return Uint8Array.from(points.frameTable, (frame) => (frame.toLowerCase().includes(wanted) ? 1 : 0));
}

export function stackHas(points: DhatPoints, point: number, frames: Uint8Array): boolean {
  const end = points.frameStarts[point + 1] as number;
  for (let at = points.frameStarts[point] as number; at < end; at++) {
    if (frames[points.frames[at] as number] === 1) return true;
  }
  return false;
}

function pointsWith(points: DhatPoints, filter: string, alive: () => void): DhatPoints {
  const wanted = framesWith(points, filter);
  const kept: number[] = [];
  for (let point = 0; point < points.count; point++) {
    if (point % 8192 === 0) alive();
    if (stackHas(points, point, wanted)) kept.push(point);
  }
  const column = (values: Float64Array): Float64Array => Float64Array.from(kept, (point) => values[point] as number);
  const stacks = ranges(kept, points.frameStarts, points.frames);
  const runs = ranges(kept, points.accessStarts, points.accesses);
  return {
    ...points,
    count: kept.length,
    totalBytes: column(points.totalBytes),
    totalBlocks: column(points.totalBlocks),
    lifetimes: column(points.lifetimes),
    maximumBytes: column(points.maximumBytes),
    maximumBlocks: column(points.maximumBlocks),
    peakBytes: column(points.peakBytes),
    peakBlocks: column(points.peakBlocks),
    endBytes: column(points.endBytes),
    endBlocks: column(points.endBlocks),
    readBytes: column(points.readBytes),
    writeBytes: column(points.writeBytes),
    accessStarts: runs.starts,
    accesses: runs.items,
    accessLengths: Int32Array.from(kept, (point) => points.accessLengths[point] as number),
    frameStarts: stacks.starts,
    frames: stacks.items,
  };
}

function ranges(
  kept: readonly number[],
  starts: Int32Array,
  items: Int32Array,
): { readonly starts: Int32Array; readonly items: Int32Array } {
  const newStarts = new Int32Array(kept.length + 1);
  for (const [at, point] of kept.entries()) {
    newStarts[at + 1] = (newStarts[at] as number) + (starts[point + 1] as number) - (starts[point] as number);
  }
  const newItems = new Int32Array(newStarts[kept.length] as number);
  for (const [at, point] of kept.entries()) {
    newItems.set(items.subarray(starts[point], starts[point + 1]), newStarts[at]);
  }
  return { starts: newStarts, items: newItems };
}

function byFunction(points: DhatPoints): DhatPoints {
  const numbers = new Map<string, number>();
  const table: string[] = [];
  const numberOf = points.frameTable.map((frame, at) => {
    // The root's frame stays number 0.
    const label = at === 0 ? frame : functionLabel(frame);
    let number = numbers.get(label);
    if (number === undefined || at === 0) {
      number = table.length;
      table.push(label);
      if (at > 0) numbers.set(label, number);
    }
    return number;
  });
  return { ...points, frames: points.frames.map((frame) => numberOf[frame] as number), frameTable: table };
}

function reversed(points: DhatPoints, alive: () => void): DhatPoints {
  const frames = points.frames.slice();
  for (let point = 0; point < points.count; point++) {
    if (point % 8192 === 0) alive();
    frames.subarray(points.frameStarts[point], points.frameStarts[point + 1]).reverse();
  }
  return { ...points, frames };
}
