// CPU profiles of V8: a tree of nodes, the node of every sample, and microseconds between samples. A sample lasts until the
// next one. Without samples, `hitCount` of the nodes counts.
import type { Profile } from '../../../contract/profiles/profile.ts';
import { DecodeFault } from '../result.ts';
import { arrayAt, countAt, isObject, numberAt, objectAt, wrong, type JsonObject } from './json-document.ts';
import { ProfileBuilder } from './profile-builder.ts';
import type { ProfileTools } from './profile-format.ts';
import { V8Frames } from './v8-frames.ts';
import { V8Tree } from './v8-tree.ts';

/** @param root with `nodes`, and `samples` with `timeDeltas` or `hitCount` of the nodes */
export function v8Profile(
  root: JsonObject,
  format: 'cpuprofile' | 'chrome-profile',
  title: string,
  { beat }: ProfileTools,
): Profile {
  const nodes = arrayAt(root['nodes'], 'nodes');
  const timed = Array.isArray(root['samples']) && Array.isArray(root['timeDeltas']);
  const samples = { type: 'samples', unit: 'count' };
  const builder = new ProfileBuilder(
    format,
    timed ? [samples, { type: 'wall', unit: 'nanoseconds' }] : [samples],
    beat,
  );
  const tree = treeOf(nodes, builder);
  const durationNanos = timed ? addTimed(root, tree, builder) : addCounted(root, nodes, tree, builder);
  return builder.finish({ title, durationNanos });
}

function treeOf(nodes: readonly unknown[], builder: ProfileBuilder): V8Tree {
  const frames = new V8Frames(builder);
  const tree = new V8Tree(nodes.length);
  for (const [index, one] of nodes.entries()) {
    const place = `nodes[${index}]`;
    const node = objectAt(one, place);
    const isRoot = isObject(node['callFrame']) && node['callFrame']['functionName'] === '(root)';
    tree.add(numberAt(node['id'], `${place}.id`), isRoot ? -1 : frames.of(node, place), place);
  }
  for (const [index, one] of nodes.entries()) {
    builder.beat?.(1);
    const { children, parent } = one as JsonObject;
    const place = `nodes[${index}]`;
    if (children !== undefined) {
      for (const child of arrayAt(children, `${place}.children`)) tree.link(index, child, `${place}.children`);
    }
    if (parent !== undefined) tree.linkToParent(index, parent, `${place}.parent`);
  }
  tree.finish(builder.stacks);
  return tree;
}

/** Answers the duration in nanoseconds. */
function addTimed(root: JsonObject, tree: V8Tree, builder: ProfileBuilder): number | undefined {
  const ids = arrayAt(root['samples'], 'samples');
  const deltas = arrayAt(root['timeDeltas'], 'timeDeltas');
  const count = Math.min(ids.length, deltas.length);
  if (ids.length !== deltas.length) {
    builder.notes.push(`${ids.length} samples and ${deltas.length} timeDeltas: the first ${count} of each are read`);
  }
  const { times, order } = sampleTimes(deltas, count, builder.notes);
  // Times are relative to startTime, which counts from nowhere in particular.
  const start = root['startTime'];
  const end = root['endTime'];
  const length = typeof start === 'number' && typeof end === 'number' ? end - start : undefined;
  for (let at = 0; at < count; at++) {
    const index = order?.[at] ?? at;
    const time = times[index] as number;
    const next = at + 1 < count ? (times[order?.[at + 1] ?? at + 1] as number) : Math.max(length ?? time, time);
    const stack = tree.stackOf(ids[index]);
    if (stack === undefined) throw wrong(`samples[${index}]`, 'the id of a node', ids[index]);
    const sample = builder.addSample(stack);
    builder.setValue(sample, 0, 1);
    builder.setValue(sample, 1, (next - time) * 1000);
    builder.setTime(sample, time * 1000);
  }
  return length === undefined || length < 0 ? undefined : length * 1000;
}

/** Microseconds since startTime; with an order where they do not ascend, as V8 sometimes writes them. */
function sampleTimes(
  deltas: readonly unknown[],
  count: number,
  notes: string[],
): { readonly times: Float64Array; readonly order: Int32Array | undefined } {
  const times = new Float64Array(count);
  let time = 0;
  let unordered = -1;
  for (let at = 0; at < count; at++) {
    const delta = deltas[at];
    if (typeof delta !== 'number' || !Number.isFinite(delta)) throw wrong(`timeDeltas[${at}]`, 'a number', delta);
    if (delta < 0 && at > 0 && unordered < 0) unordered = at;
    time += delta;
    times[at] = time;
  }
  // The first sample may be a little older than startTime.
  const shift = times.reduce((least, one) => Math.min(least, one), 0);
  if (shift < 0) for (let at = 0; at < count; at++) times[at] = (times[at] as number) - shift;
  if (unordered < 0) return { times, order: undefined };
  notes.push(`timeDeltas[${unordered}] is negative: samples are put in the order of their times`);
  const order = Int32Array.from({ length: count }, (_, at) => at).sort(
    (a, b) => (times[a] as number) - (times[b] as number) || a - b,
  );
  return { times, order };
}

function addCounted(root: JsonObject, nodes: readonly unknown[], tree: V8Tree, builder: ProfileBuilder): undefined {
  if (root['samples'] !== undefined) arrayAt(root['samples'], 'samples');
  for (const [index, one] of nodes.entries()) {
    const hits = countAt((one as JsonObject)['hitCount'], `nodes[${index}].hitCount`, 0);
    if (hits === 0) continue;
    builder.setValue(builder.addSample(tree.stack(index)), 0, hits);
  }
  if (builder.sampleCount === 0) throw new DecodeFault('the file has no samples: neither samples nor hitCount', -1);
  return undefined;
}
