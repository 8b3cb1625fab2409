import { describe, expect, it } from 'vitest';
import { formatValue, perSecond, plainUnit, valueUnit } from '../../../../src/renderer/ui/value-unit.ts';

const text = (value: number, unit: string): string => formatValue(value, valueUnit(unit));

describe('values with their units', () => {
  it('scales within the unit', () => {
    expect([text(0.25, 's'), text(250, 'ms'), text(90, 'seconds'), text(0, 's')]).toEqual([
      '250 ms',
      '250 ms',
      '1 m 30 s',
      '0 s',
    ]);
    expect([text(1536, 'By'), text(2, 'MiBy'), text(3.5e9, 'bytes')]).toEqual(['1.5 KiB', '2 MiB', '3.26 GiB']);
    expect([text(44, '%'), text(0.4444, 'ratio')]).toEqual(['44 %', '44.4 %']);
    expect([text(12, '{request}'), text(12_345, '1'), text(0.00123, '')]).toEqual(['12 request', '12.3k', '0.00123']);
  });

  it('knows rates', () => {
    expect(text(2048, 'By/s')).toBe('2 KiB/s');
    expect(formatValue(1.5, perSecond(valueUnit('{request}')))).toBe('1.5 request/s');
    expect(formatValue(0.5, perSecond(valueUnit('s')))).toBe('50 %');
  });

  it('says what is no number', () => {
    expect([Number.NaN, Infinity, -Infinity].map((value) => formatValue(value, plainUnit))).toEqual(['NaN', '∞', '−∞']);
    expect(formatValue(1e-9, plainUnit)).toBe('1.00e-9');
    expect(formatValue(-1234, plainUnit)).toBe('-1.23k');
  });
});
