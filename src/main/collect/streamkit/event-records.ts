// Events of StreamKit's control plane as OpenTelemetry events. Fields of `nodetelemetry` keep their names; times inside of
// its data are media times and stay plain numbers. Source: StreamKit crates/api, crates/core telemetry.
import type { LogItem } from '../../../contract/otlp-records.ts';
import { SessionEvent } from '../../../contract/session-keys.ts';
import { unixNanosOfIso } from '../../../contract/iso-time.ts';
import { unixNanos, type UnixNanos } from '../../../contract/time.ts';
import { valueOfJson } from '../../../contract/value-of-json.ts';
import type { Attribute } from '../../../contract/values.ts';
import { eventItem } from '../../../contract/event-records.ts';
import type { Payload } from './control-socket.ts';

const info = 9;
const warning = 13;
const error = 17;

/** `undefined` for statistics, which become metrics. */
export function recordOf(event: string, payload: Payload, observed: UnixNanos): LogItem | undefined {
  const session = textOf(payload['session_id']);
  const node = textOf(payload['node_id']);
  const base = [
    ...(session === '' ? [] : [{ key: 'session.id', value: session }]),
    ...(node === '' ? [] : [{ key: 'node_id', value: node }]),
  ] as const;
  const item = (name: string, severity: number, body: string, more: readonly Attribute[] = []): LogItem =>
    eventItem({ name, time: timeOf(payload, observed), observed, severity, body, attributes: [...base, ...more] });
  switch (event) {
    case 'nodetelemetry':
      return telemetryItem(payload, item);
    case 'nodestatechanged': {
      const { state, reason, details } = stateOf(payload['state']);
      const severity = state === 'Failed' ? error : state === 'Degraded' || state === 'Recovering' ? warning : info;
      return item('node.state', severity, reason === '' ? state : `${state}: ${reason}`, [
        { key: 'state', value: state },
        ...(reason === '' ? [] : [{ key: 'reason', value: reason }]),
        ...(details === undefined ? [] : [{ key: 'details', value: valueOfJson(details) }]),
      ]);
    }
    case 'sessioncreated':
      return item(SessionEvent.began, info, textOf(payload['name']), otherFields(payload));
    case 'sessiondestroyed':
      return item(SessionEvent.ended, info, '');
    case 'nodestatsupdated':
      return undefined;
    default:
      return item(`streamkit.${event}`, info, '', otherFields(payload));
  }
}

type MakeItem = (name: string, severity: number, body: string, more?: readonly Attribute[]) => LogItem;

function telemetryItem(payload: Payload, item: MakeItem): LogItem {
  const data = payload['data'];
  const fields: Payload =
    typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as Payload) : { value: data };
  const name = textOf(fields['event_type']) || 'custom.unknown';
  const failed = fields['status'] === 'error' || saysError(fields['error']);
  const attributes = Object.entries(fields)
    // What is null was not said.
    .filter(([key, value]) => key !== 'event_type' && value !== null)
    // The session and the node are those of the event, whatever a script writes into its data.
    .map(([key, value]): Attribute => ({ key: ownKeys.has(key) ? `data.${key}` : key, value: valueOfJson(value) }));
  const type = textOf(payload['type_id']);
  return item(name, failed ? error : info, previewOf(name, fields), [
    ...attributes,
    ...(type === '' ? [] : [{ key: 'type_id', value: type }]),
  ]);
}

const ownKeys: ReadonlySet<string> = new Set(['session.id', 'session_id', 'node_id', 'type_id']);

/** `null`, `false` and an empty text are ways of saying that there is none. */
function saysError(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== '';
}

/** A few words, chosen as StreamKit's own view does. */
function previewOf(name: string, fields: Payload): string {
  const text = textOf(fields['text_preview']);
  if (text !== '') return text;
  if (typeof fields['segment_count'] === 'number') return `${fields['segment_count']} segment(s)`;
  if (name === 'vad.speech_start') return 'speech started';
  if (name === 'vad.speech_end') return 'speech ended';
  if (typeof fields['rms'] === 'number' && typeof fields['peak'] === 'number')
    return `RMS ${fields['rms'].toFixed(3)}, peak ${fields['peak'].toFixed(3)}`;
  const dropped = [fields['dropped_due_to_full'], fields['dropped_due_to_rate_limit']].map((count) =>
    Number(count ?? 0),
  );
  if (name === 'telemetry.health') return `dropped ${dropped[0]} as a queue was full, ${dropped[1]} by the rate limit`;
  return textOf(fields['model']);
}

interface NodeState {
  readonly state: string;
  readonly reason: string;
  readonly details: unknown;
}

function stateOf(state: unknown): NodeState {
  if (typeof state === 'string') return { state, reason: '', details: undefined };
  if (typeof state !== 'object' || state === null) return { state: 'unknown', reason: '', details: undefined };
  const [name = 'unknown', more] = Object.entries(state)[0] ?? [];
  if (typeof more !== 'object' || more === null) return { state: name, reason: '', details: undefined };
  const { reason, details } = more as Payload;
  return { state: name, reason: textOf(reason), details: details ?? undefined };
}

/** The time at which it was sent: microseconds where given, else the text, else when it came. */
export function timeOf(payload: Payload, observed: UnixNanos): UnixNanos {
  const micros = payload['timestamp_us'];
  if (typeof micros === 'number' && Number.isSafeInteger(micros) && micros > 0)
    return unixNanos(BigInt(micros) * 1000n);
  const text = textOf(payload['timestamp']) || textOf(payload['created_at']);
  return unixNanosOfIso(text) ?? observed;
}

/** Everything that has no place of its own. */
function otherFields(payload: Payload): Attribute[] {
  const known = new Set(['event', 'session_id', 'node_id', 'timestamp', 'timestamp_us', 'created_at']);
  return Object.entries(payload)
    .filter(([key, value]) => !known.has(key) && value !== null && value !== undefined)
    .map(([key, value]) => ({ key: `streamkit.${key}`, value: valueOfJson(value) }));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
