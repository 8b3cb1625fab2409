// The moment the pointer is at, shared by all charts of a page, whatever they are drawn with.
import { createContext, useContext } from 'react';

export interface ChartSync {
  /** Unix milliseconds; undefined when the pointer is on no chart. */
  readonly time: number | undefined;
  /** `from` hears nothing of its own call. */
  point(time: number | undefined, from: object): void;
  subscribe(listener: (time: number | undefined) => void, self: object): () => void;
}

export function createChartSync(): ChartSync {
  const listeners = new Map<object, (time: number | undefined) => void>();
  let time: number | undefined;
  return {
    get time() {
      return time;
    },
    point(next, from) {
      if (next === time) return;
      time = next;
      for (const [self, listener] of listeners) if (self !== from) listener(next);
    },
    subscribe(listener, self) {
      listeners.set(self, listener);
      return () => {
        listeners.delete(self);
      };
    },
  };
}

/** Charts outside of a provider point alone. */
export const ChartSyncContext = createContext<ChartSync | undefined>(undefined);

export function useChartSync(): ChartSync | undefined {
  return useContext(ChartSyncContext);
}
