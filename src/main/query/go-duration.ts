// Durations as Go writes them ("1.2ms", "100us", "1h30m"), which Jaeger's query parameters use.
// Format: Go's time.ParseDuration; the words of the errors are Go's, because clients show them.

const unitNanos: ReadonlyMap<string, number> = new Map([
  ['ns', 1],
  ['us', 1e3],
  ['µs', 1e3],
  ['μs', 1e3],
  ['ms', 1e6],
  ['s', 1e9],
  ['m', 60e9],
  ['h', 3600e9],
]);

export type GoDuration =
  | { readonly kind: 'ok'; readonly nanos: bigint }
  | { readonly kind: 'wrong'; readonly message: string };

function wrong(message: string): GoDuration {
  return { kind: 'wrong', message };
}

export function parseGoDuration(text: string): GoDuration {
  const [, sign, body] = /^([-+]?)(.*)$/s.exec(text) ?? [];
  if (body === '0') return { kind: 'ok', nanos: 0n };
  if (body === undefined || body === '') return wrong(`time: invalid duration ${JSON.stringify(text)}`);
  let nanos = 0n;
  let rest = body;
  while (rest !== '') {
    const [whole, int, fraction = '', unit = ''] = /^(\d*)(?:\.(\d*))?([^\d.]*)/.exec(rest) ?? [];
    if (whole === undefined || (int === '' && fraction === ''))
      return wrong(`time: invalid duration ${JSON.stringify(text)}`);
    if (unit === '') return wrong(`time: missing unit in duration ${JSON.stringify(text)}`);
    const scale = unitNanos.get(unit);
    if (scale === undefined)
      return wrong(`time: unknown unit ${JSON.stringify(unit)} in duration ${JSON.stringify(text)}`);
    const digits = fraction.slice(0, 15);
    nanos += BigInt(int === '' ? '0' : (int as string)) * BigInt(scale);
    if (digits !== '') nanos += (BigInt(digits) * BigInt(scale)) / 10n ** BigInt(digits.length);
    rest = rest.slice(whole.length);
  }
  if (nanos >= 2n ** 63n) return wrong(`time: invalid duration ${JSON.stringify(text)}`);
  return { kind: 'ok', nanos: sign === '-' ? -nanos : nanos };
}
