import { describe, expect, it, vi } from 'vitest';
import { createFrame } from '../../../../src/renderer/draw/frame.ts';

function manualClock() {
  const callbacks = new Map<number, (time: number) => void>();
  let next = 1;
  return {
    callbacks,
    requestAnimationFrame(callback: (time: number) => void) {
      callbacks.set(next, callback);
      return next++;
    },
    cancelAnimationFrame(handle: number) {
      callbacks.delete(handle);
    },
    tick(time: number) {
      const due = [...callbacks.values()];
      callbacks.clear();
      for (const callback of due) callback(time);
    },
  };
}

describe('createFrame', () => {
  it('draws many requests of one key once, with the last function', () => {
    const clock = manualClock();
    const frame = createFrame(clock);
    const drawn: string[] = [];
    frame.requestDraw('chart', () => drawn.push('old'));
    frame.requestDraw('chart', () => drawn.push('new'));
    frame.requestDraw('list', (time) => drawn.push(`list at ${time}`));
    expect(clock.callbacks.size).toBe(1);
    clock.tick(16);
    expect(drawn).toEqual(['new', 'list at 16']);
    expect(frame.pending).toBe(0);
  });

  it('puts what is requested while drawing into the next frame', () => {
    const clock = manualClock();
    const frame = createFrame(clock);
    let count = 0;
    const again = (): void => {
      count++;
      if (count < 3) frame.requestDraw('loop', again);
    };
    frame.requestDraw('loop', again);
    clock.tick(1);
    expect(count).toBe(1);
    clock.tick(2);
    clock.tick(3);
    expect(count).toBe(3);
    expect(clock.callbacks.size).toBe(0);
  });

  it('gives the frame back when the last request is cancelled', () => {
    const clock = manualClock();
    const frame = createFrame(clock);
    frame.requestDraw('gone', () => expect.fail('drawn after cancel'));
    frame.cancelDraw('gone');
    expect(clock.callbacks.size).toBe(0);
    let drawn = false;
    frame.requestDraw('back', () => (drawn = true));
    clock.tick(1);
    expect(drawn).toBe(true);
  });

  it('draws the others when one throws, and lets the error surface', () => {
    const clock = manualClock();
    const frame = createFrame(clock);
    const surfaced: (() => void)[] = [];
    vi.stubGlobal('queueMicrotask', (task: () => void) => surfaced.push(task));
    let drawn = false;
    frame.requestDraw('bad', () => {
      throw new Error('no context');
    });
    frame.requestDraw('good', () => (drawn = true));
    clock.tick(1);
    vi.unstubAllGlobals();
    expect(drawn).toBe(true);
    expect(surfaced[0]).toThrow('no context');
  });
});
