// A session's timeline from a few words per item: what the engine would answer, laid into lanes by its own code.
import { ItemShape, ItemSource, type SessionId, type SessionTimeline } from '../../../../../src/contract/sessions.ts';
import { unixNanos } from '../../../../../src/contract/time.ts';
import { laneRows } from '../../../../../src/main/query/sessions/lane-rows.ts';
import { TextNumbers } from '../../../../../src/main/query/sessions/text-numbers.ts';

export interface TestItem {
  readonly name: string;
  /** Milliseconds. */
  readonly at: number;
  readonly lasts?: number;
  readonly lane?: string;
  readonly shape?: ItemShape;
  readonly flags?: number;
  readonly turn?: string;
  readonly preview?: string;
  readonly sequence?: number;
}

export const millis = 1e6;
const origin = 1_800_000_000_000_000_000n;

/** Items by their starts. */
export function syntheticSession(
  items: readonly TestItem[],
  more: Partial<Pick<SessionTimeline['session'], 'state'>> & Partial<Pick<SessionTimeline, 'losses'>> = {},
): SessionTimeline {
  const texts = new TextNumbers();
  const names = [...new Set(items.map(({ lane = 'main' }) => lane))];
  const start = Float64Array.from(items, ({ at }) => Math.round(at * millis));
  const duration = Float64Array.from(items, ({ lasts = 0 }) => Math.round(lasts * millis));
  const shape = Uint8Array.from(
    items,
    (item) => item.shape ?? (item.lasts === undefined ? ItemShape.tick : ItemShape.bar),
  );
  const lane = Uint32Array.from(items, (item) => names.indexOf(item.lane ?? 'main'));
  const isOpen = (i: number): boolean => shape[i] === ItemShape.open || shape[i] === ItemShape.endless;
  const ends = start.map((at, i) => (isOpen(i) ? Infinity : at + (duration[i] as number)));
  const { row, depth } = laneRows(lane, start, ends, names.length);
  const last = Math.max(0, ...ends.map((end, i) => (isOpen(i) ? (start[i] as number) : end)));
  return {
    session: {
      id: 's' as SessionId,
      keys: ['session.id'],
      services: [],
      first: unixNanos(origin),
      last: unixNanos(origin + BigInt(last)),
      events: items.length,
      logs: 0,
      spans: 0,
      traces: 0,
      errors: 0,
      inputTokens: 0,
      outputTokens: 0,
      state: more.state ?? 'open',
    },
    origin: unixNanos(origin),
    items: items.length,
    start,
    duration,
    shape,
    flags: Uint8Array.from(items, ({ flags = 0 }) => flags),
    source: new Uint8Array(items.length).fill(ItemSource.event),
    lane,
    row,
    name: Uint32Array.from(items, ({ name }) => texts.of(name)),
    preview: Uint32Array.from(items, ({ preview = '' }) => texts.of(preview)),
    turn: Uint32Array.from(items, ({ turn = '' }) => texts.of(turn)),
    correlation: new Uint32Array(items.length),
    sequence: Float64Array.from(items, ({ sequence }, i) => sequence ?? i),
    endSequence: new Float64Array(items.length).fill(-1),
    trace: new Uint32Array(items.length),
    traceIds: new Uint8Array(16),
    spanIds: new Uint8Array(8 * items.length),
    lanes: names.map((name, i) => ({ id: `node\n${name}`, name, kind: 'node', depth: depth[i] ?? 1 })),
    texts: texts.texts,
    left: 0,
    losses: more.losses ?? [],
    cursor: 1,
  };
}
