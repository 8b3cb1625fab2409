// Regular expressions that would try for longer than anybody lives: cut off, given up when nobody waits, and told.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ContractError } from '../../../../src/contract/errors.ts';
import { createInterruptible } from '../../../../src/main/engine/interruptible.ts';
import { createQueries } from '../../../../src/main/query/index.ts';
import { testStart } from '../list-oracle.ts';
import { alive, attributes, run, spanHex, TestRun, traceHex } from '../test-run.ts';

const evil = '(a+)+$';
let test: TestRun;

beforeAll(async () => {
  test = new TestRun();
  const texts = ['fine: aaa', `${'a'.repeat(5000)}!`, `${'a'.repeat(60)}!`];
  await test.add(
    texts.map((text, i) => ({
      traceId: traceHex(i + 1),
      spanId: spanHex(i + 1),
      parentId: '',
      name: `span ${i}`,
      start: testStart,
      end: testStart + 1n,
      attributes: attributes({ text, mood: i === 0 ? 'good' : 'bad' }),
      resource: attributes({ 'service.name': 'api' }),
    })),
  );
});
afterAll(() => test.remove());

const ask = (where: string, look = alive): number =>
  createQueries(test.reader, createInterruptible()).methods['traces.list'](
    { run, filter: { where }, offset: 0, limit: 10 },
    look,
  ).rows.length;

describe('a pattern that takes too long', () => {
  it('is given up with its place in the search', () => {
    try {
      ask(`text =~ "${evil}"`);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ContractError);
      expect(error).toMatchObject({ code: 'bad-request', data: { from: 0, to: 16 } });
    }
  });

  it('is not tried on what other conditions rule out', () => {
    expect(ask(`text =~ "${evil}" and mood = good`)).toBe(1);
  });

  it('stops when nobody waits any more', () => {
    let looks = 0;
    const gone = (): void => {
      if (++looks > 3) throw new ContractError('cancelled', 'gone');
    };
    expect(() => ask(`text =~ "${evil}"`, gone)).toThrow('gone');
  });

  it('works again afterwards', () => {
    expect(ask('text =~ "^fine"')).toBe(1);
    expect(ask('text =~ "a!$"')).toBe(2);
  });
});
