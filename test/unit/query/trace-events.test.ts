// The events of a trace in the order of time, from the head and from a block, resends counted once.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testStart } from './list-oracle.ts';
import { alive, attributes, run, spanHex, TestRun, traceHex, type TestSpan } from './test-run.ts';

const traceId = traceHex(7);
const span = (id: number, events: TestSpan['events']): TestSpan => ({
  traceId,
  spanId: spanHex(id),
  parentId: '',
  name: `span ${id}`,
  start: testStart,
  end: testStart + 100n,
  ...(events === undefined ? {} : { events }),
  resource: attributes({ 'service.name': 'api' }),
});
const failing = span(2, [
  { time: testStart + 40n, name: 'retry', attributes: [] },
  {
    time: testStart + 10n,
    name: 'exception',
    attributes: attributes({ 'exception.type': 'IOError', 'exception.message': 'gone' }),
  },
]);

describe.each(['head', 'block'])('events of a trace in the %s', (where) => {
  let test: TestRun;
  beforeAll(async () => {
    test = new TestRun();
    await test.add([span(1, [{ time: testStart + 20n, name: 'retry', attributes: [] }]), failing, span(3, undefined)]);
    await test.add([
      failing,
      { ...span(4, [{ time: testStart, name: 'other', attributes: [] }]), traceId: traceHex(8) },
    ]);
    if (where === 'block') test.seal();
  });
  afterAll(() => test.remove());

  it('oldest first, with their spans and what exceptions say', () => {
    const answer = test.queries.methods['trace.events']({ run, traceId }, alive);
    const rows = Array.from({ length: answer.rows }, (_, i) => [
      Number((answer.time[i] as bigint) - testStart),
      answer.texts[answer.name[i] as number],
      answer.texts[answer.exception[i] as number],
      answer.spanIds[8 * i + 7],
    ]);
    expect(rows).toEqual([
      [10, 'exception', 'IOError: gone', 2],
      [20, 'retry', '', 1],
      [40, 'retry', '', 2],
    ]);
    expect(answer.total).toBe(3);
  });

  it('fails for a trace that is not stored', () => {
    expect(() => test.queries.methods['trace.events']({ run, traceId: traceHex(99) }, alive)).toThrow(
      /not stored|no span/i,
    );
  });
});
