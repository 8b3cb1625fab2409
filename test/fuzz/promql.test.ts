// Random pieces of PromQL: the parser never throws, tells a place inside the query, and prints what it takes in a way that
// means the same. Random regular expressions are refused with words or match, with and without groups the same texts.
// OTTERSCOPE_FUZZ_ROUNDS sets the number of queries and expressions (default 5,000).
import { expect, test } from 'vitest';
import { compileMatcherRegex } from '../../src/main/query/promql/engine/matcher-regex.ts';
import { compileCapturing } from '../../src/main/query/promql/regex/capture-match.ts';
import { parseExpr } from '../../src/main/query/promql/syntax/parse.ts';
import { prettyPrint } from '../../src/main/query/promql/syntax/print-pretty.ts';
import { printExpr } from '../../src/main/query/promql/syntax/print.ts';
import { parsed, withoutPlaces } from '../promql/parsed.ts';
import { type Random, seededRandom } from '../support/random.ts';

const rounds = Number(process.env['OTTERSCOPE_FUZZ_ROUNDS'] ?? 5000);

// Infinity is printed with its sign, which an operator ^ behind it would leave outside: it is not among these.
const operands = [
  'up',
  'a:b',
  '{a="b"}',
  'up{c=~"x.*|y",d!="z"}',
  '{"k.v"}',
  '1',
  '0x1F',
  '010',
  '5m',
  '.5',
  '"s\\xff"',
  'NaN',
  'sum',
  'offset',
  'start',
  'fill',
];
const wrappers = [
  'sum(@)',
  'avg by (a, "b.c") (@)',
  'topk(2, @)',
  'count_values("v", @)',
  'rate(@[5m])',
  '(@)',
  '-@',
  'abs(@)',
  'max_over_time((@)[10m:1m])',
  'info(@, {k="v"})',
  'label_replace(@, "a", "$1", "b", "(.*)")',
  'scalar(@)',
  '@[5m]',
  '@[1h:]',
  '@ offset 5m',
  '@ offset (1m + step())',
  '@ offset -(5m)',
  '@ @ 12.5',
  '@ @ end()',
  '@ anchored',
  '@[range() / 2] smoothed',
];
const joints = [
  ' + ',
  ' - ',
  '*',
  ' / ',
  '^',
  ' % ',
  ' atan2 ',
  ' == ',
  ' >= bool ',
  ' </ ',
  ' and ',
  ' or on (a) ',
  ' unless ignoring (b) ',
  ' * on (a) group_left (c) ',
  ' + fill (1) ',
  ' - fill_right (-2) ',
];
const noise = [
  '(',
  ')',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  "'",
  '`',
  '@',
  '#',
  '\n',
  ' by ',
  ' bool ',
  '=~',
  '!',
  '\\',
  'é',
  '\ud800',
  '😀',
  '..',
  '1e',
  '5mm',
  '$',
  '\0',
];

function randomQuery(random: Random, depth: number): string {
  const choice = random.below(depth <= 0 ? 1 : 4);
  if (choice === 0) return random.pick(operands);
  if (choice === 1) return `${randomQuery(random, depth - 1)}${random.pick(joints)}${randomQuery(random, depth - 1)}`;
  return random.pick(wrappers).replace('@', () => randomQuery(random, depth - 1));
}

function damaged(random: Random, query: string): string {
  const at = random.below(query.length + 1);
  if (random.next() < 0.5) return query.slice(0, at) + random.pick(noise) + query.slice(at);
  return query.slice(0, at) + query.slice(at + 1 + random.below(3));
}

test('queries', () => {
  const random = seededRandom(4);
  let taken = 0;
  for (let round = 0; round < rounds; round++) {
    const sound = randomQuery(random, random.below(5));
    const query = random.next() < 0.4 ? damaged(random, sound) : sound;
    const result = parseExpr(query);
    if (result.kind === 'wrong') {
      const { start, end, reason } = result.error;
      expect(reason, query).not.toBe('');
      expect(start >= 0 && start <= end && end <= Buffer.byteLength(query), `${query}: ${start} to ${end}`).toBe(true);
      continue;
    }
    taken++;
    const meaning = withoutPlaces(result.value);
    expect(withoutPlaces(parsed(printExpr(result.value))), query).toEqual(meaning);
    expect(withoutPlaces(parsed(prettyPrint(result.value))), query).toEqual(meaning);
  }
  expect(taken).toBeGreaterThan(rounds / 10);
});

const atoms = [
  'a',
  'b',
  'é',
  '😀',
  '.',
  '.*',
  '.+',
  '\\d',
  '\\W',
  '[a-c]',
  '[^b\\d]',
  '[[:alpha:]]',
  '\\pL',
  '\\P{Greek}',
  '(?i)',
  '(?i:',
  '(?-s:',
  '(?m)',
  '(?U)',
  '(',
  '(?:',
  '(?P<n>',
  ')',
  ')',
  '|',
  '*',
  '+?',
  '?',
  '{2}',
  '{1,3}',
  '{0,}',
  '^',
  '$',
  '\\b',
  '\\z',
  '\\1',
  '[',
  ']',
  '(?=',
  '\\',
  '\\Q.',
  '\n',
];
const characters = ['a', 'b', 'c', 'A', 'é', '😀', '1', '.', '\n', ' ', '_'];

test('regular expressions', () => {
  const random = seededRandom(5);
  let taken = 0;
  for (let round = 0; round < rounds; round++) {
    const pattern = Array.from({ length: 1 + random.below(6) }, () => random.pick(atoms)).join('');
    const matcher = compileMatcherRegex(pattern);
    const capturing = compileCapturing(pattern);
    if (matcher.kind === 'wrong' || capturing.kind === 'wrong') {
      expect(matcher, pattern).toEqual(capturing);
      expect(matcher, pattern).toMatchObject({ message: expect.stringContaining('error parsing regexp: ') });
      continue;
    }
    taken++;
    for (let text = 0; text < 5; text++) {
      const sample = Array.from({ length: random.below(5) }, () => random.pick(characters)).join('');
      const place = `${JSON.stringify(pattern)} on ${JSON.stringify(sample)}`;
      const matches = matcher.matches(sample);
      expect(capturing.regex.match(sample) !== undefined, place).toBe(matches);
      if (matcher.exactly !== undefined) expect(matcher.exactly.includes(sample), place).toBe(matches);
      if (matches) expect(sample.startsWith(matcher.prefix ?? ''), place).toBe(true);
    }
  }
  expect(taken).toBeGreaterThan(rounds / 10);
});
