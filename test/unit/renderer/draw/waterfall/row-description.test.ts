import { describe, expect, it } from 'vitest';
import { SpanMark } from '../../../../../src/contract/traces.ts';
import {
  markTexts,
  rowDescription,
  rowName,
  siblingPlace,
} from '../../../../../src/renderer/draw/waterfall/row-description.ts';
import { traceOf } from './synthetic-trace.ts';

const trace = traceOf([
  { parent: -1, offset: 0, length: 2_000_000, id: 0xabc, missing: true },
  { parent: 0, offset: 0, length: 1_500_000, name: 'GET /cart', service: 'api', marks: SpanMark.orphan },
  { parent: 1, offset: 10, length: 100, name: '', service: 'db', marks: SpanMark.error | SpanMark.events },
  { parent: 0, offset: 1_600_000, length: 10, name: 'GET /cart', service: 'api' },
]);

describe('row in words', () => {
  it('has name, service, duration, marks, level, place and children', () => {
    expect(rowDescription(trace, 1, false)).toBe(
      'GET /cart, api, 1.50 ms, parent missing, level 2, 1 of 2, expanded, 1 below, 1 error below',
    );
    expect(rowDescription(trace, 2, false)).toBe('(no name), db, 100 ns, error, has events, level 3, 1 of 1');
  });
  it('says which span is missing', () => {
    expect(rowName(trace, 0)).toBe('missing span 0000000000000abc');
    expect(rowDescription(trace, 0, true)).toContain('collapsed, 3 below');
  });
  it('counts siblings of roots too', () => {
    expect(siblingPlace(trace, 3)).toEqual({ place: 2, of: 2 });
    expect(siblingPlace(trace, 0)).toEqual({ place: 1, of: 1 });
  });
  it('lists every mark', () => {
    expect(markTexts(255)).toHaveLength(8);
    expect(markTexts(0)).toEqual([]);
  });
});
