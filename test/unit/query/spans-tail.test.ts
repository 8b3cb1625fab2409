// Whoever follows the spans of a run sees each of them once, in order of arrival, whatever becomes of the blocks.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { hex } from '../../../src/contract/ids.ts';
import type { SpanTailAnswer } from '../../../src/contract/spans.ts';
import { createQueries, type RunQueries } from '../../../src/main/query/index.ts';
import { lastToArrive, rowsAfter } from '../../../src/main/query/span-arrivals.ts';
import { seededRandom } from '../../support/random.ts';
import { openReader, openWriter, send, temporaryFolder } from '../store/support.ts';
import { testStart } from './list-oracle.ts';
import { alive, attributes, requestOf, run, spanHex, TestRun, traceHex, type TestSpan } from './test-run.ts';

const millis = 1_000_000n;
const ids = ({ spanIds, rows }: SpanTailAnswer): number[] =>
  Array.from({ length: rows }, (_, row) => Number.parseInt(hex(spanIds, 8 * row, 8), 16));

function span(id: number, more: Partial<TestSpan> = {}): TestSpan {
  return {
    traceId: traceHex(1 + (id % 50)),
    spanId: spanHex(id),
    parentId: '',
    name: 'work',
    start: testStart,
    end: testStart + millis,
    resource: attributes({ 'service.name': 'api' }),
    ...more,
  };
}

/** One who follows: asks on with what the last answer said. */
class Follower {
  readonly seen: number[] = [];
  skipped = 0;
  evicted = 0;
  #after: number | undefined;
  readonly #where: string;
  readonly #limit: number;

  constructor(where: string, limit: number, after?: number) {
    this.#where = where;
    this.#limit = limit;
    this.#after = after;
  }

  ask({ methods }: RunQueries): SpanTailAnswer {
    const request = { run, where: this.#where, limit: this.#limit };
    const answer = methods['spans.tail'](
      this.#after === undefined ? request : { ...request, after: this.#after },
      alive,
    );
    this.#after = answer.next;
    this.skipped += answer.skipped;
    this.evicted += answer.evicted;
    this.seen.push(...ids(answer));
    return answer;
  }
}

/** Sends requests of random sizes while four follow, each at a pace of its own. */
async function followAtRandom(seed: number): Promise<void> {
  const { below } = seededRandom(seed);
  const writer = openWriter(join(temporaryFolder(), 'run.otter'));
  const reader = openReader(writer.path);
  const queries = createQueries(reader);
  /** In order of arrival. */
  const sent: TestSpan[] = [];
  const number = ({ spanId }: TestSpan): number => Number.parseInt(spanId, 16);
  const followers = [
    { every: 1, limit: 1000, where: '', matches: () => true },
    { every: 3, limit: 40, where: '', matches: () => true },
    { every: 40, limit: 1000, where: '', matches: () => true },
    {
      every: 2,
      limit: 1000,
      where: 'service = web and duration > 5ms',
      matches: ({ resource, start, end }: TestSpan) => resource[0]?.value === 'web' && end - start > 5n * millis,
    },
  ].map((one) => ({ ...one, seen: 0, follower: new Follower(one.where, one.limit, 0) }));
  while (sent.length < 26_000) {
    const requests: Promise<void>[] = [];
    for (let many = 1 + below(4); many > 0; many--) {
      const spans = Array.from({ length: 1 + below(below(4) === 0 ? 700 : 90) }, (_, i) =>
        span(1 + sent.length + i, {
          traceId: traceHex(1 + below(300)),
          end: testStart + BigInt(i) * 7n + BigInt(below(12)) * millis,
          resource: attributes({ 'service.name': below(3) === 0 ? 'web' : 'api' }),
        }),
      );
      requests.push(send(writer, requestOf(spans)));
      sent.push(...spans.toSorted((a, b) => (a.end < b.end ? -1 : 1)));
    }
    await Promise.all(requests);
    for (const one of followers) {
      if (below(one.every) > 0) continue;
      const fresh = sent.slice(one.seen).filter((each) => one.matches(each));
      const answer = one.follower.ask(queries);
      one.seen = sent.length;
      expect(ids(answer)).toEqual(fresh.slice(-one.limit).map(number));
      expect([answer.skipped, answer.evicted, answer.next]).toEqual([
        Math.max(0, fresh.length - one.limit),
        0,
        sent.length,
      ]);
    }
  }
  expect(reader.spanBlocks().length).toBeGreaterThan(2);
  for (const { follower, matches } of followers) {
    follower.ask(queries);
    const all = sent.filter((each) => matches(each));
    expect(follower.seen.length + follower.skipped).toBe(all.length);
    expect(new Set(follower.seen).size).toBe(follower.seen.length);
  }
  const [quick, , slow, web] = followers.map(({ follower }) => follower);
  expect(quick?.seen.length).toBeGreaterThan(20_000);
  expect(slow?.skipped).toBeGreaterThan(0);
  expect(web?.skipped).toBe(0);
  writer.close();
  const closed = createQueries(openReader(writer.path));
  for (const after of [undefined, sent.length - 300]) {
    const answer = new Follower('', 200, after).ask(closed);
    expect(ids(answer)).toEqual(sent.slice(-200).map(number));
  }
}

describe('following a run', () => {
  it.each([1, 2, 3])(
    'quickly, slowly and with a search: nothing is missed, nothing comes twice (%i)',
    { timeout: 120_000 },
    followAtRandom,
  );

  it('what was evicted before it was asked for is told', async () => {
    const writer = openWriter(join(temporaryFolder(), 'run.otter'), { maxRunBytes: 600_000 });
    const reader = openReader(writer.path);
    const queries = createQueries(reader);
    const follower = new Follower('', 100, 0);
    const noise = (id: number): string =>
      Array.from({ length: 6 }, (_, k) => ((id * 2654435761 + k * 40503) % 4294967296).toString(36)).join('');
    let sent = 0;
    for (let request = 0; request < 40; request++) {
      const spans = Array.from({ length: 1024 }, (_, i) =>
        span(++sent, { end: testStart + BigInt(i), attributes: attributes({ noise: noise(sent) }) }),
      );
      await send(writer, requestOf(spans));
      if (request % 19 === 18) follower.ask(queries);
    }
    follower.ask(queries);
    expect(follower.evicted).toBeGreaterThan(0);
    expect(follower.seen.length + follower.skipped + follower.evicted).toBe(sent);
    expect(follower.seen.slice(-100)).toEqual(Array.from({ length: 100 }, (_, i) => sent - 99 + i));
  });
});

describe('one answer', () => {
  let test: TestRun | undefined;
  afterEach(() => test?.remove());

  it('has what is needed to show a span', async () => {
    test = new TestRun();
    const failed = span(1, { kind: 2, status: 2, message: 'no stock', end: testStart + 3n * millis });
    const odd = span(2, { start: 0n, end: testStart, parentId: spanHex(9), scope: { name: 'shop' } });
    await test.add([failed, odd, span(3, { end: testStart - 5n })]);
    const answer = test.queries.methods['spans.tail']({ run, where: '', limit: 10 }, alive);
    const { texts } = answer;
    expect(ids(answer)).toEqual([3, 2, 1]);
    expect([...answer.start]).toEqual([testStart, testStart, testStart]);
    expect([...answer.end]).toEqual([testStart - 5n, testStart, testStart + 3n * millis]);
    expect([...answer.duration]).toEqual([0n, 0n, 3n * millis]);
    expect([[...answer.kind], [...answer.status], [...answer.failed]]).toEqual([
      [1, 1, 2],
      [0, 0, 2],
      [0, 0, 1],
    ]);
    expect(Array.from(answer.name, (id) => texts[id])).toEqual(['work', 'work', 'work']);
    expect(Array.from(answer.statusMessage, (id) => texts[id])).toEqual(['', '', 'no stock']);
    expect(Array.from(answer.scope, (id) => texts[id])).toEqual(['', 'shop', '']);
    expect(Array.from(answer.service, (id) => texts[id])).toEqual(['api', 'api', 'api']);
    expect(hex(answer.parentIds, 8, 8)).toBe(spanHex(9));
    expect(hex(answer.traceIds, 32, 16)).toBe(failed.traceId);
    expect([answer.next, answer.skipped, answer.evicted]).toEqual([3, 0, 0]);
  });

  it('of a run without spans, and of a search that cannot be read', () => {
    test = new TestRun();
    const { methods } = test.queries;
    expect(methods['spans.tail']({ run, where: '', after: 0, limit: 10 }, alive)).toMatchObject({ rows: 0, next: 0 });
    expect(() => methods['spans.tail']({ run, where: 'service =', limit: 10 }, alive)).toThrow(
      expect.objectContaining({ code: 'bad-request' }),
    );
  });

  it('begins with the newest matches, wherever they are', async () => {
    test = new TestRun();
    for (let block = 0; block < 3; block++) {
      await test.add([span(10 * block + 1), span(10 * block + 2, { name: 'rare', end: testStart + 9n * millis })]);
      test.seal();
    }
    await test.add([span(31)]);
    const ask = (where: string, limit: number): number[] =>
      ids((test as TestRun).queries.methods['spans.tail']({ run, where, limit }, alive));
    expect(ask('', 3)).toEqual([21, 22, 31]);
    expect(ask('name = rare', 2)).toEqual([12, 22]);
    expect(ask('name = rare', 9)).toEqual([2, 12, 22]);
    expect(ask('trace.spans > 1', 9)).toEqual([]);
  });

  it('of a file of the first program: its blocks arrived when they were sealed', async () => {
    const path = join(temporaryFolder(), 'old.otter');
    writeFileSync(path, gunzipSync(readFileSync(new URL('../../fixtures/runs/version-1.otter.gz', import.meta.url))));
    const old = openReader(path);
    const tail = (after: number): SpanTailAnswer =>
      createQueries(old).methods['spans.tail']({ run, where: '', after, limit: 1000 }, alive);
    expect([tail(0).rows, tail(0).next, tail(119).rows, tail(120).rows, tail(140).rows]).toEqual([
      140, 140, 140, 20, 0,
    ]);
    old.close();
    const writer = openWriter(path);
    await send(writer, requestOf([span(7), span(8)]));
    const reader = openReader(path);
    const grown = createQueries(reader).methods['spans.tail']({ run, where: '', after: 140, limit: 10 }, alive);
    expect([ids(grown), grown.next]).toEqual([[7, 8], 142]);
  });
});

it('picks rows by request, then by end', () => {
  const block = { count: 6, arrival: Uint32Array.of(0, 2, 1, 2, 0, 2), end: BigUint64Array.of(9n, 4n, 1n, 7n, 3n, 4n) };
  const rows = (seen: number): number[] => [...rowsAfter(block as never, seen)];
  expect([rows(-3), rows(0)]).toEqual([Array<number>(6).fill(1), Array<number>(6).fill(1)]);
  expect([rows(1), rows(2), rows(3), rows(5), rows(6)]).toEqual([
    [1, 1, 1, 1, 1, 1],
    [0, 1, 1, 1, 0, 1],
    [0, 1, 0, 1, 0, 1],
    [0, 1, 0, 1, 0, 1],
    [0, 0, 0, 0, 0, 0],
  ]);
  const last = (most: number): readonly number[] => lastToArrive(block as never, new Uint8Array(6).fill(1), most);
  expect([last(0), last(2), last(10)]).toEqual([[], [3, 5], [3, 5, 1, 2, 0, 4]]);
});
