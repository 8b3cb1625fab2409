import { describe, expect, it } from 'vitest';
import { lineText } from '../../../../../../src/renderer/features/logs/list/line-text.ts';

describe('a text on one line', () => {
  it('marks line breaks and control characters, and keeps everything else', () => {
    expect(lineText('one\ntwo\tthree\u0007\r\n')).toBe('one ↵ two  three␇');
    expect(lineText('naïve 🦦 <b>x</b>')).toBe('naïve 🦦 <b>x</b>');
  });

  it('does not let a text turn the direction of writing', () => {
    expect(lineText('a\u202Eb')).toBe('a\ufffdb');
  });
});
