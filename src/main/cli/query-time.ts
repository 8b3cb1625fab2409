// Times on the command line of `otterscope query`.

/** Unix seconds with a fraction, or ISO 8601; `undefined` for anything else. */
export function unixMillisOf(text: string): number | undefined {
  const millis = /^\d{1,11}(\.\d+)?$/.test(text) ? Math.round(Number(text) * 1000) : isoMillis(text);
  return Number.isFinite(millis) ? millis : undefined;
}

function isoMillis(text: string): number {
  return /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
}
