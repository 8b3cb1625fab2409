// What `listsessions` and `getpipeline` answer: sessions, and a pipeline as an event with the states of its nodes.
//   {"sessions":[{"id","name"?,"created_at"}]}   {"pipeline":{"nodes":{"<node_id>":{"kind","params","state"?}},...}}
import type { LogItem } from '../../../contract/otlp-records.ts';
import { unixNanosOfIso } from '../../../contract/iso-time.ts';
import type { UnixNanos } from '../../../contract/time.ts';
import { valueOfJson } from '../../../contract/value-of-json.ts';
import { eventItem } from '../../../contract/event-records.ts';
import type { Payload } from './control-socket.ts';
import { recordOf } from './event-records.ts';
import type { ListedSession } from './known-sessions.ts';

/** What has no id is no session. */
export function listedSessions({ sessions }: Payload): ListedSession[] {
  if (!Array.isArray(sessions)) return [];
  return sessions.flatMap((one: unknown): ListedSession[] => {
    const { id, name, created_at: created } = objectOf(one);
    if (typeof id !== 'string' || id === '') return [];
    const createdAt = typeof created === 'string' ? unixNanosOfIso(created) : undefined;
    return [{ id, name: typeof name === 'string' ? name : '', createdAt }];
  });
}

export function pipelineRecords(session: string, { pipeline }: Payload, now: UnixNanos): LogItem[] {
  const nodes = Object.entries(objectOf(objectOf(pipeline)['nodes']));
  const whole = eventItem({
    name: 'streamkit.pipeline',
    time: now,
    observed: now,
    severity: 9,
    body: nodes.length === 1 ? 'pipeline of 1 node' : `pipeline of ${nodes.length} nodes`,
    attributes: [
      { key: 'session.id', value: session },
      { key: 'streamkit.pipeline', value: valueOfJson(pipeline) },
    ],
  });
  const states = nodes.flatMap(([node, facts]) => {
    const { state } = objectOf(facts);
    if (state === undefined || state === null) return [];
    return recordOf('nodestatechanged', { session_id: session, node_id: node, state }, now) ?? [];
  });
  return [whole, ...states];
}

function objectOf(value: unknown): Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Payload) : {};
}
