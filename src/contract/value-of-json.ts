// JSON as an attribute value of OpenTelemetry.
import type { AttributeValue } from './values.ts';

/** Objects and arrays inside each other in a value; what is deeper is cut. The decoder behind takes 32. */
const deepest = 24;

/** A value of JSON.parse (with bigint for large whole numbers): whole numbers are int, the others double, null is empty. */
export function valueOfJson(value: unknown, depth = 0): AttributeValue {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return value >= -(2n ** 63n) && value < 2n ** 63n ? value : value.toString();
  if (typeof value === 'number') return Number.isSafeInteger(value) && !Object.is(value, -0) ? BigInt(value) : value;
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth >= deepest) return '…';
  if (Array.isArray(value)) return value.map((one) => valueOfJson(one, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, valueOfJson(one, depth + 1)]));
}
