// Printing a tree and reading it back gives the same tree, for random trees; the same for conditions made of any text.
import { expect, it } from 'vitest';
import { resolveField } from '../../../../src/contract/search/fields.ts';
import { literalOfWord, quotedLiteral, type Literal } from '../../../../src/contract/search/literal.ts';
import { parseSearch } from '../../../../src/contract/search/parse.ts';
import { condition, printSearch } from '../../../../src/contract/search/print.ts';
import type { FieldName, Search, Test } from '../../../../src/contract/search/search.ts';
import { seededRandom } from '../../../support/random.ts';

const at = { from: 0, to: 0 };
const { next: random, pick } = seededRandom(7);
const texts = [
  'a',
  'api',
  'x y',
  'error',
  'and',
  '5',
  'true',
  '"',
  "it's",
  '\\',
  'a\\d',
  'ü🦦',
  '200ms',
  'a=b',
  '(',
  '',
  '\n',
  'in',
  '!',
  '-1',
  '||',
];
const literal = (): Literal =>
  random() < 0.5
    ? quotedLiteral(pick(texts))
    : literalOfWord(pick(['1', '-2.5', '1e9', '200ms', '1.5GiB', 'true', 'api', '/v1', '2026-01-01']));
const field = (): FieldName =>
  random() < 0.6
    ? { name: pick(['a', 'http.route', 'resource.host', 'duration', 'service']), quoted: false, prefix: undefined, at }
    : { name: pick(['a b', 'name', 'é', '"']), quoted: true, prefix: pick([undefined, 'resource', 'event']), at };

function test(): Test {
  const negated = random() < 0.5;
  switch (Math.floor(random() * 5)) {
    case 0:
      return { kind: 'compare', operator: pick(['=', '!=', '<', '<=', '>', '>=']), value: literal() };
    case 1:
      return { kind: 'in', negated, values: Array.from({ length: 1 + Math.floor(random() * 3) }, literal) };
    case 2:
      return { kind: 'contains', negated, text: pick(texts) };
    case 3:
      return { kind: 'matches', negated, pattern: pick(['a', '^x$', '\\d+', '(?i)a', '"']) };
    default:
      return { kind: 'exists', negated };
  }
}

function tree(depth: number): Search {
  const kind =
    depth === 0 ? pick(['text', 'flag', 'test'] as const) : pick(['and', 'or', 'not', 'text', 'flag', 'test'] as const);
  switch (kind) {
    case 'and':
    case 'or': {
      const parts = Array.from({ length: 2 + Math.floor(random() * 2) }, () => tree(depth - 1));
      return { kind, parts, at };
    }
    case 'not':
      return { kind, part: tree(depth - 1), at };
    case 'text':
      return { kind, text: pick(texts.filter((one) => one.trim() !== '')), at };
    case 'flag':
      return { kind, flag: pick(['error', 'root']), at };
    case 'test':
      return { kind, field: field(), test: test(), at };
  }
}

const withoutPlaces = (search: unknown): unknown =>
  JSON.parse(
    JSON.stringify(search, (key, value: unknown) =>
      key === 'at' ? undefined : typeof value === 'bigint' ? `${value}` : value,
    ),
  );

it('a printed tree reads back as itself', () => {
  for (let i = 0; i < 3000; i++) {
    const search = tree(3);
    const text = printSearch(search);
    const parsed = parseSearch(text);
    expect(parsed.kind === 'ok' ? withoutPlaces(parsed.search) : parsed, text).toEqual(withoutPlaces(search));
    if (parsed.kind === 'ok') expect(printSearch(parsed.search)).toBe(text);
  }
});

it('a condition made of a key and a value is about that key and that value, whatever they are', () => {
  for (const key of ['a', 'duration', 'x y', 'error', 'resource.host', 'body.a', 'not', '"', 'a=b', 'trace.errors']) {
    for (const value of texts) {
      const parsed = parseSearch(condition(key, '=', value));
      expect(parsed.kind, `${key} ${value}`).toBe('ok');
      if (parsed.kind !== 'ok' || parsed.search.kind !== 'test') throw new Error('no test');
      const { field: name, test: made } = parsed.search;
      const resolved = resolveField(name, 'spans');
      expect(resolved).toEqual({ kind: 'attribute', place: 'any', key });
      expect(made).toMatchObject({ kind: 'compare', operator: '=', value: { kind: 'text', text: value } });
    }
  }
});
