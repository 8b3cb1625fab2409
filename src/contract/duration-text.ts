// Durations as people read and type them. One compact form everywhere: three significant digits and a unit
// (`850 ns`, `12.3 µs`, `1.20 ms`, `45.6 s`), whole parts from a minute up (`2 m 03 s`, `1 h 02 m`, `3 d 04 h`).
// `durationParam` is the exact form for links; `parseDuration` reads both, and what people type.
import { durationNanos, type DurationNanos } from './time.ts';

const minute = 60_000_000_000n;
const hour = 60n * minute;
const day = 24n * hour;

const steps: readonly { readonly unit: string; readonly nanos: bigint }[] = [
  { unit: 'ns', nanos: 1n },
  { unit: 'µs', nanos: 1_000n },
  { unit: 'ms', nanos: 1_000_000n },
  { unit: 's', nanos: 1_000_000_000n },
];

const nanosOf: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  sec: 1_000_000_000n,
  m: minute,
  min: minute,
  h: hour,
  d: day,
};

/** Compact text, rounded half up to three significant digits below a minute. Zero is `0 ns`. */
export function formatDuration(duration: DurationNanos | bigint): string {
  if (duration < 0n) return `-${formatDuration(-duration)}`;
  if (duration < 1_000n) return `${duration} ns`;
  for (const { unit, nanos } of steps.slice(1)) {
    for (const digits of [2, 1, 0] as const) {
      const scale = 10n ** BigInt(digits);
      const scaled = (duration * scale * 2n + nanos) / (nanos * 2n);
      // three digits, or (for seconds only) up to 60 with one decimal
      if (scaled < 1000n && !(unit === 's' && scaled >= 60n * scale)) return `${decimal(scaled, digits)} ${unit}`;
    }
  }
  const seconds = (duration + 500_000_000n) / 1_000_000_000n;
  if (seconds < 3600n) return `${seconds / 60n} m ${two(seconds % 60n)} s`;
  const minutes = (duration + minute / 2n) / minute;
  if (minutes < 1440n) return `${minutes / 60n} h ${two(minutes % 60n)} m`;
  const hours = (duration + hour / 2n) / hour;
  return `${hours / 24n} d ${two(hours % 24n)} h`;
}

/** The same for a number of nanoseconds, as typed columns hold it. NaN gives `?`. */
export function formatNanos(nanos: number): string {
  return Number.isFinite(nanos) ? formatDuration(BigInt(Math.round(nanos))) : '?';
}

/** Exact and short, for links: the largest unit of ns, us, ms, s that needs at most three decimals (`100ms`, `1.5s`). */
export function durationParam(duration: DurationNanos): string {
  if (duration < 0n) return `-${durationParam(durationNanos(-duration))}`;
  for (const { unit, nanos } of [...steps].reverse()) {
    const scaled = duration * 1000n;
    if (duration >= nanos && scaled % nanos === 0n) {
      return `${decimal(scaled / nanos, 3).replace(/\.?0+$/, '')}${unit === 'µs' ? 'us' : unit}`;
    }
  }
  return `${duration}ns`;
}

/**
 * Reads `100ms`, `1.5 s`, `1m30s`, `250us`, `2 m 03 s`; a bare number is milliseconds.
 * `undefined` for anything else. Fractions below a nanosecond are cut off.
 */
export function parseDuration(text: string): DurationNanos | undefined {
  const compact = text.replaceAll(/\s+/g, '');
  if (compact.startsWith('-')) {
    const positive = parseDuration(compact.slice(1));
    return positive === undefined || compact[1] === '-' ? undefined : durationNanos(-positive);
  }
  if (/^\d+(\.\d+)?$/.test(compact)) return durationNanos(nanosOfDecimal(compact, 1_000_000n));
  const part = /(\d+(?:\.\d+)?)(ns|us|µs|μs|ms|sec|s|min|m|h|d)/giy;
  let sum = 0n;
  let end = 0;
  for (let match = part.exec(compact); match !== null; match = part.exec(compact)) {
    sum += nanosOfDecimal(match[1] ?? '0', nanosOf[(match[2] ?? '').toLowerCase()] ?? 0n);
    end = part.lastIndex;
  }
  return end > 0 && end === compact.length ? durationNanos(sum) : undefined;
}

function nanosOfDecimal(text: string, unit: bigint): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole) * unit + (BigInt(fraction || '0') * unit) / 10n ** BigInt(fraction.length);
}

function decimal(scaled: bigint, digits: number): string {
  if (digits === 0) return scaled.toString();
  const text = scaled.toString().padStart(digits + 1, '0');
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

function two(value: bigint): string {
  return value.toString().padStart(2, '0');
}
