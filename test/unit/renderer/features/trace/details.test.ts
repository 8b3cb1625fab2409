import { describe, expect, it } from 'vitest';
import { matchingAttributes } from '../../../../../src/renderer/features/trace/details/matching-attributes.ts';
import { senderName } from '../../../../../src/renderer/features/trace/details/sender-name.ts';
import { kindName, statusName } from '../../../../../src/renderer/features/trace/details/span-kind.ts';

describe('matchingAttributes', () => {
  const attributes = [
    { key: 'http.route', value: '/Cart/{id}' },
    { key: 'http.status_code', value: 500n },
    { key: 'tags', value: ['a', { deep: 'Needle' }] },
  ];
  const keys = (filter: string): string[] => matchingAttributes(attributes, filter).map(({ key }) => key);

  it('looks at keys and values, in either case, also nested ones', () => {
    expect(keys('cart')).toEqual(['http.route']);
    expect(keys('HTTP')).toEqual(['http.route', 'http.status_code']);
    expect(keys('needle')).toEqual(['tags']);
    expect(keys('500')).toEqual(['http.status_code']);
  });
  it('wants all words and takes blanks for no filter', () => {
    expect(keys('http 500')).toEqual(['http.status_code']);
    expect(keys('  ')).toHaveLength(3);
    expect(keys('nothing')).toEqual([]);
  });
});

describe('senderName', () => {
  it('names the process where it is known', () => {
    expect(senderName('pid:5494 node server.js')).toBe('node server.js (pid 5494)');
    expect(senderName('pid:5494')).toBe('pid 5494');
    expect(senderName('192.168.1.7')).toBe('192.168.1.7');
  });
});

describe('names', () => {
  it('cover what OTLP defines and say so for what it does not', () => {
    expect([0, 1, 2, 3, 4, 5, 9].map(kindName)).toEqual([
      'Unspecified',
      'Internal',
      'Server',
      'Client',
      'Producer',
      'Consumer',
      'Unknown (9)',
    ]);
    expect([0, 1, 2, 7].map(statusName)).toEqual(['Unset', 'Ok', 'Error', 'Unknown (7)']);
  });
});
