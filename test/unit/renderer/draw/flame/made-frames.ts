// Flame graphs from an outline: one line per frame, `name own`, below its parent by indent.
import type { FlameFrames } from '../../../../../src/renderer/draw/flame/flame-frames.ts';

export function framesOf(outline: string): FlameFrames {
  const lines = outline.split('\n').filter((line) => line.trim() !== '');
  const base = (lines[0] ?? '').search(/\S/);
  const count = lines.length;
  const parent = new Int32Array(count).fill(-1);
  const depth = new Uint32Array(count);
  const self = new Float64Array(count);
  const names: string[] = [];
  const above: number[] = [];
  for (const [frame, line] of lines.entries()) {
    const level = (line.search(/\S/) - base) / 2;
    above.length = level;
    parent[frame] = above.at(-1) ?? -1;
    depth[frame] = level;
    const [, name = '', own = '0'] = /^\s*(.*) (\S+)$/.exec(line) ?? [];
    names.push(name);
    self[frame] = Number(own);
    above.push(frame);
  }
  return columnsOf(parent, depth, self, (frame) => names[frame] ?? '');
}

export function columnsOf(
  parent: Int32Array,
  depth: Uint32Array,
  self: Float64Array,
  nameOf: (frame: number) => string,
): FlameFrames {
  const count = parent.length;
  const total = self.slice();
  const subtree = new Uint32Array(count).fill(1);
  for (let frame = count - 1; frame > 0; frame--) {
    const up = parent[frame] as number;
    total[up] = (total[up] as number) + (total[frame] as number);
    subtree[up] = (subtree[up] as number) + (subtree[frame] as number);
  }
  return { count, parent, depth, subtree, self, total, colour: new Uint8Array(count), nameOf };
}
