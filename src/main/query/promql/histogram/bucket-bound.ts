// Upper bounds of buckets by schema and index, to the last digit as Prometheus has them: users compare the numbers.
import { customSchema } from './float-histogram.ts';

/** 2^(2^-s) for the schemas 1 to 8, rounded as the exponential bounds of the format are. */
const roots = [
  1.414213562373095, 1.189207115002721, 1.0905077326652577, 1.0442737824274138, 1.0218971486541166, 1.0108892860517005,
  1.0054299011128027, 1.0027112750502025,
] as const;

/**
 * The bounds in [0.5, 1) for the schemas 0 to 8. Every second bound is the one of the coarser schema, and the one after
 * it is the product with the root: the format's bounds are defined by this recurrence, not by correct rounding.
 */
const fractions: readonly Float64Array[] = roots.reduce<Float64Array[]>(
  (tables, root) => {
    const coarser = tables[tables.length - 1] ?? new Float64Array([0.5]);
    const finer = new Float64Array(coarser.length * 2);
    coarser.forEach((bound, i) => {
      finer[2 * i] = bound;
      finer[2 * i + 1] = bound * root;
    });
    tables.push(finer);
    return tables;
  },
  [new Float64Array([0.5])],
);

/** Upper bound of the bucket of an exponential schema (-4 to 8); the last bucket of finite numbers ends at MAX_VALUE. */
export function exponentialBound(index: number, schema: number): number {
  if (schema < 0) {
    const exponent = index * 2 ** -schema;
    return exponent === 1024 ? Number.MAX_VALUE : 2 ** exponent;
  }
  const fraction = fractions[schema]?.[index & ((1 << schema) - 1)] ?? Number.NaN;
  const exponent = (index >> schema) + 1;
  if (exponent > 1024) return fraction === 0.5 && exponent === 1025 ? Number.MAX_VALUE : Number.POSITIVE_INFINITY;
  // 2 ** 1024 is no number, half of it is.
  return exponent === 1024 ? fraction * 2 * 2 ** 1023 : fraction * 2 ** exponent;
}

/** Upper bound of bucket `index`, in absolute terms; index -1 of custom bounds is the lower end of the first bucket. */
export function bucketBound(index: number, schema: number, customValues: Float64Array): number {
  if (schema !== customSchema) return exponentialBound(index, schema);
  if (index < 0) return Number.NEGATIVE_INFINITY;
  return customValues[index] ?? Number.POSITIVE_INFINITY;
}
