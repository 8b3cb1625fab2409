// Sessions as a program outside reads them: rows with names in the place of columns, numbers and bits. docs/http-api.md has the
// fields; times are ISO 8601 with nanoseconds, lengths milliseconds.
import { isoOfUnixNanos } from '../../contract/iso-time.ts';
import {
  ItemFlag,
  ItemShape,
  ItemSource,
  type SessionListAnswer,
  type SessionSummary,
  type SessionTimeline,
} from '../../contract/sessions.ts';
import { unixNanos } from '../../contract/time.ts';

const shapes = namesOf(ItemShape);
const sources = namesOf(ItemSource);
const flagNames = Object.entries(ItemFlag);

export function sessionListJson({ sessions, total, complete }: SessionListAnswer): unknown {
  return { sessions: sessions.map(summaryJson), total, complete };
}

export function sessionTimelineJson(timeline: SessionTimeline): unknown {
  const { session, origin, items, lanes, texts, left, losses } = timeline;
  return {
    session: summaryJson(session),
    lanes: lanes.map(({ name, kind, depth }) => ({ name, kind, rows: depth })),
    items: Array.from({ length: items }, (_, i) => {
      const start = timeline.start[i] as number;
      const lane = lanes[timeline.lane[i] as number];
      return {
        time: isoOfUnixNanos(unixNanos(origin + BigInt(Math.round(start)))),
        durationMillis: (timeline.duration[i] as number) / 1e6,
        shape: shapes.get(timeline.shape[i] as number),
        source: sources.get(timeline.source[i] as number),
        name: texts[timeline.name[i] as number],
        lane: lane?.name,
        row: timeline.row[i],
        ...said('preview', texts[timeline.preview[i] as number]),
        ...said('turn', texts[timeline.turn[i] as number]),
        ...said('correlation', texts[timeline.correlation[i] as number]),
        ...said('traceId', hexOf(timeline.traceIds, timeline.trace[i] as number, 16)),
        ...said('spanId', hexOf(timeline.spanIds, i, 8)),
        ...numbered('log', timeline.sequence[i] as number),
        ...numbered('endLog', timeline.endSequence[i] as number),
        ...flagsOf(timeline.flags[i] as number),
      };
    }),
    left,
    losses: losses.map(({ at, count, why }) => ({ time: isoOfUnixNanos(at), count, why })),
  };
}

function summaryJson({ first, last, ...session }: SessionSummary): unknown {
  const durationMillis = Number(last - first) / 1e6;
  return { ...session, first: isoOfUnixNanos(first), last: isoOfUnixNanos(last), durationMillis };
}

/** Nothing for an empty text. */
function said(name: string, text: string | undefined): Readonly<Record<string, string>> {
  return text === undefined || text === '' ? {} : { [name]: text };
}

function numbered(name: string, value: number): Readonly<Record<string, number>> {
  return value < 0 ? {} : { [name]: value };
}

/** Empty for an id of zeros. */
function hexOf(ids: Uint8Array, i: number, length: number): string {
  const hex = Buffer.from(ids.buffer, ids.byteOffset + length * i, length).toString('hex');
  return /^0+$/.test(hex) ? '' : hex;
}

function flagsOf(bits: number): { readonly flags?: readonly string[] } {
  const flags = flagNames.filter(([, bit]) => (bits & bit) !== 0).map(([name]) => name);
  return flags.length === 0 ? {} : { flags };
}

function namesOf(numbers: Readonly<Record<string, number>>): ReadonlyMap<number, string> {
  return new Map(Object.entries(numbers).map(([name, number]) => [number, name]));
}
