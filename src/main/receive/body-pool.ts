// Buffers for request bodies, used again and again: a new one per request would leave tens of megabytes to the
// collector at full speed, and the allocator would keep them for ever.

export interface BodyPool {
  /** At least `length` bytes, content undefined. */
  take(length: number): Buffer;
  /** Takes a buffer of `take` back; nobody may read it any more. */
  give(body: Buffer): void;
}

/** Larger bodies are not reserved by their announced length: a sender could announce them and never send. */
export const largestPooledBody = 1 << 20;
const step = 64 * 1024;
const keptBytes = 4 << 20;

export function createBodyPool(): BodyPool {
  const free: Buffer[] = [];
  let held = 0;
  return {
    take(length) {
      const index = free.findIndex((one) => one.length >= length);
      const [found] = index === -1 ? [] : free.splice(index, 1);
      if (found === undefined) return Buffer.allocUnsafeSlow(Math.max(1, Math.ceil(length / step)) * step);
      held -= found.length;
      return found;
    },
    give(body) {
      if (held + body.length > keptBytes) return;
      held += body.length;
      free.push(body);
    },
  };
}
