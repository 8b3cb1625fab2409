// One session of many events, as a voice pipeline tells them over two hours: turns in which nodes listen, recognise, ask a
// model and speak, with partial results in between, here and there an error, some dropped events and one gap.
import type { LogGroup, LogItem } from '../../src/contract/otlp-records.ts';
import { SessionEvent } from '../../src/contract/session-keys.ts';
import { unixNanosOfMillis } from '../../src/contract/time.ts';
import type { AttributeValue } from '../../src/contract/values.ts';
import { encodeOtlpProtobuf } from '../../src/main/encode/otlp-protobuf.ts';
import { seededRandom } from '../../test/support/random.ts';

const hours = 2;
const nodes = ['microphone', 'vad', 'whisper', 'llm', 'kokoro', 'speaker', 'script', 'mixer'];

type Fields = Readonly<Record<string, AttributeValue>>;

/** Bodies for the port of log records, in the order of their times, `perRequest` events in each. */
export function* longSession(id: string, events: number, begun: number, perRequest = 2000): Generator<Uint8Array> {
  let made: LogItem[] = [];
  let count = 0;
  for (const item of eventsOf(id, events, begun)) {
    if (++count > events) break;
    made.push(item);
    if (made.length < perRequest) continue;
    yield requestOf(made);
    made = [];
  }
  if (made.length > 0) yield requestOf(made);
}

function* eventsOf(id: string, events: number, begun: number): Generator<LogItem> {
  const random = seededRandom(7);
  const step = (hours * 3_600_000) / events;
  let at = begun;
  const event = (eventName: string, node: string, fields: Fields, body = '', severity = 9): LogItem => {
    at += step * (0.5 + random.next());
    const attributes = { 'session.id': id, node_id: node, ...fields };
    return {
      time: unixNanosOfMillis(Math.round(at)),
      observed: unixNanosOfMillis(Math.round(at)),
      severity,
      severityText: '',
      body,
      attributes: Object.entries(attributes).map(([key, value]) => ({ key, value })),
      droppedAttributes: 0,
      flags: 0,
      traceId: undefined,
      spanId: undefined,
      eventName,
    };
  };
  yield event(SessionEvent.began, 'script', {});
  for (let turn = 1; ; turn++) {
    const turn_id = `turn-${turn}`;
    const correlation_id = `c-${Math.ceil(turn / 5)}`;
    const ids = { turn_id, correlation_id };
    yield event('vad.speech_start', 'vad', { ...ids, segment_id: `segment-${turn}` });
    for (let i = 0; i < 40; i++)
      yield event('stt.partial', 'whisper', { ...ids, text_preview: `what they said until word ${i} of turn ${turn}` });
    yield event('vad.speech_end', 'vad', { ...ids, segment_id: `segment-${turn}` });
    yield event('stt.result', 'whisper', { ...ids, latency_ms: 40 + random.below(200) });
    yield event('llm.request.start', 'llm', { ...ids, span_id: `llm-${turn}`, model: 'small-7b' });
    for (let i = 0; i < 60; i++) {
      const node = nodes[(turn + i) % nodes.length] as string;
      yield event(i % 3 === 0 ? 'packet.sent' : 'packet.received', node, { ...ids, bytes: BigInt(random.below(4000)) });
    }
    const failed = turn % 40 === 7;
    yield event(
      failed ? 'llm.request.error' : 'llm.request.done',
      'llm',
      { ...ids, span_id: `llm-${turn}`, status: failed ? 'error' : 'ok' },
      failed ? 'the model did not answer' : `an answer of ${20 + random.below(80)} words`,
      failed ? 17 : 9,
    );
    yield event('tts.start', 'kokoro', { ...ids, span_id: `tts-${turn}` });
    for (let i = 0; i < 25; i++) yield event('tts.chunk', 'kokoro', { ...ids, latency_ms: 5 + random.below(30) });
    yield event('tts.done', 'kokoro', { ...ids, span_id: `tts-${turn}` });
    if (turn % 200 === 50) yield event(SessionEvent.loss, 'script', { dropped: 7n }, '7 events dropped by tap');
    if (turn === 300) yield event(SessionEvent.gap, 'script', { 'gap.seconds': 12 }, 'gap of 12 s');
  }
}

function requestOf(items: readonly LogItem[]): Uint8Array {
  const group: LogGroup = {
    signal: 'logs',
    resource: {
      attributes: [{ key: 'service.name', value: 'streamkit' }],
      droppedAttributes: 0,
      schemaUrl: '',
    },
    scope: { name: 'bench', version: '1', attributes: [], droppedAttributes: 0, schemaUrl: '' },
    items,
  };
  return encodeOtlpProtobuf([group]);
}
