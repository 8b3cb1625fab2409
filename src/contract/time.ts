// Times and durations. Nanoseconds are bigint everywhere but inside typed columns,
// because a double holds today's Unix time only to 256 ns.
import type { Brand } from './ids.ts';

/** Nanoseconds since 1970-01-01T00:00:00Z, as OTLP's fixed64 (0 to 2^64-1). */
export type UnixNanos = Brand<bigint, 'UnixNanos'>;
/** A span of time in nanoseconds; negative when a sender's end lies before its start. */
export type DurationNanos = Brand<bigint, 'DurationNanos'>;

export function unixNanos(value: bigint): UnixNanos {
  return value as UnixNanos;
}

export function durationNanos(value: bigint): DurationNanos {
  return value as DurationNanos;
}

export function unixNanosOfMillis(millis: number): UnixNanos {
  return (BigInt(Math.round(millis * 1000)) * 1000n) as UnixNanos;
}

/** Milliseconds since the epoch, rounded down; exact to the millisecond. */
export function millisOfUnixNanos(time: UnixNanos): number {
  return Number(time / 1_000_000n);
}
