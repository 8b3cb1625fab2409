// Values as text, JSON in text, addresses in text.
import { describe, expect, test } from 'vitest';
import { layoutJson, textOfPieces } from '../../../../src/renderer/ui/json-text.ts';
import { linksInText } from '../../../../src/renderer/ui/links-in-text.ts';
import { jsonOfValue, kindOfValue, textOfValue } from '../../../../src/renderer/ui/value-text.ts';

describe('layoutJson', () => {
  test('lays out without touching numbers, order or doubled keys', () => {
    const pieces = layoutJson('{"b":12345678901234567890,"a":[1.50,true,null,{}],"a":"x\\"y","e":[]}');
    expect(textOfPieces(pieces ?? [])).toBe(
      '{\n  "b": 12345678901234567890,\n  "a": [\n    1.50,\n    true,\n    null,\n    {}\n  ],\n  "a": "x\\"y",\n  "e": []\n}',
    );
    expect(pieces?.filter((piece) => piece.kind === 'key').map((piece) => piece.text)).toEqual([
      '"b"',
      '"a"',
      '"a"',
      '"e"',
    ]);
    expect(pieces?.find((piece) => piece.text === '"x\\"y"')?.kind).toBe('string');
  });

  test.each(['plain', '"text"', '12', '{broken', '[1,]', ''])('leaves %j alone', (text) => {
    expect(layoutJson(text)).toBeUndefined();
  });

  test('says the same as JSON.stringify about ordinary JSON', () => {
    const value = { a: [1, 'two', { three: null }], b: { c: false, d: 'x: y, {z}' } };
    expect(textOfPieces(layoutJson(JSON.stringify(value)) ?? [])).toBe(JSON.stringify(value, undefined, 2));
  });
});

describe('values', () => {
  test('keep what they are', () => {
    expect(textOfValue('a "b"')).toBe('a "b"');
    expect(textOfValue(9_007_199_254_740_993n)).toBe('9007199254740993');
    expect(textOfValue(new Uint8Array([0, 255, 16]))).toBe('00ff10');
    expect(textOfValue(undefined)).toBe('');
    expect(textOfValue(Number.NaN)).toBe('NaN');
    expect(jsonOfValue([Number.NaN])).toBe('["NaN"]');
    expect(jsonOfValue({ list: [1n, 0.5, 'x', undefined], map: { k: new Uint8Array([1]) } })).toBe(
      '{"list": [1, 0.5, "x", null], "map": {"k": "01"}}',
    );
    expect(kindOfValue([1n])).toBe('array');
    expect(kindOfValue({})).toBe('map');
  });
});

describe('linksInText', () => {
  test('finds addresses and leaves the stop behind them', () => {
    const parts = linksInText('see https://example.org/a?b=1. And (http://h:8080/x)!');
    expect(parts.map((part) => [part.kind, part.text])).toEqual([
      ['text', 'see '],
      ['link', 'https://example.org/a?b=1'],
      ['text', '. And ('],
      ['link', 'http://h:8080/x'],
      ['text', ')!'],
    ]);
  });

  test('other schemes are text', () => {
    expect(linksInText('javascript:alert(1) file:///etc/passwd')).toEqual([
      { kind: 'text', text: 'javascript:alert(1) file:///etc/passwd' },
    ]);
  });
});
