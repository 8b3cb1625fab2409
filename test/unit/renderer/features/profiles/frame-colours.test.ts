import { describe, expect, it } from 'vitest';
import type { FlamePicture } from '../../../../../src/contract/profiles/flame.ts';
import {
  changeColours,
  colourIndexes,
  graphColours,
  kindColours,
} from '../../../../../src/renderer/features/profiles/profile/flame/frame-colours.ts';

const changes = (left: readonly number[], right: readonly number[]): FlamePicture =>
  ({
    frames: left.length,
    name: Int32Array.from(left, () => 0),
    names: ['f'],
    packages: [''],
    kinds: [''],
    total: Float64Array.from(left, (value, at) => Math.max(value, right[at] ?? 0)),
    self: new Float64Array(left.length),
    sides: { leftTotal: Float64Array.from(left), rightTotal: Float64Array.from(right) },
  }) as unknown as FlamePicture;

describe('colours of a comparison', () => {
  const steps = changeColours('light').length;
  const stepsOf = (picture: FlamePicture, relative: boolean): readonly number[] => {
    const first = graphColours('light').length - steps;
    return [...colourIndexes(picture, 'package', relative)].map((colour) => colour - first);
  };

  it('are the middle for no change and the ends for what is gone or new', () => {
    const middle = (steps - 1) / 2;
    expect(stepsOf(changes([10, 10, 10, 0], [10, 10, 0, 10]), false)).toEqual([middle, middle, 0, steps - 1]);
    const [more = 0, less = 0] = stepsOf(changes([10, 20], [20, 10]), false);
    expect(more - middle).toBe(middle - less);
    expect(more).toBeGreaterThan(middle);
  });

  it('leave a recording of twice the length alone where shares are compared', () => {
    const middle = (steps - 1) / 2;
    expect(stepsOf(changes([10, 4], [20, 8]), true)).toEqual([middle, middle]);
  });
});

describe('colours of kinds', () => {
  it('are told for the most frequent ones', () => {
    const kinds = kindColours({ kinds: ['go', 'native', 'go', '', 'kernel'] }, 2);
    expect(kinds.map(([kind]) => kind)).toEqual(['go', 'kernel']);
    for (const [, colour] of kinds) expect(colour).toMatch(/^#[0-9a-f]{6}$/);
  });
});
