import { describe, expect, it } from 'vitest';
import { allFrames, restOfFrames, type FlamePicture } from '../../../../../src/contract/profiles/flame.ts';
import { callTree } from '../../../../../src/main/query/profiles/tree/call-tree.ts';
import { diffStacks } from '../../../../../src/main/query/profiles/tree/diff-stacks.ts';
import { pictureOf } from '../../../../../src/main/query/profiles/tree/picture.ts';
import { keysThat, searchTree } from '../../../../../src/main/query/profiles/tree/search-tree.ts';
import { outlineOf, pathOf, randomLines, stacksOf, stacksOfLines } from './made-stacks.ts';

const alive = (): void => undefined;
const linesOf = (picture: FlamePicture): string[] =>
  Array.from({ length: picture.frames }, (_, frame) => {
    const name = picture.name[frame] as number;
    const text =
      name === allFrames ? '*' : name === restOfFrames ? `rest of ${picture.nodes[frame]}` : picture.names[name];
    return `${'  '.repeat(picture.depth[frame] as number)}${text} ${picture.start[frame]}+${picture.total[frame]}`;
  });

const outline = `
  a;b 50
  a;c;k 3
  a;d;l 2
  a;e 1
  m;n 30
  m;o 10
  p 3
  q;r 1
`;

describe('a picture', () => {
  const tree = callTree(stacksOf(outline), 'weight', alive);

  it('has every frame of a small tree', () => {
    const picture = pictureOf(tree, 0);
    expect(linesOf(picture)).toHaveLength(tree.count);
    expect(linesOf(picture).slice(0, 4)).toEqual(['* 0+100', '  a 0+56', '    b 0+50', '    c 50+3']);
  });

  it('puts neighbours that are too narrow into one box, and drops boxes that are too narrow themselves', () => {
    const picture = pictureOf(tree, 0, { least: 0.04, most: 1000 });
    expect(linesOf(picture)).toEqual([
      '* 0+100',
      '  a 0+56',
      '    b 0+50',
      '    rest of 5 50+6',
      '  m 56+40',
      '    n 56+30',
      '    o 86+10',
      '  rest of 3 96+4',
    ]);
    expect(pictureOf(tree, 0, { least: 0.07, most: 1000 }).name).not.toContain(restOfFrames);
  });

  it('shows more inside of the zoomed frame, and the way to it however narrow', () => {
    const q = outlineOf(tree).findIndex((line) => line.startsWith('q '));
    const picture = pictureOf(tree, q, { least: 0.2, most: 1000 });
    expect(linesOf(picture)).toEqual([
      '* 0+100',
      '  a 0+56',
      '    b 0+50',
      '  m 56+40',
      '    n 56+30',
      '  q 99+1',
      '    r 99+1',
    ]);
    expect(picture.zoomed).toBe(5);
  });

  it('gets coarser where it would have too many frames', () => {
    const picture = pictureOf(tree, 0, { least: 0.001, most: 5 });
    expect(picture.frames).toBeLessThan(10);
    expect(picture.least).toBeGreaterThan(0.001);
  });

  it('has boxes with the sums of both sides', () => {
    const { stacks } = diffStacks(
      stacksOf('a 100\nb 2\nc 1'),
      stacksOf('a 100\nb 1\nd 3'),
      { width: 'max', normalized: false },
      alive,
    );
    const picture = pictureOf(callTree(stacks, 'weight', alive), 0, { least: 0.04, most: 1000 });
    const rest = picture.name.indexOf(restOfFrames);
    expect([picture.total[rest], picture.sides?.leftTotal[rest], picture.sides?.rightTotal[rest]]).toEqual([6, 3, 4]);
  });
});

describe('a search', () => {
  it('sums the outermost matches in the zoomed frame and marks frames and what is left out', () => {
    const lines = randomLines(5, 800);
    const tree = callTree(stacksOfLines(lines), 'weight', alive);
    const chosen = keysThat(tree, (name) => name === 'f2' || name === 'f4', false, alive);
    for (const zoom of [0, 1, 5, Math.floor(tree.count / 2)]) {
      const picture = pictureOf(tree, zoom, { least: 0.01, most: 1000 });
      const found = searchTree(tree, chosen, picture);
      const at = pathOf(tree, zoom);
      const inside = lines.filter(({ names }) => at.every((name, i) => names[i] === name));
      // Only what is at or below the zoomed frame counts, not the frames above it.
      const value = inside
        .filter(({ names }) => names.slice(Math.max(0, at.length - 1)).some((name) => name === 'f2' || name === 'f4'))
        .reduce((sum, line) => sum + line.value, 0);
      expect([found.value, found.whole, found.names]).toEqual([value, tree.total[zoom], 2]);
      for (let frame = 1; frame < picture.frames; frame++) {
        const node = picture.node[frame] as number;
        const isBox = picture.name[frame] === restOfFrames;
        const itself = !isBox && chosen[tree.key[node] as number] === 1;
        const shown = new Set<number>();
        for (let child = frame + 1; child < frame + (picture.subtree[frame] as number); child++) {
          if (picture.parent[child] !== frame) continue;
          for (let one = 0; one < (picture.nodes[child] as number); one++)
            shown.add((picture.node[child] as number) + one);
        }
        let hidden = 0;
        for (let one = node + (isBox ? 0 : 1); one < node + (picture.nodes[frame] as number); one++) {
          if (!shown.has(one) && chosen[tree.key[one] as number] === 1) hidden++;
        }
        expect(found.marks[frame]).toBe((itself ? 1 : 0) + (hidden > 0 ? 2 : 0));
      }
    }
  });

  it('looks into files when asked', () => {
    const tree = callTree(stacksOf(outline), 'weight', alive);
    const go = (name: string): boolean => name.endsWith('.go');
    expect(keysThat(tree, go, false, alive)).not.toContain(1);
    expect(keysThat(tree, go, true, alive)).not.toContain(0);
  });
});
