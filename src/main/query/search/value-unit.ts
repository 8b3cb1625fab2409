// What a number of an attribute means where a search compares it with a duration: the unit that its key ends in.

const nanosOf: Readonly<Record<string, number>> = { ns: 1, us: 1e3, ms: 1e6, s: 1e9, seconds: 1e9 };

/** Nanoseconds; a second where the key says nothing, as in OpenTelemetry's conventions. */
export function nanosPerUnit(key: string): number {
  const last = /[._]([a-z]+)$/.exec(key)?.[1] ?? '';
  return Object.hasOwn(nanosOf, last) ? (nanosOf[last] as number) : 1e9;
}
