// Registers for one AnyValue on its way into columns; one slot per decoder, reused for all values.
import { ValueKind } from '../../contract/values.ts';

export interface ValueSlot {
  kind: ValueKind;
  /** Slice of texts, bytes, arrays and maps. */
  start: number;
  length: number;
  /** Words of bools, ints and doubles. */
  low: number;
  high: number;
}

export function makeValueSlot(): ValueSlot {
  return { kind: ValueKind.empty, start: 0, length: 0, low: 0, high: 0 };
}

export function clearValue(slot: ValueSlot): void {
  fillValue(slot, ValueKind.empty, 0, 0, 0, 0);
}

export function fillValue(
  slot: ValueSlot,
  kind: ValueKind,
  start: number,
  length: number,
  low: number,
  high: number,
): void {
  slot.kind = kind;
  slot.start = start;
  slot.length = length;
  slot.low = low;
  slot.high = high;
}
