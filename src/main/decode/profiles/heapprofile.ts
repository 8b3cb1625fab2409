// V8 sampling heap profiles (`.heapprofile`, HeapProfiler.SamplingHeapProfile of the DevTools protocol): a tree of nodes,
// each with the bytes that its function allocated and that are still alive.
import { jsonShape } from '../foreign/json-shape.ts';
import { arrayAt, numberAt, objectAt, parseDocument, wrong, type JsonObject } from './json-document.ts';
import { ProfileBuilder } from './profile-builder.ts';
import type { DecodedProfiles, ProfileReader, ProfileTools } from './profile-format.ts';
import { V8Frames } from './v8-frames.ts';

export const heapprofile: ProfileReader = { id: 'heapprofile', sniff, decode };

function sniff(head: Uint8Array, text: string): boolean {
  if (!text.includes('"callFrame"')) return false;
  const items = jsonShape(head)?.items.get('head');
  return items !== undefined && (items.has('callFrame') || items.has('selfSize'));
}

/** A node still to be read, and the trie's node above it. */
interface Waiting {
  readonly node: unknown;
  readonly above: number;
  /** As in `head.children[2]`, of the node; deep ones are named by their id. */
  readonly place: string;
}

function decode(bytes: Uint8Array, tools: ProfileTools): DecodedProfiles {
  const root = objectAt(parseDocument(bytes, tools), 'the file');
  const builder = new ProfileBuilder('heapprofile', [{ type: 'inuse_space', unit: 'bytes' }], tools.beat);
  const frames = new V8Frames(builder);
  const waiting: Waiting[] = [{ node: root['head'], above: -1, place: 'head' }];
  while (waiting.length > 0) {
    const { node, above, place } = waiting.pop() as Waiting;
    const { stack, children } = readNode(objectAt(node, place), above, place);
    for (let at = children.length - 1; at >= 0; at--) {
      waiting.push({ node: children[at], above: stack, place: placeOf(node as JsonObject, place, at) });
    }
  }
  return { profiles: [builder.finish({})] };

  function readNode(node: JsonObject, above: number, place: string): { stack: number; children: readonly unknown[] } {
    const size = numberAt(node['selfSize'] ?? 0, `${place}.selfSize`);
    if (size < 0) throw wrong(`${place}.selfSize`, 'at least 0', size);
    const stack = place === 'head' ? -1 : builder.stacks.child(above, frames.of(node, place));
    if (size > 0) builder.setValue(builder.addSample(stack), 0, size);
    return { stack, children: node['children'] === undefined ? [] : arrayAt(node['children'], `${place}.children`) };
  }
}

function placeOf(parent: JsonObject, place: string, child: number): string {
  const id = parent['id'];
  const short = place.length < 60 || typeof id !== 'number' ? place : `node ${id}`;
  return `${short.slice(-200)}.children[${child}]`;
}
