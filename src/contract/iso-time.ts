// Instants as ISO 8601 text in UTC with up to nine fraction digits: exact for links, files and copied values.
import { unixNanos, type UnixNanos } from './time.ts';

const pattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)$/;

/** `2026-11-21T03:44:32.123456789Z`; the fraction is left out when zero and cut to 3, 6 or 9 digits otherwise. */
export function isoOfUnixNanos(time: UnixNanos): string {
  const seconds = time / 1_000_000_000n;
  const fraction = (time % 1_000_000_000n).toString().padStart(9, '0');
  const head = new Date(Number(seconds) * 1000).toISOString().slice(0, -5);
  const digits = fraction.endsWith('000000000')
    ? 0
    : fraction.endsWith('000000')
      ? 3
      : fraction.endsWith('000')
        ? 6
        : 9;
  return digits === 0 ? `${head}Z` : `${head}.${fraction.slice(0, digits)}Z`;
}

/** Reads the form above (seconds may be missing, offsets like +02:00 are applied), or plain digits as Unix nanoseconds. */
export function unixNanosOfIso(text: string): UnixNanos | undefined {
  if (/^\d{1,20}$/.test(text)) return within(BigInt(text));
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hours, minutes, seconds = '00', fraction = '', zone] = match;
  const millis = Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}${zone}`);
  if (Number.isNaN(millis)) return undefined;
  return within(BigInt(millis) * 1_000_000n + BigInt(fraction.padEnd(9, '0')));
}

function within(value: bigint): UnixNanos | undefined {
  return value >= 0n && value < 1n << 64n ? unixNanos(value) : undefined;
}
