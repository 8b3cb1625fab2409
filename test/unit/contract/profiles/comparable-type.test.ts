import { describe, expect, it } from 'vitest';
import { comparableType } from '../../../../src/contract/profiles/comparable-type.ts';

describe('the sample type of a base', () => {
  const cpu = { type: 'cpu', unit: 'nanoseconds' };
  const samples = { type: 'samples', unit: 'count' };
  it('is the one of the same name, whatever its place and its unit of time', () => {
    expect(comparableType([cpu, samples], cpu, 1)).toEqual({ type: 0, factor: 1 });
    expect(comparableType([samples, { type: 'cpu', unit: 'microseconds' }], cpu, 0)).toEqual({ type: 1, factor: 1000 });
  });
  it('measures the same where none has its name', () => {
    const wall = { type: 'wall', unit: 'milliseconds' };
    expect(comparableType([wall, samples], cpu, 1)).toEqual({ type: 0, factor: 1e6 });
  });
  it('is none where nothing is measured in such a unit', () => {
    expect(comparableType([{ type: 'inuse_space', unit: 'bytes' }], cpu, 0)).toBeUndefined();
  });
});
