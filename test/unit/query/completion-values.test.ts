// search.values over a block and the head, of spans.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testStart } from './list-oracle.ts';
import { alive, attributes, run, spanHex, TestRun, traceHex, type TestSpan } from './test-run.ts';

let test: TestRun;

function span(id: number, more: Partial<TestSpan> = {}): TestSpan {
  return {
    traceId: traceHex(id),
    spanId: spanHex(id),
    parentId: '',
    name: id === 1 ? 'GET /cart' : 'GET /',
    start: testStart,
    end: testStart + 1n,
    resource: attributes({ 'service.name': id === 3 ? 'db' : 'web', 'host name': 'one' }),
    scope: { name: 'lib', version: '1.0' },
    ...more,
  };
}

beforeAll(async () => {
  test = new TestRun();
  await test.add([
    span(1, { attributes: attributes({ colour: 'red', 'http.status': 200n }) }),
    span(2, { attributes: attributes({ colour: 'dark red' }), message: 'went wrong' }),
  ]);
  test.seal();
  await test.add([
    span(3, {
      attributes: attributes({ colour: 'blue', list: ['red'] }),
      events: [{ time: testStart, name: 'retry', attributes: attributes({ colour: 'red' }) }],
    }),
  ]);
});
afterAll(() => test.remove());

const values = (field: string, prefix = '', limit = 10): string =>
  test.queries.methods['search.values']({ run, domain: 'spans', field, prefix, limit }, alive)
    .values.map(({ text, count }) => (count === undefined ? text : `${text} ${count}`))
    .join(', ');

describe('search.values', () => {
  it.each([
    ['service', '', 'web 2, db 1'],
    ['name', 'cart', 'GET /cart 1'],
    ['root.name', '', 'GET / 2, GET /cart 1'],
    ['colour', '', 'red 2, blue 1, dark red 1'],
    ['colour', 'RED', 'red 2, dark red 1'],
    ['span.colour', 'red', 'red 1, dark red 1'],
    ['event.colour', '', 'red 1'],
    ['http.status', '', '200 1'],
    ['list', '', ''],
    ['resource."host name"', '', 'one 3'],
    ['event', '', 'retry 1'],
    ['status.message', '', 'went wrong 1'],
    ['scope.version', '', '1.0 3'],
    ['kind', 'er', 'consumer, internal, producer, server'],
    ['duration', '', ''],
    ['nothing', '', ''],
  ])('%s with %o', (field, prefix, expected) => {
    expect(values(field, prefix)).toBe(expected);
  });

  it('names keys with their places and types', () => {
    const answer = test.queries.methods['search.values'](
      { run, domain: 'spans', field: '', prefix: '', limit: 100 },
      alive,
    );
    expect(answer.values.toSorted((a, b) => (a.text < b.text ? -1 : 1))).toEqual([
      { text: 'colour', places: ['own', 'event'], type: 'text' },
      { text: 'host name', places: ['resource'], type: 'text' },
      { text: 'http.status', places: ['own'], type: 'number' },
      { text: 'list', places: ['own'], type: 'other' },
      { text: 'service.name', places: ['resource'], type: 'text' },
    ]);
  });

  it('gives no more than was asked for, and refuses what is no field', () => {
    expect(values('colour', '', 1)).toBe('red 2');
    expect(() => values('a b')).toThrow('not the name of a field');
  });
});
