import { describe, expect, it } from 'vitest';
import { BoxState } from '../../../../../src/renderer/draw/flame/flame-boxes.ts';
import { frameAt, layFlame } from '../../../../../src/renderer/draw/flame/flame-layout.ts';
import { FlameModel, frameHeight, MatchBit } from '../../../../../src/renderer/draw/flame/flame-model.ts';
import { columnsOf, framesOf } from './made-frames.ts';

const outline = `
  all 0
    a 10
      b 30
        c 5
      d 15
    e 40
`;
const modelOf = (): FlameModel => {
  const model = new FlameModel(framesOf(outline));
  model.setViewHeight(200);
  return model;
};
interface Box {
  readonly frame: number;
  readonly depth: number;
  readonly left: number;
  readonly width: number;
  readonly matched: boolean;
  readonly chosen: boolean;
}

const flameBoxes = (model: FlameModel, width: number): Box[] => {
  const { count, frame, depth, left, width: wide, state } = layFlame(model, width);
  return Array.from({ length: count }, (_, box) => ({
    frame: frame[box] as number,
    depth: depth[box] as number,
    left: left[box] as number,
    width: wide[box] as number,
    matched: ((state[box] as number) & BoxState.matched) !== 0,
    chosen: ((state[box] as number) & BoxState.chosen) !== 0,
  }));
};
const boxesOf = (model: FlameModel, width: number): string[] =>
  flameBoxes(model, width).map(
    ({ frame, depth, left, width: wide }) =>
      `${depth} ${frame < 0 ? '…' : model.frames.nameOf(frame)} ${left}+${Math.round(wide * 100) / 100}`,
  );

describe('boxes', () => {
  it('stand below their parents from the left edge on, own time at the right', () => {
    expect(boxesOf(modelOf(), 100)).toEqual([
      '0 all 0+100',
      '1 a 0+60',
      '2 b 0+35',
      '3 c 0+5',
      '2 d 35+15',
      '1 e 60+40',
    ]);
  });

  it('fill the width with what is zoomed, under its ancestors', () => {
    const model = modelOf();
    model.zoom(2);
    expect(boxesOf(model, 70)).toEqual(['0 all 0+70', '1 a 0+70', '2 b 0+70', '3 c 0+10']);
    expect(frameAt(model, 70, 5, 3 * frameHeight + 1)).toBe(3);
    expect(frameAt(model, 70, 15, 3 * frameHeight + 1)).toBe(-1);
  });

  it('become one where they are too narrow, except what matches or is chosen', () => {
    const many = 1000;
    const parent = new Int32Array(many + 1).fill(0);
    parent[0] = -1;
    const depth = new Uint32Array(many + 1).fill(1);
    depth[0] = 0;
    const model = new FlameModel(columnsOf(parent, depth, new Float64Array(many + 1).fill(1), (frame) => `f${frame}`));
    model.setViewHeight(200);
    expect(flameBoxes(model, 100)).toHaveLength(2);
    const matches = new Uint8Array(many + 1);
    matches[500] = 1;
    model.setMatches(matches);
    expect(flameBoxes(model, 100).map(({ matched }) => matched)).toEqual([false, false, true, false]);
    model.choose(20);
    // Too narrow to be seen, so it fills the width.
    expect(model.zoomed).toBe(20);
    model.zoom(0);
    expect(flameBoxes(model, 100).filter(({ chosen }) => chosen)).toHaveLength(1);
  });

  it('are only those of the levels in view, also of a chain of 100,000', () => {
    const count = 100_000;
    const model = new FlameModel(
      columnsOf(
        Int32Array.from({ length: count }, (_, i) => i - 1),
        Uint32Array.from({ length: count }, (_, i) => i),
        new Float64Array(count).fill(1),
        (frame) => `f${frame}`,
      ),
    );
    model.setViewHeight(100);
    model.setScrollTop(50_000 * frameHeight);
    const boxes = flameBoxes(model, 1000);
    expect(boxes.length).toBeLessThan(10);
    expect(boxes[0]?.depth).toBe(50_000);
    model.choose(count - 1);
    expect(flameBoxes(model, 1000)[0]?.depth).toBeGreaterThan(99_000);
  });

  it('stand where frames begin that leave some out, and those of the rest are frames', () => {
    const frames = framesOf(outline);
    // Of a's 60, the first 5 and 5 between its children are left out.
    const start = Float64Array.of(0, 0, 5, 5, 45, 60);
    const model = new FlameModel({ ...frames, start, isRest: (frame) => frame === 4 });
    model.setViewHeight(200);
    expect(boxesOf(model, 100).slice(1, 5)).toEqual(['1 a 0+60', '2 b 5+35', '3 c 5+5', '2 d 45+15']);
    const found = [2, 6, 42, 50].map((x) => frameAt(model, 100, x, 2 * frameHeight + 1));
    expect(found).toEqual([-1, 2, -1, 4]);
  });

  it('stand on the root where that is below', () => {
    const model = new FlameModel(framesOf(outline));
    model.setRootAt('bottom');
    model.setViewHeight(2 * frameHeight);
    // Five levels, two of them in view: the lowest.
    expect(model.scrollTop).toBe(3 * frameHeight);
    expect(boxesOf(model, 100).map((box) => box.split(' ')[1])).toEqual(['all', 'a', 'e']);
    expect([model.topOf(0), model.topOf(1)]).toEqual([frameHeight, 0]);
    expect([frameAt(model, 100, 5, 2 * frameHeight - 1), frameAt(model, 100, 70, 1)]).toEqual([0, 5]);
    model.setViewHeight(3 * frameHeight);
    expect(model.topOf(0)).toBe(2 * frameHeight);
    model.choose(3);
    expect(model.topOf(3)).toBeGreaterThanOrEqual(0);
    model.setViewHeight(20 * frameHeight);
    expect(model.topOf(0)).toBe(19 * frameHeight);
  });

  it('of frames are found by what is below them and left out', () => {
    const model = modelOf();
    model.setFrames(framesOf(outline), 0, -1, Uint8Array.of(0, MatchBit.hidden, 0, 0, 0, 0));
    expect([model.hasMatchUnder(0), model.hasMatchUnder(1), model.hasMatchUnder(2)]).toEqual([true, true, false]);
    expect(model.matched()).toEqual({ value: 0, share: 0 });
  });

  it('of nothing are none', () => {
    const model = new FlameModel(columnsOf(new Int32Array(0), new Uint32Array(0), new Float64Array(0), () => ''));
    expect(flameBoxes(model, 100)).toEqual([]);
  });
});

describe('the model', () => {
  it('moves to parent, widest child and siblings, zooms in and out', () => {
    const model = modelOf();
    const name = (): string => model.frames.nameOf(model.chosen);
    expect(model.run('child')).toBe(true);
    expect(name()).toBe('all');
    model.run('child');
    expect(name()).toBe('a');
    expect(model.run('previous')).toBe(false);
    model.run('next');
    expect(name()).toBe('e');
    expect(model.run('next')).toBe(false);
    model.run('previous');
    model.run('child');
    expect(name()).toBe('b');
    model.run('next');
    expect(name()).toBe('d');
    expect(model.run('zoom')).toBe(true);
    expect(model.frames.nameOf(model.zoomed)).toBe('d');
    expect(model.run('zoom')).toBe(false);
    model.run('zoomOut');
    expect(model.frames.nameOf(model.zoomed)).toBe('a');
    model.run('root');
    expect([model.zoomed, model.chosen]).toEqual([0, 0]);
    expect(model.run('zoomOut')).toBe(false);
  });

  it('zooms out as far as it takes to show what was chosen elsewhere', () => {
    const model = modelOf();
    model.zoom(2);
    model.choose(4);
    expect(model.frames.nameOf(model.zoomed)).toBe('a');
    model.choose(5);
    expect(model.zoomed).toBe(0);
  });

  it('goes from match to match and around, and stays where there is none', () => {
    const model = modelOf();
    expect(model.stepMatch(1)).toBe(false);
    model.setMatches(Uint8Array.of(0, MatchBit.hidden, MatchBit.itself, 0, 0, MatchBit.itself));
    const seen = [1, 1, 1, -1].map((direction) => {
      expect(model.stepMatch(direction === 1 ? 1 : -1)).toBe(true);
      return model.frames.nameOf(model.chosen);
    });
    expect(seen).toEqual(['b', 'e', 'b', 'e']);
  });

  it('sums the outermost matches inside of what is zoomed', () => {
    const model = modelOf();
    expect(model.matched()).toBeUndefined();
    // a and, below it, c: c is within a.
    model.setMatches(Uint8Array.of(0, 1, 0, 1, 0, 0));
    expect(model.matched()).toEqual({ value: 60, share: 0.6 });
    model.zoom(2);
    expect(model.matched()).toEqual({ value: 5, share: 5 / 35 });
  });
});
