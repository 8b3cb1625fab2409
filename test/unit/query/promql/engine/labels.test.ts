import { expect, test } from 'vitest';
import { compareLabels, Labels } from '../../../../../src/main/query/promql/engine/labels.ts';

const labels = Labels.from({ job: 'api', __name__: 'up', empty: '' });

test('sorted, without empty values', () => {
  expect([...labels.entries()]).toEqual([
    ['__name__', 'up'],
    ['job', 'api'],
  ]);
  expect(labels.get('job')).toBe('api');
  expect(labels.get('empty')).toBe('');
  expect(labels.has('empty')).toBe(false);
  expect(Labels.from({ '\u{1f600}': 'x', '\uffff': 'y' }).names).toEqual(['\uffff', '\u{1f600}']);
});

test('parts', () => {
  expect(labels.only(['job', 'nope']).toString()).toBe('{job="api"}');
  expect(labels.without(['job']).toString()).toBe('{__name__="up"}');
  expect(labels.with('job', 'web').toString()).toBe('{__name__="up", job="web"}');
  expect(labels.with('a', 'b').toString()).toBe('{__name__="up", a="b", job="api"}');
  expect(labels.with('job', '').toString()).toBe('{__name__="up"}');
  expect(labels.only([]).toString()).toBe('{}');
  expect(Labels.from({ 'a.b': 'say "hi"\n' }).toString()).toBe('{"a.b"="say \\"hi\\"\\n"}');
});

test('keys are equal for equal sets only', () => {
  expect(
    Labels.from([
      ['job', 'api'],
      ['__name__', 'up'],
    ]).key(),
  ).toBe(labels.key());
  expect(labels.equals(labels.without([]))).toBe(true);
  expect(Labels.from({ a: 'bc' }).key()).not.toBe(Labels.from({ ab: 'c' }).key());
});

test('ordered by names and values, the shorter set first', () => {
  const sets = [{ b: '1' }, { a: '2' }, { a: '1', b: '1' }, { a: '1' }, {}].map((pairs) => Labels.from(pairs));
  expect(sets.toSorted(compareLabels).map(String)).toEqual(['{}', '{a="1"}', '{a="1", b="1"}', '{a="2"}', '{b="1"}']);
});
