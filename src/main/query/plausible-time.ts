// Which times may shape a picture. Senders without a clock send zero, and overflowing ones the year 2262
// (2^63-1 ns); such spans are kept and shown with their exact numbers, but do not stretch the time axis.

const earliest = 631_152_000_000_000_000n; // 1990-01-01
const latest = 7_258_118_400_000_000_000n; // 2200-01-01

export function isPlausible(time: bigint): boolean {
  return time >= earliest && time < latest;
}
