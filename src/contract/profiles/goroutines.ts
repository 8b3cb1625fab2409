// What only a goroutine dump has (runtime/pprof, debug=1 and debug=2). The goroutines are also the samples of a Profile
// (goroutine/count), in the same order.

export interface GoroutineDump {
  /** debug=2 tells goroutines apart; debug=1 only counts equal stacks. */
  readonly detail: 'goroutines' | 'groups';
  readonly count: number;
  /** Of the running program; empty in debug=1. */
  readonly id: Float64Array;
  /** Number of `states`, e.g. "chan receive"; 0 is unknown. */
  readonly state: Int32Array;
  readonly states: readonly string[];
  /** Whole minutes of waiting, 0 where the dump says nothing. */
  readonly waitMinutes: Float64Array;
  readonly lockedToThread: Uint8Array;
  /** How many goroutines have this stack: 1 in debug=2. */
  readonly goroutines: Float64Array;
  /** Frame of the trie's profile that made it ("created by"), -1 where unknown, and the goroutine that did, 0 where unknown. */
  readonly createdBy: Int32Array;
  readonly creator: Float64Array;
}
