import { expect, test } from 'vitest';
import { type Expr, typeOf, walk } from '../../../../../src/main/query/promql/syntax/ast.ts';
import { parsed } from '../../../../promql/parsed.ts';

/** A tree with parentheses around every operation. */
function shape(expr: Expr): string {
  if (expr.kind === 'BinaryExpr') return `(${shape(expr.lhs)} ${expr.op} ${shape(expr.rhs)})`;
  if (expr.kind === 'UnaryExpr') return `(${expr.op}${shape(expr.expr)})`;
  if (expr.kind === 'NumberLiteral') return String(expr.value);
  if (expr.kind !== 'VectorSelector') return expr.kind;
  return expr.offsetMillis === 0 ? expr.name : `${expr.name}[offset ${expr.offsetMillis}]`;
}

test.each([
  ['1 + 2 * 3 ^ 4 ^ 5', '(1 + (2 * (3 ^ (4 ^ 5))))'],
  ['a - b - c', '((a - b) - c)'],
  ['-1 ^ 2', '(-(1 ^ 2))'],
  ['2 ^ -1 ^ 3', '(2 ^ (-(1 ^ 3)))'],
  ['-a * b', '((-a) * b)'],
  ['--1', '1'],
  ['a or b and c unless d', '(a or ((b and c) unless d))'],
  ['a == b + c atan2 d', '(a == (b + (c atan2 d)))'],
  ['a < b == c', '((a < b) == c)'],
  ['-a offset 5m + 1', '((-a[offset 300000]) + 1)'],
  ['a offset 5s - 8', '(a[offset 5000] - 8)'],
  ['a offset -2 ^ 2', '(a[offset -2000] ^ 2)'],
])('%s groups as %s', (query, expected) => {
  expect(shape(parsed(query))).toBe(expected);
});

test('places are bytes, columns included', () => {
  const expr = parsed('up{a="é日😀"} + on (a) sum (b)');
  const places: string[] = [];
  walk(expr, ({ kind, start, end }) => places.push(`${kind} ${start}-${end}`));
  expect(places).toEqual(['BinaryExpr 0-34', 'VectorSelector 0-17', 'AggregateExpr 27-34', 'VectorSelector 32-33']);
});

test('modifiers behind a range belong to its selector', () => {
  const expr = parsed('a{b="c"}[5m] offset 1h @ 60 smoothed');
  expect(expr).toMatchObject({
    kind: 'MatrixSelector',
    rangeMillis: 300_000,
    vectorSelector: { offsetMillis: 3_600_000, at: { kind: 'time', timeMillis: 60_000 }, smoothed: true },
  });
});

test('numbers may be durations and durations numbers', () => {
  expect(parsed('a[300]')).toMatchObject({ rangeMillis: 300_000 });
  expect(parsed('a[4.018]')).toMatchObject({ rangeMillis: 4018 });
  expect(parsed('5m')).toMatchObject({ value: 300, duration: true });
  expect(parsed('a @ 1m')).toMatchObject({ at: { timeMillis: 60_000 } });
});

test('matching stays only between vectors, set operators are many-to-many', () => {
  expect(parsed('a + 1')).not.toHaveProperty('matching');
  expect(parsed('a + b')).toMatchObject({ matching: { cardinality: 'one-to-one' } });
  expect(parsed('a * on(x) group_left(y) b')).toMatchObject({
    matching: { cardinality: 'many-to-one', on: true, matchingLabels: ['x'], include: ['y'] },
  });
  expect(parsed('a and b')).toMatchObject({ matching: { cardinality: 'many-to-many' } });
});

test('words of the language are names where nothing else fits', () => {
  for (const name of ['sum', 'by', 'offset', 'start', 'fill', 'and', 'step', 'smoothed']) {
    expect(parsed(name), name).toMatchObject({ kind: 'VectorSelector', name });
  }
  expect(parsed('sum without (and, by, on, bool, fill) (on_call)')).toMatchObject({
    grouping: ['and', 'by', 'on', 'bool', 'fill'],
    without: true,
  });
});

test('the labels of info() may all match nothing', () => {
  expect(parsed('info(a, {k=~".*"})')).toMatchObject({ args: [{}, { dataLabels: true }] });
});

test.each([
  ['1', 'scalar'],
  ['1 + a', 'vector'],
  ['a[5m]', 'matrix'],
  ['(a)[5m:]', 'matrix'],
  ['"a"', 'string'],
  ['-time()', 'scalar'],
  ['rate(a[5m])', 'vector'],
])('%s is a %s', (query, type) => {
  expect(typeOf(parsed(query))).toBe(type);
});
