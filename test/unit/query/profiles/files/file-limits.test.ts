// Stacks so deep and so many that a line for each would fill a disk: said before anything is written, and drawn all the same.
import { describe, expect, it } from 'vitest';
import { runId } from '../../../../../src/contract/ids.ts';
import type { ProfileFileOrder } from '../../../../../src/contract/profiles/files.ts';
import { noProfileFilter, type ProfileFilter } from '../../../../../src/contract/profiles/view.ts';
import { ProfileBuilder } from '../../../../../src/main/decode/profiles/profile-builder.ts';
import { checkStacksText, pprofOfView } from '../../../../../src/main/engine/profile-table-files.ts';
import { profileFile } from '../../../../../src/main/query/profiles/files/profile-file.ts';
import type { ProfileLibrary } from '../../../../../src/main/query/profiles/profile-library.ts';

const depth = 100_000;

/** A chain with a leaf below each of its frames; the innermost hundred are called otherwise. */
function comb(): ProfileBuilder {
  const builder = new ProfileBuilder('pprof', [{ type: 'samples', unit: 'count' }]);
  const frame = (name: string): number => builder.addFrame({ function: builder.functionOf(name) });
  const [outer, inner, leaf] = [frame('example.org/shop.(*Tree).walk'), frame('example.org/shop.end'), frame('leaf')];
  let node = -1;
  for (let at = 0; at < depth; at++) {
    node = builder.stacks.child(node, at < depth - 100 ? outer : inner);
    builder.setValue(builder.addSample(builder.stacks.child(node, leaf)), 0, 1 + (at % 7));
  }
  return builder;
}

const profile = comb().finish({});
const library: ProfileLibrary = {
  profile: () => profile,
  contentOf: () => 'comb',
  keep: (_key, make) => make(),
  alive: () => undefined,
};
const orderOf = (format: ProfileFileOrder['format'], filter: ProfileFilter = noProfileFilter): ProfileFileOrder => ({
  format,
  name: 'comb',
  view: {
    run: runId('r'),
    profile: 0,
    part: 0,
    type: 0,
    grouping: 'function',
    order: 'weight',
    inverted: false,
    filter,
    base: undefined,
    normalized: false,
  },
  zoom: '',
  width: 'max',
  root: 'top',
});

describe('a chain of 100,000 frames, each with a leaf', () => {
  it.each([
    ['folded', /^As folded stacks this view would have about [\d.]+ GiB; those of up to 1 GiB .* up to 100,001 here/],
    ['speedscope', /^As speedscope JSON this view would have about [\d.]+ GiB; those of up to 512 MiB/],
  ] as const)('is not written as %s', (format, told) => {
    expect(() => profileFile(orderOf(format), 'comb', library).next()).toThrow(told);
  });

  it('is not written as pprof, nor as a text', () => {
    expect(() => pprofOfView(orderOf('pprof'), library)).toThrow(/^As pprof this view would have about [\d.]+ GiB/);
    for (const kind of ['traces', 'raw'] as const)
      expect(() => checkStacksText(kind, profile, noProfileFilter)).toThrow(/^As a text of all stacks this view would/);
  });

  it('is written as far as a filter leaves little of it', () => {
    const filter = { ...noProfileFilter, focus: 'end', showFrom: 'end' };
    const lines = [...profileFile(orderOf('folded', filter), 'comb', library)].join('').trim().split('\n');
    expect(lines).toHaveLength(100);
    expect(lines.every((line) => /^(example\.org\/shop\.end;)+leaf \d$/.test(line))).toBe(true);
    const bytes = [...pprofOfView(orderOf('pprof', filter), library)].reduce((sum, piece) => sum + piece.length, 0);
    expect(bytes).toBeLessThan(100_000);
  });

  it('is drawn, with as many levels as a picture has', () => {
    const svg = [...profileFile(orderOf('svg-static'), 'comb', library)].join('');
    expect(svg.length).toBeLessThan(3_000_000);
    expect(svg).toContain('frames are too narrow to be seen and left out.');
  });
});
