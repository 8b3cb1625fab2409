import { expect, test } from 'vitest';
import { compileMatcherRegex } from '../../../../../src/main/query/promql/engine/matcher-regex.ts';

function matching(pattern: string, texts: readonly string[]): readonly string[] {
  const compiled = compileMatcherRegex(pattern);
  if (compiled.kind === 'wrong') throw new Error(compiled.message);
  return texts.filter((text) => compiled.matches(text));
}

test.each([
  ['api', ['api', 'apis', 'xapi'], ['api']],
  ['api|web', ['api', 'web', 'apiweb'], ['api', 'web']],
  ['api-.*', ['api-', 'api-1', 'api-1\n2', 'xapi-1'], ['api-', 'api-1', 'api-1\n2']],
  ['.+-api', ['-api', 'x-api', 'x-apis'], ['x-api']],
  ['a.*z', ['az', 'abz', 'a'], ['az', 'abz']],
  ['.*', ['', 'x\ny'], ['', 'x\ny']],
  ['.+', ['', 'x'], ['x']],
  ['', ['', 'x'], ['']],
  ['(?-s).*', ['a', 'a\nb'], ['a']],
  ['(?i)get', ['GET', 'get', 'gets'], ['GET', 'get']],
  ['g((?i)e)t', ['gEt', 'GEt', 'get'], ['gEt', 'get']],
  ['(?i:k)', ['k', 'K', '\u212a'], ['k', 'K', '\u212a']],
  ['(?P<code>5..)', ['500', '5000', '404'], ['500']],
  ['\\d{3}', ['404', '40', '４０４'], ['404']],
  ['[[:alpha:]]+', ['abc', 'ab1'], ['abc']],
  ['\\pL+', ['añ日', '1'], ['añ日']],
  ['\\p{Greek}|\\PL', ['σ', 's', '1'], ['σ', '1']],
  ['[^a-c\\d]', ['d', 'a', '1', '😀'], ['d', '😀']],
  ['\\Aab\\z', ['ab'], ['ab']],
  ['\\bfoo\\b.*', ['foo bar', 'foobar'], ['foo bar']],
  ['(?m)a$.^b', ['a\nb', 'axb'], ['a\nb']],
  ['\\Qa.b\\E', ['a.b', 'axb'], ['a.b']],
  ['\\x41\\x{1F600}\\101', ['A😀A'], ['A😀A']],
  ['(a|ab)(c|bcd)(d*)', ['abcd', 'acd', 'abd'], ['abcd', 'acd']],
  ['x{0}y{2,}', ['yy', 'y', 'xyy'], ['yy']],
  ['a{,2}', ['a{,2}', 'aa'], ['a{,2}']],
])('%j', (pattern, texts, expected) => {
  expect(matching(pattern, texts)).toEqual(expected);
});

test.each([
  ['a(b', 'missing closing ): `a(b`'],
  ['a)b', 'unexpected ): `a)b`'],
  ['a[b', 'missing closing ]: `[b`'],
  ['[b-a]', 'invalid character class range: `b-a`'],
  ['[[:alfa:]]', 'invalid character class range: `[:alfa:]`'],
  ['\\p{Nope}', 'invalid character class range: `\\p{Nope}`'],
  ['*a', 'missing argument to repetition operator: `*`'],
  ['a**', 'invalid nested repetition operator: `**`'],
  ['a{1001}', 'invalid repeat count: `{1001}`'],
  ['a{2,1}', 'invalid repeat count: `{2,1}`'],
  ['(a{100}){100}', 'invalid repeat count: `{100}`'],
  ['(?=a)', 'invalid or unsupported Perl syntax: `(?=`'],
  ['(?!a)', 'invalid or unsupported Perl syntax: `(?!`'],
  ['(?<=a)b', 'invalid named capture: `(?<=a)b`'],
  ['(?P<a-b>c)', 'invalid named capture: `(?P<a-b>`'],
  ['(a)\\1', 'invalid escape sequence: `\\1`'],
  ['\\Z', 'invalid escape sequence: `\\Z`'],
  ['a\\', 'trailing backslash at end of expression: ``'],
])('%s is refused', (pattern, reason) => {
  expect(compileMatcherRegex(pattern)).toEqual({ kind: 'wrong', message: `error parsing regexp: ${reason}` });
});

test('what an expression stands for is known where it is simple', () => {
  expect(compileMatcherRegex('(a|b)c?')).toMatchObject({ exactly: ['a', 'ac', 'b', 'bc'] });
  expect(compileMatcherRegex('5..')).toMatchObject({ prefix: '5' });
  expect(compileMatcherRegex('(?i)abc')).not.toHaveProperty('prefix');
  expect(compileMatcherRegex('a*')).not.toHaveProperty('exactly');
});

test('expressions that make others slow take one pass', () => {
  const text = 'a'.repeat(20_000);
  expect(matching('(a+)+b', [text])).toEqual([]);
  expect(matching('(a|a|aa)*c', [text])).toEqual([]);
  expect(matching('(.*)(.*)(.*)(.*)x', [text])).toEqual([]);
  // More sets of places than are kept.
  const mixed = Array.from({ length: 20_000 }, (_, at) => ((at * at) % 7 < 3 ? 'a' : 'b')).join('');
  expect(matching('(a|b)*a(a|b){13}', [`${mixed}a${'b'.repeat(13)}`])).toHaveLength(1);
  expect(matching('(a|b)*c(a|b){13}', [mixed])).toEqual([]);
});
