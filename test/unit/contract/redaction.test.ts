// Redaction rules as text: what fits which rule, and what is said of a line that is none.
import { expect, test } from 'vitest';
import { parseRedaction } from '../../../src/contract/redaction.ts';

const keyRule = (line: string) => {
  const [rule] = parseRedaction(line).rules;
  if (rule?.kind !== 'key') throw new Error(`not a rule for keys: ${line}`);
  return rule;
};

test('keys: exact, with wildcards, by expression', () => {
  expect(keyRule('remove any user.id').key.test('user.id')).toBe(true);
  expect(keyRule('remove any user.id').key.test('userxid')).toBe(false);
  expect(keyRule('remove any user.id').key.test('user.id.hash')).toBe(false);
  expect(keyRule('replace span http.*.header.?').key.test('http.request.header.x')).toBe(true);
  expect(keyRule('replace span http.*.header.?').key.test('http.request.header.xy')).toBe(false);
  expect(keyRule('remove any (a+b)[c]').key.test('(a+b)[c]')).toBe(true);
  expect(keyRule('remove any /token|secret/i').key.test('API_TOKEN')).toBe(true);
  expect(keyRule('remove log,span a b').key.test('a b')).toBe(true);
});

test('where a rule looks', () => {
  expect(keyRule('remove log,span x').owners).toEqual(['span', 'log']);
  expect(keyRule('remove any x').owners).toEqual(expect.arrayContaining(['span', 'log', 'point', 'exemplar']));
  expect(parseRedaction('# comment\n\n  replace body /a+/i  ').rules).toMatchObject([
    { kind: 'text', line: 3, field: 'body', action: 'replace', expression: /a+/gi },
  ]);
});

test('mistakes name their line', () => {
  const { rules, mistakes } = parseRedaction(
    'drop any x\nremove any\nremove attribute x\nreplace body token\nreplace text /(/\nreplace text /a*/\nremove any /x/y',
  );
  expect(rules).toEqual([]);
  expect(mistakes.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(mistakes.map(({ message }) => message).join('\n')).toMatch(
    /remove or replace[^]*where is one of[^]*between slashes[^]*empty text/,
  );
});
