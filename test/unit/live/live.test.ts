import { describe, expect, it } from 'vitest';
import { handClock } from './hand-clock.ts';
import { createLive } from '../../../src/main/live/live.ts';
import type { TopicNotice } from '../../../src/contract/topics.ts';

function listen(credit: number, open: () => boolean = () => true) {
  const clock = handClock();
  const live = createLive(clock);
  const notices: TopicNotice[] = [];
  const subscription = live.subscribe('traces', credit, (notice) => {
    if (!open()) return false;
    notices.push(notice);
    return true;
  });
  return { clock, live, notices, subscription, cursors: () => notices.map((one) => one.cursor) };
}

describe('live topics', () => {
  it('tell a new subscriber at once where the topic stands', () => {
    const { notices } = listen(1);
    expect(notices).toEqual([{ topic: 'traces', cursor: 0, at: 1_000_000 }]);
  });

  it('send at most ten notices a second, the latest cursor each time', () => {
    const { clock, live, notices, cursors } = listen(1000);
    for (let i = 1; i <= 1000; i++) {
      live.touch('traces', i);
      clock.turn(1);
    }
    expect(cursors().length).toBeLessThanOrEqual(11);
    expect(cursors().length).toBeGreaterThanOrEqual(10);
    clock.turn(100);
    expect(cursors().at(-1)).toBe(1000);
    expect(notices.every((one, i) => i === 0 || one.at - (notices[i - 1]?.at ?? 0) >= 100)).toBe(true);
  });

  it('send nothing without credit, and then only the newest', () => {
    const { clock, live, cursors, subscription } = listen(1);
    for (let i = 1; i <= 50; i++) {
      live.touch('traces', i);
      clock.turn(200);
    }
    expect(cursors()).toEqual([0]);
    subscription.grant(2);
    expect(cursors()).toEqual([0, 50]);
    clock.turn(1000);
    expect(cursors()).toEqual([0, 50]);
  });

  it('hold back while the pipe is full, and try again', () => {
    let open = true;
    const { clock, live, cursors } = listen(10, () => open);
    open = false;
    live.touch('traces', 5);
    clock.turn(500);
    live.touch('traces', 9);
    clock.turn(500);
    expect(cursors()).toEqual([0]);
    open = true;
    clock.turn(100);
    expect(cursors()).toEqual([0, 9]);
  });

  it('count up when no cursor is given, and start over with a new run', () => {
    const { clock, live, cursors } = listen(10);
    live.touch('traces');
    live.touch('traces');
    expect(live.cursorOf('traces')).toBe(2);
    clock.turn(100);
    live.touch('traces', 1);
    clock.turn(100);
    live.touch('traces', 1);
    clock.turn(100);
    expect(cursors()).toEqual([0, 2, 1]);
  });

  it('keep no timer when nothing is owed', () => {
    const { clock, live } = listen(10);
    live.touch('traces', 1);
    expect(clock.waiting).toBe(1);
    clock.turn(1000);
    expect(clock.waiting).toBe(0);
  });

  it('say nothing after close', () => {
    const { clock, live, cursors, subscription } = listen(10);
    live.touch('traces', 1);
    subscription.close();
    clock.turn(1000);
    live.touch('traces', 2);
    expect(cursors()).toEqual([0]);
    expect(clock.waiting).toBe(0);
  });

  it('are not stuck when the clock is set back', () => {
    const { clock, live, cursors } = listen(10);
    clock.turn(-500_000);
    live.touch('traces', 7);
    expect(cursors()).toEqual([0, 7]);
  });

  it('read nonsense credit as none', () => {
    for (const credit of [Number.NaN, -5, Number.POSITIVE_INFINITY]) expect(listen(credit).cursors()).toEqual([]);
  });
});
