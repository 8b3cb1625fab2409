// The feed over an engine that is a plain list: following, holding with a count, resuming, gaps, paging and jumps.
import { describe, expect, it } from 'vitest';
import type { LogColumns, LogListAnswer, LogTailAnswer } from '../../../../../../src/contract/logs.ts';
import { unixNanos } from '../../../../../../src/contract/time.ts';
import { LogFeed, type FeedHost } from '../../../../../../src/renderer/features/logs/model/log-feed.ts';

interface Stored {
  readonly sequence: number;
  readonly time: number;
}

/** Records by time, and answers about them as the engine gives them. */
class Engine {
  readonly stored: Stored[] = [];
  asked = 0;

  add(count: number): void {
    for (let i = 0; i < count; i++) this.stored.push({ sequence: this.stored.length, time: this.stored.length * 10 });
  }

  host(follows = true): FeedHost {
    return {
      list: (request) => {
        this.asked++;
        const { before, after, order, limit } = request;
        const left = (key: { time: bigint; sequence: number } | undefined, one: Stored): number =>
          key === undefined ? 0 : Number(BigInt(one.time) - key.time) || one.sequence - key.sequence;
        const inside = this.stored.filter(
          (one) => (before === undefined || left(before, one) < 0) && (after === undefined || left(after, one) > 0),
        );
        const rows = order === 'newest' ? inside.toReversed().slice(0, limit) : inside.slice(0, limit);
        const answer: LogListAnswer = {
          ...columnsOf(rows),
          total: this.stored.length,
          totalIs: 'exact',
          more: inside.length > limit,
          next: this.stored.length,
          cursor: 0,
        };
        return Promise.resolve(answer);
      },
      tail: follows
        ? ({ after, limit }) => {
            const fresh = this.stored.filter(({ sequence }) => after === undefined || sequence >= after);
            const rows = fresh.slice(-limit);
            const answer: LogTailAnswer = {
              ...columnsOf(rows),
              next: this.stored.length,
              skipped: after === undefined ? 0 : fresh.length - rows.length,
              cursor: 0,
            };
            return Promise.resolve(answer);
          }
        : undefined,
      indexAt: (time) => Math.round(Number(time) / 10),
      timeAt: (index) => unixNanos(BigInt(index * 10)),
      after: (_millis, run) => run(),
      from: undefined,
    };
  }
}

function columnsOf(rows: readonly Stored[]): LogColumns {
  return {
    rows: rows.length,
    sequence: Float64Array.from(rows, ({ sequence }) => sequence),
    time: BigUint64Array.from(rows, ({ time }) => BigInt(time)),
    observed: new BigUint64Array(rows.length),
    severity: new Uint8Array(rows.length),
    severityText: new Uint32Array(rows.length),
    service: new Uint32Array(rows.length),
    scope: new Uint32Array(rows.length),
    eventName: new Uint32Array(rows.length),
    body: rows.map(({ sequence }) => `record ${sequence}`),
    bodyLength: new Uint32Array(rows.length),
    bodyKind: new Uint8Array(rows.length),
    traceIds: new Uint8Array(16 * rows.length),
    spanIds: new Uint8Array(8 * rows.length),
    texts: [''],
  };
}

const settled = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

async function started(engine: Engine, follows = true): Promise<LogFeed> {
  const feed = new LogFeed(engine.host(follows));
  feed.start();
  await settled();
  return feed;
}

describe('the feed of records', () => {
  it('shows the newest and adds what arrives', async () => {
    const engine = new Engine();
    engine.add(1000);
    const feed = await started(engine);
    expect(feed.read()).toMatchObject({ kind: 'following', first: false, exact: true });
    expect(feed.read().window.count).toBe(1000);
    engine.add(3);
    feed.heard();
    await settled();
    expect(feed.read().window.count).toBe(1003);
    expect(feed.read().window.newest?.sequence).toBe(1002);
  });

  it('holds the rows and counts, then comes back to the newest', async () => {
    const engine = new Engine();
    engine.add(500);
    const feed = await started(engine);
    feed.hold();
    engine.add(7);
    feed.heard();
    await settled();
    expect(feed.read()).toMatchObject({ kind: 'holding', arrived: 7 });
    expect(feed.read().window.count).toBe(500);
    feed.resume();
    await settled();
    expect(feed.read()).toMatchObject({ kind: 'following', arrived: 0 });
    expect(feed.read().window.newest?.sequence).toBe(506);
  });

  it('lets rows pass that are too many at once, says how many, and still has them for who scrolls up', async () => {
    const engine = new Engine();
    engine.add(300);
    const feed = await started(engine);
    engine.add(5000);
    feed.heard();
    await settled();
    const { window, passed } = feed.read();
    expect(window.count).toBe(5300);
    expect(passed).toBe(5000 - window.rows.length);
    feed.hold();
    feed.show(window.before - 5, window.before + 20);
    await settled();
    const first = feed.read().window.oldest?.sequence ?? 0;
    expect(feed.read().window.rows.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 5300 - first }, (_, i) => first + i),
    );
    expect(feed.read().window.count).toBe(5300);
  });

  it('reaches far places at once and knows the ends of the list', async () => {
    const engine = new Engine();
    engine.add(100_000);
    const feed = await started(engine, false);
    expect(feed.read().kind).toBe('fixed');
    feed.show(50_000, 50_040);
    await settled();
    expect(feed.read().window.at(50_020)?.sequence).toBe(50_020);
    expect(feed.read().window.count).toBe(100_000);
    expect(engine.asked).toBe(3);
    feed.toStart();
    await settled();
    expect(feed.read().window.before).toBe(0);
    expect(feed.read().window.at(0)?.sequence).toBe(0);
    expect(feed.read().window.count).toBe(100_000);
  });

  it('reaches any place where all records are crowded into a small part of the time', async () => {
    const engine = new Engine();
    engine.add(5000);
    // By the estimate, records have only just begun by 0, or end long before the last of it.
    const timesOf =
      (width: number, from: number): FeedHost['timeAt'] =>
      (index) =>
        unixNanos(BigInt(index * width + from));
    for (const [timeAt, index] of [
      [timesOf(20, -50_000), 2000],
      [timesOf(200, 0), 700],
      [timesOf(200, 0), 3900],
    ] as const) {
      const crowded = { ...engine.host(false), timeAt };
      const feed = new LogFeed(crowded);
      feed.start();
      await settled();
      feed.show(index, index + 30);
      await Promise.resolve();
      for (let i = 0; i < 20; i++) await settled();
      const { window, landing, loading } = feed.read();
      expect(loading).toBe(false);
      expect(window.count).toBe(5000);
      // Rows stand where the view is, or the view is told where they stand.
      const place = typeof landing === 'object' ? window.indexOf(landing.place) : index;
      expect(window.at(place)).toBeDefined();
    }
  });

  it('counts every record once, whatever arrives between two answers or is read again while holding', async () => {
    const engine = new Engine();
    engine.add(1000);
    const host = engine.host();
    const feed = new LogFeed({
      ...host,
      list: (...question) => {
        // Arrived since the question was sent, and told of at once.
        engine.add(500);
        feed.heard();
        return host.list(...question);
      },
    });
    const counted = (): number => feed.read().window.count + feed.read().beyond;
    feed.start();
    await settled();
    expect(counted()).toBe(engine.stored.length);
    feed.hold();
    engine.add(300);
    feed.heard();
    await settled();
    expect(feed.read().arrived).toBe(300);
    expect(counted()).toBe(engine.stored.length);
    feed.toStart();
    await settled();
    feed.heard();
    await settled();
    expect(feed.read().arrived).toBe(800);
    expect(counted()).toBe(engine.stored.length);
    feed.resume();
    await settled();
    expect(feed.read().kind).toBe('following');
    expect(counted()).toBe(engine.stored.length);
  });

  it('lets go of the end of a list that does not follow', async () => {
    const engine = new Engine();
    engine.add(1000);
    const feed = await started(engine, false);
    expect(feed.read().landing).toBe('end');
    feed.hold();
    expect(feed.read()).toMatchObject({ kind: 'fixed', landing: undefined, moves: 1 });
    feed.resume();
    await settled();
    expect(feed.read()).toMatchObject({ kind: 'fixed', landing: 'end', moves: 2 });
  });

  it('tells how a question failed, and asks again', async () => {
    const engine = new Engine();
    engine.add(10);
    const host = engine.host(false);
    let broken = true;
    const feed = new LogFeed({
      ...host,
      list: (...question) => (broken ? Promise.reject(new Error('no such disk')) : host.list(...question)),
    });
    feed.start();
    await settled();
    expect(feed.read().error?.message).toBe('no such disk');
    broken = false;
    feed.start();
    await settled();
    expect(feed.read()).toMatchObject({ error: undefined, first: false });
    expect(feed.read().window.count).toBe(10);
  });
});
