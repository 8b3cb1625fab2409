// Times of ISO 8601: what is read digit by digit is what the calendar says.
import { expect, test } from 'vitest';
import { nanosOfIso } from '../../../../src/main/decode/foreign/iso-nanos.ts';

test("Python's UTC times are what Date makes of them, on every day from 1970 to 2250", () => {
  const wrong: string[] = [];
  for (let day = 0; day < 102_000; day++) {
    const millis = day * 86_400_000 + ((day * 7_919_317) % 86_400_000);
    const head = new Date(millis).toISOString().slice(0, 23);
    if (nanosOfIso(`${head}456+00:00`) !== BigInt(millis) * 1_000_000n + 456_000n) wrong.push(head);
  }
  expect(wrong).toEqual([]);
});

test('fractions and zones of other writers', () => {
  const nanos = 1_755_890_000_000_000_000n;
  const cases: readonly (readonly [string, bigint | undefined])[] = [
    ['2025-08-22T19:13:20+00:00', nanos],
    ['2025-08-22 19:13:20+00:00', nanos],
    ['2025-08-22T19:13:20', nanos],
    ['2025-08-22T19:13:20.5+00:00', nanos + 500_000_000n],
    ['2025-08-22T19:13:20.123456789+00:00', nanos + 123_456_789n],
    ['2025-08-22T19:13:20.1234567891+00:00', nanos + 123_456_789n],
    ['2025-08-22T21:13:20.000001+02:00', nanos + 1000n],
    ['2025-08-22T21:13:20+0200', nanos],
    ['2025-08-22T19:13:20.1Z', nanos + 100_000_000n],
    ['2025-08-22T19:13:20.+00:00', undefined],
    ['2025-08-22T24:13:20+00:00', undefined],
    ['2025-13-22T19:13:20+00:00', undefined],
    ['1969-08-22T19:13:20+00:00', undefined],
    ['20x5-08-22T19:13:20+00:00', undefined],
    ['', undefined],
  ];
  for (const [text, wanted] of cases) expect(nanosOfIso(text), text).toBe(wanted);
});
