// Numbers whose keys name a unit.
import { expect, test } from 'vitest';
import { unitNote } from '../../../../src/renderer/ui/attribute-unit.ts';

test.each([
  ['busy_ns', 123_456n, '= 123 µs'],
  ['latency_ms', 842n, 'ms'],
  ['latency_ms', 61_234n, '= 1 m 01 s'],
  ['job.size_bytes', 1_048_576n, '= 1 MiB'],
  ['gap.seconds', 0.25, '= 250 ms'],
  ['idle_ns', -1n, '= −1 ns'],
  ['image.h', 480n, ''],
  ['tokens', 12n, ''],
  ['latency_ms', '842', ''],
  ['ns', 5n, ''],
] as const)('%s %s', (key, value, note) => {
  expect(unitNote(key, value)).toBe(note);
});
