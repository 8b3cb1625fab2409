// All captures since the engine started: begun, listed, cancelled, forgotten once ended.
import type { CaptureOrder, CaptureStatus } from '../../../contract/profiles/captures.ts';
import { startCapture, type Capture, type CaptureParts } from './capture.ts';

export interface Captures {
  start(id: string, order: CaptureOrder): void;
  cancel(id: string): void;
  clear(): void;
  /** Newest first. */
  readonly statuses: readonly CaptureStatus[];
  close(): Promise<void>;
}

/** Of those that have ended. */
const mostKept = 100;

export function createCaptures(parts: CaptureParts): Captures {
  const all = new Map<string, Capture>();

  function ended(): readonly string[] {
    return [...all].filter(([, { status }]) => status.endedAt !== undefined).map(([id]) => id);
  }

  return {
    start(id, order) {
      for (const old of ended().slice(0, -mostKept)) all.delete(old);
      all.set(id, startCapture(id, order, parts));
      parts.onStatus();
    },
    cancel(id) {
      void all.get(id)?.cancel();
    },
    clear() {
      for (const id of ended()) all.delete(id);
      parts.onStatus();
    },
    get statuses() {
      return [...all.values()].map(({ status }) => status).toReversed();
    },
    async close() {
      await Promise.all([...all.values()].map((capture) => capture.cancel()));
    },
  };
}
