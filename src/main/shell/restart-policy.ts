// How long to wait before the engine is started again, and when to stop trying: 1, 2, 5, 10 s; five deaths in five minutes end it.

const waits = [1_000, 2_000, 5_000, 10_000] as const;
const window = 5 * 60_000;
const patience = 5;

export type RestartDecision = { readonly kind: 'wait'; readonly millis: number } | { readonly kind: 'give-up' };

/** Remembers deaths; `now` is Unix milliseconds. */
export function createRestartPolicy(now: () => number): { died(): RestartDecision } {
  let deaths: number[] = [];
  return {
    died() {
      const at = now();
      deaths = [...deaths.filter((one) => at - one < window), at];
      if (deaths.length >= patience) return { kind: 'give-up' };
      return { kind: 'wait', millis: waits[deaths.length - 1] ?? 10_000 };
    },
  };
}
