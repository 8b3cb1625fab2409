import { describe, expect, it } from 'vitest';
import { labelPlace } from '../../../../../src/renderer/draw/waterfall/label-place.ts';

describe('labelPlace', () => {
  it('stands inside a bar that is wide enough', () => {
    expect(labelPlace(100, 200, 40, 500)).toEqual({ kind: 'inside', x: 105 });
  });
  it('stays in view inside a bar that begins before the window', () => {
    expect(labelPlace(-1000, 400, 40, 500)).toEqual({ kind: 'inside', x: 5 });
  });
  it('stands behind a short bar', () => {
    expect(labelPlace(100, 110, 40, 500)).toEqual({ kind: 'after', x: 115 });
  });
  it('leaves room for what trails the bar', () => {
    expect(labelPlace(100, 110, 40, 500, 18)).toEqual({ kind: 'after', x: 133 });
  });
  it('stands before a short bar at the right end', () => {
    expect(labelPlace(480, 490, 40, 500)).toEqual({ kind: 'before', x: 435 });
  });
  it('is left out where there is no room, and for bars out of view', () => {
    expect(labelPlace(20, 50, 60, 80)).toEqual({ kind: 'none' });
    expect(labelPlace(-30, -10, 5, 500)).toEqual({ kind: 'none' });
    expect(labelPlace(510, 530, 5, 500)).toEqual({ kind: 'none' });
  });
});
