// Lengths of time as Grafana and Prometheus write them: `15s`, `1h30m`, `500ms`, `1y`.

const unitMillis: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  M: 2_592_000_000,
  y: 31_536_000_000,
};

/** Milliseconds; undefined when it is no length. A leading `>` (at least) is allowed, a bare number counts as seconds. */
export function parseStep(text: string): number | undefined {
  const bare = text.trim().replace(/^>=?\s*/, '');
  if (/^\d+(\.\d+)?$/.test(bare)) return Number(bare) > 0 ? Number(bare) * 1000 : undefined;
  if (!/^(\d+(\.\d+)?(ms|[smhdwMy]))+$/.test(bare)) return undefined;
  let sum = 0;
  for (const [, count, unit] of bare.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdwMy])/g)) {
    sum += Number(count) * (unitMillis[unit ?? ''] ?? 0);
  }
  return sum > 0 ? sum : undefined;
}

/** The shortest text that PromQL reads as this length; whole milliseconds. */
export function stepText(millis: number): string {
  const whole = Math.max(1, Math.round(millis));
  for (const [unit, size] of [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1000],
  ] as const) {
    if (whole % size === 0) return `${whole / size}${unit}`;
  }
  return `${whole}ms`;
}
