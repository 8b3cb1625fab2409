// Texts of the forms of this page, and what they mean.

/** For targets and sources, which are known by it. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(2)), (word) => word.toString(36)).join('');
}

const units = { ms: 0.001, s: 1, m: 60, h: 3600 } as const;

/** A duration such as 15s or 1m; `undefined` for what is none from 0.1 s to a day. */
export function secondsOf(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h)?$/.exec(text.trim());
  if (match === null) return undefined;
  const seconds = Number(match[1]) * units[(match[2] ?? 's') as keyof typeof units];
  return seconds >= 0.1 && seconds <= 86_400 ? seconds : undefined;
}

export function secondsText(seconds: number): string {
  if (seconds >= 60 && seconds % 60 === 0) return `${seconds / 60}m`;
  return seconds < 1 ? `${Math.round(seconds * 1000)}ms` : `${seconds}s`;
}
