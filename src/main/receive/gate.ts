// Back-pressure: counts requests and bytes in flight, and says no before anything is decoded.

export interface Ticket {
  /** Adds to the bytes this request holds; false when the queue is full, and then nothing is added. */
  grow(bytes: number): boolean;
  /** Gives everything back; harmless when called twice. */
  leave(): void;
}

export interface Gate {
  /** `undefined` when too many requests are in flight, or while the gate is shut. */
  enter(): Ticket | undefined;
  /** Resolves when nothing is in flight. */
  idle(): Promise<void>;
  shut(): void;
}

/**
 * @param maxRequests requests in flight
 * @param maxBytes bytes in flight. One request alone may always grow to its own limit, so that a small queue cannot starve it.
 */
export function createGate(maxRequests: number, maxBytes: number): Gate {
  let requests = 0;
  let bytes = 0;
  let closed = false;
  let waiting: (() => void)[] = [];

  const ticket = (): Ticket => {
    let held = 0;
    let left = false;
    return {
      grow(more) {
        if (bytes + more > maxBytes && bytes > held) return false;
        held += more;
        bytes += more;
        return true;
      },
      leave() {
        if (left) return;
        left = true;
        bytes -= held;
        requests -= 1;
        if (requests > 0) return;
        const wake = waiting;
        waiting = [];
        for (const resolve of wake) resolve();
      },
    };
  };

  return {
    enter() {
      if (closed || requests >= maxRequests) return undefined;
      requests += 1;
      return ticket();
    },
    idle: () => (requests === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    shut() {
      closed = true;
    },
  };
}
