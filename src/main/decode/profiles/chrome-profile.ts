// CPU profiles in Chrome's trace events, as the performance panel and `disabled-by-default-v8.cpu_profiler` write them: an
// event `Profile` per thread, then `ProfileChunk`s with the same process and id, each with new nodes, samples and the
// microseconds between those. The rest of such a file is a trace (`../foreign/chrome-trace.ts`).
import type { Profile } from '../../../contract/profiles/profile.ts';
import { jsonShape } from '../foreign/json-shape.ts';
import { DecodeFault } from '../result.ts';
import { arrayAt, isObject, objectAt, parseDocument, type JsonObject } from './json-document.ts';
import type { DecodedProfiles, ProfileReader, ProfileTools } from './profile-format.ts';
import { v8Profile } from './v8-profile.ts';

export const chromeProfile: ProfileReader = { id: 'chrome-profile', sniff, decode };

function sniff(head: Uint8Array): boolean {
  const json = jsonShape(head);
  if (json === undefined) return false;
  return json.root === 'array' ? json.inner.has('ph') && json.inner.has('name') : json.keys.has('traceEvents');
}

interface Recording {
  readonly thread: string;
  /** Microseconds of the trace's own clock. */
  readonly startTime: unknown;
  endTime: unknown;
  readonly nodes: unknown[];
  readonly samples: unknown[];
  readonly timeDeltas: unknown[];
}

function decode(bytes: Uint8Array, tools: ProfileTools): DecodedProfiles {
  const root = parseDocument(bytes, tools);
  const events = Array.isArray(root)
    ? (root as readonly unknown[])
    : arrayAt(objectAt(root, 'the file')['traceEvents'], 'traceEvents');
  const recordings = new Map<string, Recording>();
  const threads = new Map<string, string>();
  for (const [index, event] of events.entries()) {
    tools.beat?.(1);
    if (!isObject(event)) continue;
    const args = isObject(event['args']) ? event['args'] : {};
    const thread = `${String(event['pid'])} ${String(event['tid'])}`;
    if (event['name'] === 'thread_name' && typeof args['name'] === 'string') threads.set(thread, args['name']);
    if (event['ph'] !== 'P' || (event['name'] !== 'Profile' && event['name'] !== 'ProfileChunk')) continue;
    addEvent(event, args, thread, `traceEvents[${index}]`, recordings);
  }
  const profiles: Profile[] = [];
  for (const { thread, ...recorded } of recordings.values()) {
    if (recorded.samples.length > 0)
      profiles.push(v8Profile(recorded, 'chrome-profile', threads.get(thread) ?? '', tools));
  }
  if (profiles.length === 0) throw new DecodeFault('the trace has no CPU profile: no ProfileChunk has samples', -1);
  return { profiles };
}

function addEvent(
  event: JsonObject,
  args: JsonObject,
  thread: string,
  place: string,
  recordings: Map<string, Recording>,
): void {
  const data = objectAt(args['data'] ?? {}, `${place}.args.data`);
  const key = `${String(event['pid'])} ${String(event['id'])}`;
  const known = recordings.get(key);
  // A chunk without its beginning: the trace was started later, its times begin with it.
  const recording = known ?? {
    thread,
    startTime: data['startTime'],
    endTime: undefined,
    nodes: [],
    samples: [],
    timeDeltas: [],
  };
  if (known === undefined) recordings.set(key, recording);
  const list = (value: unknown, name: string): readonly unknown[] =>
    value === undefined ? [] : arrayAt(value, `${place}.args.data.${name}`);
  const chunk = objectAt(data['cpuProfile'] ?? {}, `${place}.args.data.cpuProfile`);
  for (const node of list(chunk['nodes'], 'cpuProfile.nodes')) recording.nodes.push(node);
  for (const sample of list(chunk['samples'], 'cpuProfile.samples')) recording.samples.push(sample);
  for (const delta of list(data['timeDeltas'], 'timeDeltas')) recording.timeDeltas.push(delta);
  recording.endTime = chunk['endTime'] ?? data['endTime'] ?? recording.endTime;
}
