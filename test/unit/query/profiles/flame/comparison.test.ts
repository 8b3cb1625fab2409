// Comparisons of random profiles, with recursion and values below zero, held to plain sums over their samples.
import { describe, expect, it } from 'vitest';
import { runId } from '../../../../../src/contract/ids.ts';
import type { FlameAnswer } from '../../../../../src/contract/profiles/flame.ts';
import { unpackPicture } from '../../../../../src/contract/profiles/picture-texts.ts';
import { noProfileFilter, type ProfileView } from '../../../../../src/contract/profiles/view.ts';
import { diffFunctions } from '../../../../../src/main/query/profiles/flame/diff-answer.ts';
import { flamePicture } from '../../../../../src/main/query/profiles/flame/flame-answers.ts';
import type { ProfileLibrary } from '../../../../../src/main/query/profiles/profile-library.ts';
import { topFunctions } from '../../../../../src/main/query/profiles/tables/top-answer.ts';
import { profileOfFolded } from '../../../../support/profiles/tree-of.ts';
import { seededRandom } from '../../../../support/random.ts';

interface Sample {
  readonly stack: readonly string[];
  readonly value: number;
}

/** @param least of values; some functions are only called in one of the two */
function samplesOf(seed: number, least: number, functions: readonly string[]): readonly Sample[] {
  const random = seededRandom(seed);
  return Array.from({ length: 100 }, () => ({
    stack: Array.from({ length: 1 + random.below(6) }, () => random.pick(functions)),
    value: least + random.below(1000),
  }));
}

const names = 'abcdefghij'.split('');
const run = runId('r');

/** Sums of the samples that match, of the base (scaled) and of the profile. */
type Sums = (matches: (stack: readonly string[]) => boolean) => readonly [left: number, right: number];

function comparedOf(seed: number, least: number, normalized: boolean) {
  const base = samplesOf(seed, least, names.slice(0, 8));
  const profile = samplesOf(seed + 1, least, names.slice(2));
  const profiles = [profile, base].map((samples) =>
    profileOfFolded(samples.map(({ stack, value }) => `${stack.join(';')} ${value}\n`).join('')),
  );
  const sum = (samples: readonly Sample[]): number => samples.reduce((total, { value }) => total + value, 0);
  const scale = normalized ? sum(profile) / sum(base) : 1;
  const sums: Sums = (matches) => [
    sum(base.filter(({ stack }) => matches(stack))) * scale,
    sum(profile.filter(({ stack }) => matches(stack))),
  ];
  const library: ProfileLibrary = {
    profile: (ref) => profiles[ref.profile] as (typeof profiles)[number],
    contentOf: (ref) => String(ref.profile),
    keep: (_key, make) => make(),
    alive: () => undefined,
  };
  const view: ProfileView = {
    run,
    profile: 0,
    part: 0,
    type: 0,
    grouping: 'function',
    order: 'weight',
    inverted: false,
    filter: noProfileFilter,
    base: { run, profile: 1, part: 0 },
    normalized,
  };
  const stacks = [...new Map([...base, ...profile].map(({ stack }) => [stack.join(';'), stack])).values()];
  return { library, view, sums, stacks };
}

const begins = (stack: readonly string[], path: readonly string[]): boolean =>
  path.every((name, at) => stack[at] === name);

/** Frames by their path, `undefined` for boxes of the rest. */
function pathsOf(answer: FlameAnswer): readonly (readonly string[] | undefined)[] {
  const { parent, name, names: texts, frames } = unpackPicture(answer);
  const paths: (readonly string[] | undefined)[] = [];
  for (let frame = 0; frame < frames; frame++) {
    const above = paths[parent[frame] as number] ?? [];
    paths.push(
      frame === 0 ? [] : (name[frame] as number) < 0 ? undefined : [...above, texts[name[frame] as number] as string],
    );
  }
  return paths;
}

const near = (value: number | undefined, wanted: number, what: string): void => {
  if (!(Math.abs((value ?? Number.NaN) - wanted) < 1e-6)) expect.fail(`${what} is ${value}, not ${wanted}`);
};

const cases = [
  [11, 1, false],
  [21, 1, true],
  [31, -400, false],
  [41, -400, true],
] as const;

describe.each(cases)('random profiles %i, values from %i, scaled: %s', (seed, least, normalized) => {
  const { library, view, sums, stacks } = comparedOf(seed, least, normalized);

  it.each([
    ['max', false],
    ['sum', false],
    ['max', true],
    ['sum', true],
  ] as const)('frames have the sums of their path (width %s, inverted: %s)', (width, inverted) => {
    const answer = flamePicture({ view: { ...view, inverted }, zoom: '', width }, library);
    const turned = (stack: readonly string[]): readonly string[] => (inverted ? stack.toReversed() : stack);
    const widths = new Map(
      stacks.map((stack) => {
        const key = stack.join(';');
        const [left, right] = sums((other) => other.join(';') === key).map(Math.abs) as [number, number];
        return [stack, width === 'max' ? Math.max(left, right) : left + right];
      }),
    );
    const widthOf = (stack: readonly string[]): number => widths.get(stack) ?? 0;
    const seen = new Set<string>();
    for (const [frame, path] of pathsOf(answer).entries()) {
      if (path === undefined) continue;
      const what = path.join(';');
      seen.add(what);
      const [left, right] = sums((stack) => begins(turned(stack), path));
      near(answer.sides?.leftTotal[frame], left, `left of ${what}`);
      near(answer.sides?.rightTotal[frame], right, `right of ${what}`);
      const below = stacks.filter((stack) => begins(turned(stack), path));
      near(
        answer.total[frame],
        below.reduce((sum, stack) => sum + widthOf(stack), 0),
        `width of ${what}`,
      );
      if (inverted) continue;
      const [leftSelf, rightSelf] = sums((stack) => stack.join(';') === what);
      near(answer.sides?.leftSelf[frame], leftSelf, `left of ${what} alone`);
      near(answer.sides?.rightSelf[frame], rightSelf, `right of ${what} alone`);
    }
    const wide = (answer.total[0] as number) / 16_000;
    for (const stack of stacks) if (widthOf(stack) > wide) expect(seen).toContain(turned(stack).join(';'));
  });

  it.each([
    ['self', false],
    ['total', false],
    ['self', true],
    ['total', true],
  ] as const)('functions have the sums of their stacks (by %s, relative: %s)', (by, relative) => {
    const answer = diffFunctions({ view, by, relative, text: '', offset: 0, limit: 100 }, library);
    const [left, right] = sums(() => true);
    near(answer.left, left, 'the base');
    near(answer.right, right, 'the profile');
    const changes: number[] = [];
    for (const [row, name] of answer.names.entries()) {
      const flat = sums((stack) => stack.at(-1) === name);
      const cum = sums((stack) => stack.includes(name));
      near(answer.leftSelf[row], flat[0], `flat of ${name} before`);
      near(answer.rightSelf[row], flat[1], `flat of ${name}`);
      near(answer.leftTotal[row], cum[0], `cum of ${name} before`);
      near(answer.rightTotal[row], cum[1], `cum of ${name}`);
      const [before, now] = by === 'self' ? flat : cum;
      changes.push(Math.abs(relative ? now / right - before / left : now - before));
    }
    expect(answer.names.toSorted()).toEqual(names);
    for (const [row, change] of changes.entries())
      expect(change).toBeLessThanOrEqual((changes[row - 1] ?? Infinity) + 1e-9);
    const page = diffFunctions({ view, by, relative, text: '', offset: 3, limit: 4 }, library);
    expect([page.names, page.functions]).toEqual([answer.names.slice(3, 7), names.length]);
  });

  it.runIf(!normalized)('the table of functions has their differences', () => {
    const request = { view, sort: 'flat', reversed: false, text: '', offset: 0, limit: 100 } as const;
    const answer = topFunctions(request, library);
    for (const [row, name] of answer.names.entries()) {
      const [flatBefore, flat] = sums((stack) => stack.at(-1) === name);
      const [cumBefore, cum] = sums((stack) => stack.includes(name));
      near(answer.flat[row], flat - flatBefore, `flat of ${name}`);
      near(answer.cum[row], cum - cumBefore, `cum of ${name}`);
    }
    const [before, now] = sums(() => true);
    near(answer.sum, now - before, 'the sum');
    expect(answer.names.toSorted()).toEqual(names);
  });
});
