// Two pipe ends in one process. Bytes are copied, so that neither side can rely on sharing memory.
import type { Pipe } from '../../src/contract/pipe.ts';

/** Everything sent into one end comes out of the other, in order, never in the same turn. */
export function memoryPipe(): readonly [Pipe, Pipe] {
  const first = openEnd();
  const second = openEnd();
  first.meet(second);
  second.meet(first);
  return [first, second];
}

interface End extends Pipe {
  meet(other: End): void;
  take(bytes: Uint8Array): void;
  hangUp(): void;
}

function openEnd(): End {
  let other: End | undefined;
  let listener: ((bytes: Uint8Array) => void) | undefined;
  const waiting: Uint8Array[] = [];
  const closeListeners: (() => void)[] = [];
  let open = true;

  return {
    queued: 0,
    meet(end) {
      other = end;
    },
    send(bytes) {
      if (!open) return;
      const copy = bytes.slice();
      queueMicrotask(() => other?.take(copy));
    },
    take(bytes) {
      if (!open) return;
      if (listener === undefined) waiting.push(bytes);
      else listener(bytes);
    },
    onMessage(next) {
      listener = next;
      for (const bytes of waiting.splice(0)) next(bytes);
    },
    onClose(next) {
      closeListeners.push(next);
    },
    close() {
      if (!open) return;
      queueMicrotask(() => other?.hangUp());
      this.hangUp();
    },
    hangUp() {
      if (!open) return;
      open = false;
      for (const one of closeListeners) one();
    },
  };
}
