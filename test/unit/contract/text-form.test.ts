import { describe, expect, it } from 'vitest';
import { couldBeInScalar, textForm, base64 } from '../../../src/contract/text-form.ts';
import { doubleOfWords, intOfWords, scalarText } from '../../../src/main/query/column-values.ts';
import { ValueKind } from '../../../src/contract/values.ts';

describe('textForm', () => {
  it.each([
    ['text', 'text'],
    ['', ''],
    [undefined, ''],
    [true, 'true'],
    [-(2n ** 63n), '-9223372036854775808'],
    [0.1, '0.1'],
    [1e21, '1e+21'],
    [200, '200'],
    [Number.NaN, 'NaN'],
    [new Uint8Array([0, 255]), 'AP8='],
    [['a', 1n, undefined, false], '["a",1,null,false]'],
    [{ b: { c: [0.5, Number.POSITIVE_INFINITY] }, d: new Uint8Array([1]) }, '{"b":{"c":[0.5,"Infinity"]},"d":"AQ=="}'],
  ])('%o is %s', (value, text) => {
    expect(textForm(value)).toBe(text);
  });

  it('writes base64 as everybody does', () => {
    for (let length = 0; length < 20; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 91 + length) & 255);
      expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
    }
  });
});

describe('couldBeInScalar', () => {
  it.each([0, -0, 1.5e-300, 1e21, -2.5, 7n, -(2n ** 63n), Number.NaN, Infinity, -Infinity, true, false])(
    'admits every part of the text of %s',
    (value) => {
      const text = textForm(value).toLowerCase();
      for (let start = 0; start <= text.length; start++) {
        for (let end = start; end <= text.length; end++)
          expect(couldBeInScalar(text.slice(start, end)), text.slice(start, end)).toBe(true);
      }
    },
  );

  it.each(['infra', 'undefined', 'null', '1a', 'tre', 'e x'])('rules out %s', (needle) => {
    expect(couldBeInScalar(needle)).toBe(false);
  });
});

describe('values in words', () => {
  it.each([
    0n,
    1n,
    -1n,
    4294967295n,
    4294967296n,
    -4294967295n,
    -4294967296n,
    -4294967297n,
    2n ** 63n - 1n,
    -(2n ** 63n),
  ])('int %d', (value) => {
    const bits = BigInt.asUintN(64, value);
    const [low, high] = [Number(bits & 0xffffffffn), Number(bits >> 32n)];
    expect(intOfWords(low, high)).toBe(value);
    const column = {
      count: 1,
      rows: Uint32Array.of(0),
      kinds: Uint8Array.of(ValueKind.int),
      refs: Uint32Array.of(0),
      words: Uint32Array.of(low, high),
    };
    expect(scalarText(column, 0)).toBe(String(value));
  });

  it.each([0, -0, 1.5, -2.25e-300, Number.MAX_VALUE, Number.NEGATIVE_INFINITY])('double %d', (value) => {
    const [low, high] = new Uint32Array(Float64Array.of(value).buffer) as unknown as [number, number];
    expect(doubleOfWords(low, high)).toBe(value);
  });
});
