// The index finds what looking at every series would find, for random labels and conditions.
import { expect, test } from 'vitest';
import { accepts, LabelIndex } from '../../../../src/main/query/metrics/label-index.ts';
import { makeMatcher, type Matcher } from '../../../../src/main/query/promql/engine/matcher.ts';
import { seededRandom } from '../../../support/random.ts';

const names = ['__name__', 'job', 'code', 'le'];
const values = ['a', 'b', 'ab', '1', '1.0', '2', 'x.y', ''];
const patterns = ['a|b', 'a.*', '.*', '.+', '', '1', '(a|2)', '[ab]+', '1\\.0'];

test.each([1, 2, 3, 4])('random conditions, seed %i', (seed) => {
  const random = seededRandom(seed);
  const index = new LabelIndex();
  const series = Array.from({ length: 400 }, () => {
    const labels = new Map(names.map((name) => [name, random.pick(values)]));
    index.add([...labels]);
    return labels;
  });
  for (let round = 0; round < 300; round++) {
    const matchers: Matcher[] = Array.from({ length: 1 + random.below(3) }, () => {
      const op = random.pick(['=', '!=', '=~', '!~'] as const);
      const made = makeMatcher(
        random.pick([...names, 'absent']),
        op,
        random.pick(op.endsWith('~') ? patterns : values),
      );
      if (made.kind !== 'ok') throw new Error(made.message);
      return made.matcher;
    });
    const wanted = series.flatMap((labels, i) =>
      matchers.every((matcher) => accepts(matcher, labels.get(matcher.name) ?? '')) ? [i] : [],
    );
    expect(index.find(matchers)).toEqual(wanted);
  }
});
