// An attribute value as OpenTelemetry's AnyValue knows it, and the bytes nested values are kept in.
// Format: opentelemetry-proto common.v1 AnyValue, ArrayValue, KeyValueList.

/** How a value is stored in a column; the numbers are written into run files. */
export const ValueKind = { empty: 0, text: 1, bool: 2, int: 3, double: 4, bytes: 5, array: 6, map: 7 } as const;
export type ValueKind = (typeof ValueKind)[keyof typeof ValueKind];

/** int is a bigint so that 64 bits survive; `undefined` is OTLP's empty value. */
export type AttributeValue =
  | string
  | boolean
  | bigint
  | number
  | Uint8Array
  | readonly AttributeValue[]
  | AttributeMap
  | undefined;
export interface AttributeMap {
  readonly [key: string]: AttributeValue;
}

export interface Attribute {
  readonly key: string;
  readonly value: AttributeValue;
}
