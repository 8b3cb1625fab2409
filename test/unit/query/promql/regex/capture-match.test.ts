import { expect, test } from 'vitest';
import { compileCapturing } from '../../../../../src/main/query/promql/regex/capture-match.ts';

function groups(pattern: string, text: string): readonly (string | undefined)[] | undefined {
  const compiled = compileCapturing(pattern);
  if (compiled.kind === 'wrong') throw new Error(compiled.message);
  return compiled.regex.match(text);
}

test.each([
  ['(.*)-(.*)', 'a-b-c', ['a-b-c', 'a-b', 'c']],
  ['(.*?)-(.*)', 'a-b-c', ['a-b-c', 'a', 'b-c']],
  ['(?U)(.*)-(.*)', 'a-b-c', ['a-b-c', 'a', 'b-c']],
  ['(a)|(b)', 'b', ['b', undefined, 'b']],
  ['(a|ab)(c|bcd)', 'abcd', ['abcd', 'a', 'bcd']],
  ['(?:(x)|y)*', 'xy', ['xy', 'x']],
  ['(é+)(😀)', 'éé😀', ['éé😀', 'éé', '😀']],
])('%s on %s', (pattern, text, expected) => {
  expect(groups(pattern, text)).toEqual(expected);
});

test('only whole texts match', () => {
  expect(groups('b', 'abc')).toBeUndefined();
  expect(groups('.*', 'a\nb')).toEqual(['a\nb']);
});

test('groups have names', () => {
  const compiled = compileCapturing('(?P<host>.*):(\\d+)(?<rest>.*)');
  expect(compiled.kind === 'ok' && compiled.regex.groupNames).toEqual(['host', '', 'rest']);
});
