import { describe, expect, it } from 'vitest';
import type { FlamePicture } from '../../../../../src/contract/profiles/flame.ts';
import { noProfileFilter } from '../../../../../src/contract/profiles/view.ts';
import { draftOf, firstDraft, orderOf } from '../../../../../src/renderer/features/profiles/capture/capture-form.ts';
import { exactly, withAction } from '../../../../../src/renderer/features/profiles/profile/filter-change.ts';
import { MatchBit } from '../../../../../src/renderer/draw/flame/flame-model.ts';
import {
  carriedMatches,
  frameNamed,
  namesTo,
} from '../../../../../src/renderer/features/profiles/profile/flame/flame-of-picture.ts';

describe('the form of a capture', () => {
  it('becomes an order, or says what is wrong', () => {
    expect(orderOf({ ...firstDraft, url: 'localhost:6060', every: '60' })).toMatchObject({
      url: 'http://localhost:6060',
      subject: { kind: 'go', profile: 'cpu', seconds: 10, collectGarbage: false },
      everySeconds: 60,
    });
    // A state has no duration unless its change is asked for.
    expect(orderOf({ ...firstDraft, goProfile: 'heap' })).toMatchObject({ subject: { seconds: 0 } });
    expect(orderOf({ ...firstDraft, goProfile: 'heap', delta: true })).toMatchObject({ subject: { seconds: 10 } });
    for (const draft of [
      { ...firstDraft, every: '60', service: 'shop' },
      { ...firstDraft, goProfile: 'heap', collectGarbage: true },
      { ...firstDraft, goProfile: 'allocs', delta: true, seconds: '3' },
      { ...firstDraft, kind: 'streamkit', frequency: '49' },
      { ...firstDraft, kind: 'url', url: 'http://h/x' },
    ] as const) {
      const order = orderOf(draft);
      if (typeof order === 'string') throw new Error(order);
      expect(orderOf(draftOf(order))).toEqual(order);
    }
    expect(orderOf({ ...firstDraft, seconds: 'ten' })).toMatch(/number of seconds/);
    expect(orderOf({ ...firstDraft, seconds: '30', every: '10' })).toMatch(/longer/);
    expect(orderOf({ ...firstDraft, headers: 'no colon' })).toMatch(/header/);
    expect(orderOf({ ...firstDraft, url: '' })).toMatch(/address/);
  });
});

describe('actions on a frame', () => {
  const name = 'main.(*T[go.shape.int]).f+0x1';
  it('mean this very name', () => {
    expect(new RegExp(exactly(name)).test(name)).toBe(true);
    expect(new RegExp(exactly('a.b')).test('axb')).toBe(false);
  });

  it('replace a focus and add to what is hidden', () => {
    const hidden = withAction(withAction(noProfileFilter, 'hide', 'a'), 'hide', 'b');
    expect(hidden.hide).toBe('^a$|^b$');
    expect(withAction(withAction(hidden, 'focus', 'a'), 'focus', 'b')).toEqual({ ...hidden, focus: '^b$' });
  });
});

describe('frames of a picture', () => {
  // everything > main > (a > rest, b)
  const picture = {
    frames: 5,
    parent: Int32Array.of(-1, 0, 1, 2, 1),
    subtree: Int32Array.of(5, 4, 2, 1, 1),
    nodes: Int32Array.of(9, 8, 6, 5, 1),
    name: Int32Array.of(-1, 0, 1, -2, 2),
    names: ['main', 'a', 'b'],
  } as unknown as FlamePicture;

  it('are found again by their names', () => {
    expect(namesTo(picture, 4)).toEqual(['main', 'b']);
    expect(frameNamed(picture, ['main', 'b'])).toBe(4);
    expect(frameNamed(picture, ['main', 'c'])).toBe(-1);
    expect(frameNamed(picture, [])).toBe(0);
  });

  it('keep what is known to match when a finer picture comes', () => {
    // Frame 2 matches itself, frame 4 only has matches that are not drawn.
    const matches = Uint8Array.of(0, 0, MatchBit.itself, 0, MatchBit.hidden);
    const finer = { ...picture, name: Int32Array.of(-1, 1, 0, 0, -2), names: ['a', 'main'] } as FlamePicture;
    expect(Array.from(carriedMatches(picture, matches, finer))).toEqual([0, 0, 1, 1, 0]);
  });
});
