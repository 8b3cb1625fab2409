import { describe, expect, it } from 'vitest';
import { recentWalk } from '../../../../../src/renderer/ui/search-field/recent-searches.ts';

describe('recentWalk', () => {
  it('goes to older searches and back to what was being typed', () => {
    const walk = recentWalk(() => ['newest', 'older']);
    expect(walk.step(-1, 'draft')).toBeUndefined();
    expect([walk.step(1, 'draft'), walk.step(1, 'newest'), walk.step(1, 'older')]).toEqual([
      'newest',
      'older',
      undefined,
    ]);
    expect([walk.step(-1, 'older'), walk.step(-1, 'newest'), walk.step(-1, 'draft')]).toEqual([
      'newest',
      'draft',
      undefined,
    ]);
  });

  it('leaves out the search that stands in the field, and begins anew after typing', () => {
    const walk = recentWalk(() => ['a', 'b']);
    expect(walk.step(1, 'a')).toBe('b');
    walk.reset();
    expect(walk.step(1, 'x')).toBe('a');
  });
});
