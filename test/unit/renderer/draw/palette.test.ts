import { describe, expect, it } from 'vitest';
import { hexOfOklch } from '../../../../src/renderer/draw/oklch.ts';
import { contrastRatio } from '../../../support/contrast.ts';
import {
  colourOfSlot,
  errorColour,
  homeSlot,
  PALETTE_SIZE,
  serviceColours,
  slotsOfNames,
  type Scheme,
} from '../../../../src/renderer/draw/palette.ts';
import { hashOfName } from '../../../../src/contract/name-hash.ts';

const schemes: readonly Scheme[] = ['light', 'dark'];
const page = { light: '#fafbfc', dark: '#14181c' } as const;
const slots = Array.from({ length: PALETTE_SIZE }, (_, slot) => slot);
const names = [
  'frontend',
  'checkout',
  'cart',
  'payment',
  'shipping',
  'email',
  'currency',
  'ad',
  'recommendation',
  'quote',
  'api',
  'auth',
];

/** Distance of two colours by red, green and blue (0 to 441). */
function distance(one: string, other: string): number {
  const parts = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  const [a, b] = [parts(one), parts(other)];
  return Math.hypot(...a.map((value, i) => value - (b[i] as number)));
}

describe('oklch', () => {
  it('meets known sRGB colours', () => {
    expect(hexOfOklch(1, 0, 0)).toBe('#ffffff');
    expect(hexOfOklch(0, 0, 0)).toBe('#000000');
    expect(distance(hexOfOklch(0.62796, 0.25768, 29.2339), '#ff0000')).toBeLessThan(8);
    expect(distance(hexOfOklch(0.45201, 0.31321, 264.052), '#0000ff')).toBeLessThan(8);
  });

  it('computes the contrast of black and white, and of equal colours', () => {
    expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrastRatio('#777777', '#777777')).toBe(1);
  });
});

describe.each(schemes)('palette in the %s scheme', (scheme) => {
  it('is visible on the page and readable under its ink', () => {
    for (const slot of slots) {
      const { fill, ink } = colourOfSlot(slot, scheme);
      expect(contrastRatio(fill, page[scheme]), `${fill} on the page`).toBeGreaterThanOrEqual(3);
      expect(contrastRatio(fill, ink), `${ink} on ${fill}`).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrastRatio(errorColour[scheme].fill, errorColour[scheme].ink)).toBeGreaterThanOrEqual(4.5);
    expect(contrastRatio(errorColour[scheme].fill, page[scheme])).toBeGreaterThanOrEqual(4.5);
  });

  it('has no two equal colours and none close to the error red', () => {
    for (const one of slots) {
      const fill = colourOfSlot(one, scheme).fill;
      expect(distance(fill, errorColour[scheme].fill), `${fill} against the error red`).toBeGreaterThan(60);
      for (const other of slots.slice(one + 1))
        expect(distance(fill, colourOfSlot(other, scheme).fill)).toBeGreaterThan(20);
    }
  });
});

describe('slots of services', () => {
  it('hashes as FNV-1a does', () => {
    expect(hashOfName('')).toBe(0x811c9dc5);
    expect(hashOfName('a')).toBe(0xe40c292c);
    expect(hashOfName('foobar')).toBe(0xbf9cf968);
  });

  it('gives a lone service its home slot, whatever else exists elsewhere', () => {
    for (const name of names) expect(slotsOfNames([name]).get(name)).toBe(homeSlot(name));
  });

  it('does not depend on the order of arrival', () => {
    const forward = slotsOfNames(names);
    const backward = slotsOfNames([...names].reverse());
    for (const name of names) expect(backward.get(name)).toBe(forward.get(name));
  });

  it('has a hue for each service while there are enough of them', () => {
    for (let start = 0; start < 40; start++) {
      const ten = Array.from({ length: PALETTE_SIZE / 2 }, (_, n) => `svc-${start * 31 + n}`);
      expect(new Set([...slotsOfNames(ten).values()].map((slot) => slot % (PALETTE_SIZE / 2))).size).toBe(ten.length);
    }
  });

  it('leaves the others alone when a service goes that no other gave way to', () => {
    const before = slotsOfNames(['gateway', 'checkout', 'inventory']);
    const after = slotsOfNames(['gateway', 'checkout']);
    for (const name of ['gateway', 'checkout']) expect(after.get(name)).toBe(before.get(name));
  });

  it('differs for every service of a set as large as the palette', () => {
    const many = slots.map((n) => `service-${n}`);
    expect(new Set(slotsOfNames(many).values()).size).toBe(PALETTE_SIZE);
  });

  it('goes back to home slots when there are more services than colours', () => {
    const many = Array.from({ length: 300 }, (_, n) => `svc${n}`);
    const assigned = slotsOfNames(many);
    expect(assigned.size).toBe(300);
    for (const slot of assigned.values()) expect(slot).toBeLessThan(PALETTE_SIZE);
    expect(serviceColours(many, 'dark')('unheard-of')).toEqual(colourOfSlot(homeSlot('unheard-of'), 'dark'));
  });

  it('spreads names over the palette', () => {
    const used = new Set(Array.from({ length: 200 }, (_, n) => homeSlot(`service-${n}`)));
    expect(used.size).toBe(PALETTE_SIZE);
  });
});
