// JSON text to values, with whole numbers that a double cannot hold as bigint.

/** Numbers of 17 digits or more, or 16 that begin with 9: some of them are above 2^53. */
const longNumber = /\d{17}|9\d{15}/;

type Reviver = (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown;

/** Throws SyntaxError. */
export function parseJson(text: string): unknown {
  if (!longNumber.test(text)) return JSON.parse(text);
  const exact: Reviver = (_key, value, context) => {
    const source = context?.source;
    const inexact = typeof value === 'number' && !Number.isSafeInteger(value) && source !== undefined;
    return inexact && /^-?\d+$/.test(source) ? BigInt(source) : value;
  };
  return JSON.parse(text, exact as (this: unknown, key: string, value: unknown) => unknown);
}
