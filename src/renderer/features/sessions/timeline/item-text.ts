// An item of a timeline in words: for the tip, for screen readers, for the head of the details.
import { formatDuration } from '../../../../contract/duration-text.ts';
import { ItemFlag, ItemShape, ItemSource, type SessionTimeline } from '../../../../contract/sessions.ts';
import { durationNanos } from '../../../../contract/time.ts';

export interface ItemText {
  readonly name: string;
  readonly lane: string;
  readonly preview: string;
  readonly turn: string;
  readonly correlation: string;
  /** Unix nanoseconds. */
  readonly at: bigint;
  /** Since the session's beginning. */
  readonly offset: string;
  /** `842 ms`, or why there is no length. */
  readonly length: string;
  /** What is remarkable about it. */
  readonly remarks: readonly string[];
}

/** `live`: what is open may still end. */
export function itemText(data: SessionTimeline, item: number, live: boolean): ItemText {
  const text = (column: Uint32Array): string => data.texts[column[item] as number] ?? '';
  const start = data.start[item] as number;
  const flags = data.flags[item] as number;
  const remarks = [
    [ItemFlag.error, 'failed'],
    [ItemFlag.truncated, 'texts were cut by the sender'],
    [ItemFlag.loss, 'tells of dropped events'],
    [ItemFlag.gap, 'nothing could be received'],
    [ItemFlag.unfinished, 'without an end time'],
  ] as const;
  return {
    name: text(data.name),
    lane: data.lanes[data.lane[item] as number]?.name ?? '',
    preview: text(data.preview),
    turn: text(data.turn),
    correlation: text(data.correlation),
    at: data.origin + BigInt(Math.round(start)),
    offset: `+${formatDuration(durationNanos(BigInt(Math.round(start))))}`,
    length: lengthText(data, item, live),
    remarks: remarks.filter(([bit]) => (flags & bit) !== 0).map(([, words]) => words),
  };
}

function lengthText({ shape, duration }: SessionTimeline, item: number, live: boolean): string {
  const length = formatDuration(durationNanos(BigInt(Math.round(duration[item] as number))));
  if (shape[item] === ItemShape.tick) return 'a moment';
  if (shape[item] === ItemShape.open) return live ? 'still open' : 'still open when the run ended';
  if (shape[item] === ItemShape.endless) return 'no end seen';
  return shape[item] === ItemShape.headless ? `${length}, start not seen` : length;
}

export function spoken(data: SessionTimeline, item: number, live: boolean): string {
  const { name, lane, offset, length, preview, remarks } = itemText(data, item, live);
  return [name, lane, `at ${offset}`, length, ...remarks, preview].filter((part) => part !== '').join(', ');
}

/** What the address calls an item: `e` and its place in the run for records, `s` and the id for spans. */
export function itemName({ source, sequence, spanIds }: SessionTimeline, item: number): string | undefined {
  if (item < 0) return undefined;
  if (source[item] !== ItemSource.span) return `e${sequence[item]}`;
  return `s${Array.from(spanIds.subarray(8 * item, 8 * item + 8), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** -1 where there is no such item. */
export function itemNamed(data: SessionTimeline, name: string): number {
  if (name.startsWith('e')) return data.sequence.indexOf(Number(name.slice(1)));
  for (let item = 0; item < data.items; item++)
    if (data.source[item] === ItemSource.span && itemName(data, item) === name) return item;
  return -1;
}
