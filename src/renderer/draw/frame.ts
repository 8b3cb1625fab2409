// One requestAnimationFrame loop for every canvas. Drawings are requested under a key; asking again before the
// next frame replaces the earlier request, so a flood of changes costs one drawing a frame. Measures nothing.
// Neighbour: use-frame.ts hands one scheduler to all components.

/** What the scheduler needs of a window; injected so that tests own the clock. */
export interface FrameClock {
  requestAnimationFrame(callback: (time: number) => void): number;
  cancelAnimationFrame(handle: number): void;
}

/** `time` is the frame's timestamp in milliseconds, the same for all drawings of a frame. */
export type Draw = (time: number) => void;

export interface Frame {
  /** Draws once in the next frame. The last function given for a key wins; keys keep the order of their first request. */
  requestDraw(key: object | string, draw: Draw): void;
  /** Forgets a request; to be called when a canvas goes away. */
  cancelDraw(key: object | string): void;
  /** Keys that wait for the next frame. */
  readonly pending: number;
}

/**
 * A drawing that throws does not keep the others from being drawn; its error is thrown again after the frame,
 * where the window's error handler sees it. A drawing requested during a frame is drawn in the next one.
 */
export function createFrame(clock: FrameClock): Frame {
  let waiting = new Map<object | string, Draw>();
  let handle: number | undefined;

  const run = (time: number): void => {
    handle = undefined;
    const drawings = waiting;
    waiting = new Map();
    for (const draw of drawings.values()) {
      try {
        draw(time);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  };

  return {
    requestDraw(key, draw) {
      waiting.set(key, draw);
      handle ??= clock.requestAnimationFrame(run);
    },
    cancelDraw(key) {
      waiting.delete(key);
      if (waiting.size === 0 && handle !== undefined) {
        clock.cancelAnimationFrame(handle);
        handle = undefined;
      }
    },
    get pending() {
      return waiting.size;
    },
  };
}
