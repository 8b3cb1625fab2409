import { describe, expect, it } from 'vitest';
import { TextFit } from '../../../../../src/renderer/draw/waterfall/text-fit.ts';

/** Seven pixels a letter, counting how often it was asked. */
function ruled(): { fit: TextFit; asked: () => number } {
  let count = 0;
  return { fit: new TextFit((text) => (count++, text.length * 7)), asked: () => count };
}

describe('TextFit', () => {
  it('leaves text that fits', () => {
    expect(ruled().fit.fit('orders', 'font', 42)).toBe('orders');
  });
  it('cuts to what fits together with the ellipsis', () => {
    const { fit } = ruled();
    expect(fit.fit('orders', 'font', 35)).toBe('orde…');
    expect(fit.fit('orders', 'font', 14)).toBe('o…');
    expect(fit.fit('orders', 'font', 10)).toBe('');
    expect(fit.fit('get order', 'font', 38)).toBe('get…');
  });
  it('measures a text once', () => {
    const { fit, asked } = ruled();
    for (let i = 0; i < 100; i++) fit.fit('a long name of a span', 'font', 70);
    const first = asked();
    for (let i = 0; i < 100; i++) fit.fit('a long name of a span', 'font', 70);
    expect(asked()).toBe(first);
  });
  it('does not draw ten megabytes of name', () => {
    expect(ruled().fit.fit('x'.repeat(10_000_000), 'font', 1e9).length).toBeLessThan(1000);
  });
});
