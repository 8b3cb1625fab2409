import { expect, test } from 'vitest';
import { everything } from '../../../../../src/main/query/promql/syntax/parse-options.ts';
import { parseExpr, parseMetricSelector } from '../../../../../src/main/query/promql/syntax/parse.ts';

/** Queries with the message that Prometheus gives. */
const refused: readonly (readonly [query: string, message: string])[] = [
  ['', 'unknown position: parse error: no expression found in input'],
  ['# words\n', '1:1: parse error: no expression found in input'],
  ['a +', '1:4: parse error: unexpected end of input'],
  ['sum(a', '1:6: parse error: unclosed left parenthesis'],
  ['sum(a) b', '1:8: parse error: unexpected identifier "b"'],
  ['sum(max(a) b)', '1:12: parse error: unexpected identifier "b" in aggregation'],
  ['sum by (a', '1:10: parse error: unclosed left parenthesis'],
  ['sum by a (b)', '1:8: parse error: unexpected identifier "a" in grouping opts, expected "("'],
  ['sum by (a b) (c)', '1:11: parse error: unexpected identifier "b" in grouping opts, expected "," or ")"'],
  ['sum by (,) (c)', '1:9: parse error: unexpected "," in grouping opts, expected label'],
  ['sum()', '1:1: parse error: no arguments for aggregate expression provided'],
  ['topk(a)', '1:1: parse error: wrong number of arguments for aggregate expression provided, expected 2, got 1'],
  ['topk(a, b)', '1:6: parse error: expected type scalar in aggregation parameter, got instant vector'],
  ['sum(1)', '1:5: parse error: expected type instant vector in aggregation expression, got scalar'],
  ['nope(a)', '1:1: parse error: unknown function with name "nope"'],
  ['rate(a)', '1:6: parse error: expected type range vector in call to function "rate", got instant vector'],
  ['time(a)', '1:1: parse error: expected 0 argument(s) in call to "time", got 1'],
  ['round()', '1:1: parse error: expected at least 1 argument(s) in call to "round", got 0'],
  ['round(a, 1, 2)', '1:1: parse error: expected at most 2 argument(s) in call to "round", got 3'],
  ['abs(a,)', '1:6: parse error: trailing commas not allowed in function call args'],
  ['info(a, b)', '1:9: parse error: expected label selectors only, got vector selector instead'],
  ['1 == 1', '1:3: parse error: comparisons between scalars must use BOOL modifier'],
  ['a + bool b', '1:3: parse error: bool modifier can only be used on comparison operators'],
  ['1 and a', '1:1: parse error: set operator "and" not allowed in binary scalar expression'],
  ['a or on(b) group_left(c) d', '1:1: parse error: no grouping allowed for "or" operation'],
  ['a * on(b) group_left(b) c', '1:3: parse error: label "b" must not occur in ON and GROUP clause at once'],
  ['a == on(b) 1', '1:1: parse error: vector matching only allowed between instant vectors'],
  ['a + fill(0) 1', '1:1: parse error: filling in missing series only allowed between instant vectors'],
  ['a and fill(0) b', '1:1: parse error: filling in missing series not allowed for set operators'],
  ['a[5m] + b', '1:1: parse error: binary expression must contain only scalar and instant vector types'],
  [
    '-"x"',
    '1:1: parse error: unary expression only allowed on expressions of type scalar or instant vector, got "string"',
  ],
  ['1[5m:]', '1:1: parse error: subquery is only allowed on instant vector, got scalar instead'],
  ['{}', '1:1: parse error: vector selector must contain at least one non-empty matcher'],
  ['a{__name__="b"}', '1:1: parse error: metric name must not be set twice: "a" or "b"'],
  ['a{b}', '1:4: parse error: unexpected "}" in label matching, expected label matching operator'],
  ['a{b=}', '1:5: parse error: unexpected "}" in label matching, expected string'],
  ['a{b="c" d="e"}', '1:9: parse error: unexpected identifier "d" in label matching, expected "," or "}"'],
  ['a{1="b"}', "1:3: parse error: unexpected character inside braces: '1'"],
  ['a{b="c"', '1:8: parse error: unexpected end of input inside braces'],
  ['a[0s]', '1:3: parse error: duration must be greater than 0'],
  ['a[5m1h]', '1:3: parse error: not a valid duration string: "5m1h"'],
  ['a[1.5h]', '1:3: parse error: unknown unit "." in duration "1.5h"'],
  ['a[5m:1m', '1:8: parse error: unclosed left bracket'],
  ['a[5m 1m]', '1:6: parse error: unexpected duration "1m" in subquery or range, expected ":" or "]"'],
  [
    'a[]',
    '1:3: parse error: unexpected "]" in subquery or range selector, expected number, duration, step(), or range()',
  ],
  ['a[10s/0]', '1:6: parse error: division by zero'],
  ['a offset 5m offset 5m', '1:1: parse error: offset may not be set multiple times'],
  [
    '1 offset 5m',
    '1:1: parse error: offset modifier must be preceded by an instant vector selector or range vector selector or a subquery',
  ],
  ['a offset', '1:9: parse error: unexpected end of input in offset, expected number, duration, step(), or range()'],
  ['a offset 5m[5m]', '1:12: parse error: no offset modifiers allowed before range'],
  ['a @ 1 @ 2', '1:1: parse error: @ <timestamp> may not be set multiple times'],
  ['a @ Inf', '1:1: parse error: timestamp out of bounds for @ modifier: +Inf'],
  ['a @ b', '1:5: parse error: unexpected identifier "b" in @, expected timestamp'],
  ['a[5m:] smoothed', '1:1: parse error: smoothed modifier is not supported for subqueries'],
  ['a anchored smoothed', '1:1: parse error: anchored and smoothed modifiers cannot be used together'],
  ['"\\c"', "1:1: parse error: unknown escape sequence U+0063 'c'"],
  ['"open', '1:1: parse error: unterminated quoted string'],
  ['1e400', '1:1: parse error: error parsing number: strconv.ParseFloat: parsing "1e400": value out of range'],
  ['(a))', "1:5: parse error: unexpected right parenthesis ')'"],
  ['a{b="é"} + $', "1:13: parse error: unexpected character: '$'"],
];

test.each(refused)('%s is refused', (query, message) => {
  const parsed = parseExpr(query);
  expect(parsed.kind === 'wrong' && parsed.error.message).toBe(message);
});

test('parts of the language can be off', () => {
  const messageOf = (query: string, off: keyof typeof everything): string | undefined => {
    const parsed = parseExpr(query, { ...everything, [off]: false });
    return parsed.kind === 'wrong' ? parsed.error.reason : undefined;
  };
  expect(messageOf('mad_over_time(a[5m])', 'experimentalFunctions')).toBe('function "mad_over_time" is not enabled');
  expect(messageOf('limitk(1, a)', 'experimentalFunctions')).toBe(
    'limitk() is experimental and must be enabled with --enable-feature=promql-experimental-functions',
  );
  expect(messageOf('a[5m*2]', 'durationExpressions')).toBe('experimental duration expression is not enabled');
  expect(messageOf('a[5m]', 'durationExpressions')).toBeUndefined();
  expect(messageOf('a[5m] anchored', 'extendedRangeSelectors')).toBe(
    'anchored modifier is experimental and not enabled',
  );
  expect(messageOf('a + fill(1) b', 'fillModifiers')).toBe('binop fill modifiers are experimental and not enabled');
});

test('a selector alone', () => {
  const parsed = parseMetricSelector('up{job=~"a|b"}');
  expect(parsed.kind === 'ok' && parsed.value.map(({ name, op, value }) => name + op + value)).toEqual([
    'job=~a|b',
    '__name__=up',
  ]);
  expect(parseMetricSelector('up + 1').kind).toBe('wrong');
});

test.each([
  ['parentheses', '('.repeat(600) + '1' + ')'.repeat(600), '('.repeat(9000)],
  ['calls', `${'abs('.repeat(600)}a${')'.repeat(600)}`, 'abs('.repeat(9000)],
  ['signs', `${'-'.repeat(600)}a`, '-'.repeat(9000)],
  ['operators in a row', Array.from({ length: 600 }, () => 'a').join(' or '), 'a or '.repeat(9000)],
  ['powers', Array.from({ length: 300 }, () => 'a').join('^'), 'a^'.repeat(9000)],
  ['durations', `a[${'('.repeat(600)}1m${')'.repeat(600)}]`, `a[${'-'.repeat(9000)}`],
])('%s end somewhere', (_, deep, tooDeep) => {
  expect(parseExpr(deep).kind).toBe('ok');
  const parsed = parseExpr(tooDeep);
  expect(parsed.kind === 'wrong' && parsed.error.reason).toBe('more than 700 levels of expressions');
});
