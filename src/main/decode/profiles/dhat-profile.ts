// The program points of a DHAT file as samples of a profile: every sum that DHAT has is a sample type. Finds which points
// have the same stack on the way.
import { dhatFrame } from '../../../contract/profiles/dhat-frame.ts';
import { DhatField, type DhatTable } from './dhat-table.ts';
import { ProfileBuilder } from './profile-builder.ts';
import { FrameFlag, type SampleType } from '../../../contract/profiles/profile.ts';

export interface DhatKind {
  readonly hasLifetimes: boolean;
  readonly hasAccesses: boolean;
  readonly bytes: string;
  readonly blocks: string;
  readonly time: string;
}

interface Column {
  readonly type: SampleType;
  readonly field: number;
}

/** A sample of the builder per kept point, without values; `firsts` tells for each point the first one with its stack. */
export function dhatStacks(
  builder: ProfileBuilder,
  table: DhatTable,
  frameTable: readonly string[],
): { readonly firsts: Int32Array; readonly repeated: number } {
  const frames = profileFrames(builder, table, frameTable);
  const { stacks } = builder;
  const firsts = new Int32Array(table.count);
  let pointOf = new Int32Array(4096).fill(-1);
  let repeated = 0;
  let emptyStack = -1;
  for (let point = 0; point < table.count; point++) {
    let node = -1;
    const begin = table.frameStarts[point] as number;
    builder.beat?.((table.frameStarts[point + 1] as number) - begin);
    for (let at = (table.frameStarts[point + 1] as number) - 1; at >= begin; at--) {
      node = stacks.child(node, frames[table.frames[at] as number] as number);
    }
    if (node >= pointOf.length) {
      const larger = new Int32Array(Math.max(node + 1, pointOf.length * 2)).fill(-1);
      larger.set(pointOf);
      pointOf = larger;
    }
    const known = node < 0 ? emptyStack : (pointOf[node] as number);
    firsts[point] = known < 0 ? point : known;
    if (known >= 0) {
      repeated++;
      continue;
    }
    if (node < 0) emptyStack = point;
    else pointOf[node] = point;
    builder.addSample(node);
  }
  return { firsts, repeated };
}

/** The sample types of a file, with the field of a point that each shows. */
export function dhatColumns(kind: DhatKind): readonly Column[] {
  const { bytes, blocks } = kind;
  const columns: Column[] = [
    { type: { type: 'total_bytes', unit: bytes }, field: DhatField.totalBytes },
    { type: { type: 'total_blocks', unit: blocks }, field: DhatField.totalBlocks },
  ];
  if (kind.hasLifetimes) {
    columns.push(
      { type: { type: 't-gmax_bytes', unit: bytes }, field: DhatField.peakBytes },
      { type: { type: 't-gmax_blocks', unit: blocks }, field: DhatField.peakBlocks },
      { type: { type: 't-end_bytes', unit: bytes }, field: DhatField.endBytes },
      { type: { type: 't-end_blocks', unit: blocks }, field: DhatField.endBlocks },
      { type: { type: 'lifetime', unit: kind.time === 'µs' ? 'microseconds' : kind.time }, field: DhatField.lifetimes },
    );
  }
  if (kind.hasAccesses) {
    columns.push(
      { type: { type: 'reads', unit: bytes }, field: DhatField.readBytes },
      { type: { type: 'writes', unit: bytes }, field: DhatField.writeBytes },
    );
  }
  return columns;
}

function profileFrames(builder: ProfileBuilder, table: DhatTable, frameTable: readonly string[]): Int32Array {
  const parsed = frameTable.map(dhatFrame);
  const inlined = inlinedFrames(table, frameTable.length, (number) => parsed[number]?.address ?? 0n);
  const mappings = new Map<string, number>();
  const numbers = new Int32Array(parsed.length);
  for (const [number, frame] of parsed.entries()) {
    let mapping = frame.library === '' ? -1 : mappings.get(frame.library);
    if (mapping === undefined) {
      mapping = builder.addMapping(0n, 0n, 0n, frame.library, '');
      mappings.set(frame.library, mapping);
    }
    numbers[number] = builder.addFrame({
      function: frame.name === '' ? -1 : builder.functionOf(frame.name, frame.file),
      line: frame.line,
      column: frame.column,
      address: frame.address,
      mapping,
      flags: inlined[number] === 1 ? FrameFlag.inlined : 0,
    });
  }
  return numbers;
}

/** A frame whose caller has the same address was inlined into it. */
function inlinedFrames(table: DhatTable, count: number, addressOf: (frame: number) => bigint): Uint8Array {
  // Equal addresses as equal small numbers: no bigint is compared per frame of a stack.
  const numbers = new Map<bigint, number>();
  const address = new Int32Array(count);
  for (let frame = 0; frame < count; frame++) {
    const value = addressOf(frame);
    let number = value === 0n ? -1 - frame : numbers.get(value);
    if (number === undefined) numbers.set(value, (number = numbers.size));
    address[frame] = number;
  }
  const inlined = new Uint8Array(count);
  for (let point = 0; point < table.count; point++) {
    const end = (table.frameStarts[point + 1] as number) - 1;
    for (let at = table.frameStarts[point] as number; at < end; at++) {
      const inner = table.frames[at] as number;
      const outer = table.frames[at + 1] as number;
      if (inner !== outer && address[inner] === address[outer]) inlined[inner] = 1;
    }
  }
  return inlined;
}
