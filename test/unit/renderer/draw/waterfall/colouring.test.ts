import { describe, expect, it } from 'vitest';
import { SpanMark } from '../../../../../src/contract/traces.ts';
import { colouringOf, coloursOf, noValue } from '../../../../../src/renderer/draw/waterfall/colouring.ts';
import { errorColour } from '../../../../../src/renderer/draw/palette.ts';
import { SpanIndex } from '../../../../../src/renderer/draw/waterfall/span-index.ts';
import { WaterfallModel } from '../../../../../src/renderer/draw/waterfall/waterfall-model.ts';
import { traceOf } from './synthetic-trace.ts';

const trace = traceOf([
  { parent: -1, offset: 0, length: 9, service: 'web' },
  { parent: 0, offset: 1, length: 2, service: 'db', marks: SpanMark.error },
  { parent: 0, offset: 4, length: 2, service: 'db' },
]);
const index = new SpanIndex(trace.spanIds, trace.rows);
const ids = (...numbers: readonly number[]): Uint8Array => {
  const bytes = new Uint8Array(numbers.length * 8);
  numbers.forEach((id, at) => (bytes[at * 8 + 7] = id));
  return bytes;
};

describe('colouringOf', () => {
  it('groups by service, kind and status', () => {
    const kinds = { ...trace, kind: Uint8Array.of(2, 3, 250), status: Uint8Array.of(1, 0, 0) };
    const nameOf = (by: string): readonly (string | undefined)[] => {
      const { groupOf, groups } = colouringOf(kinds, index, by, undefined);
      return Array.from(groupOf, (group) => groups[group]);
    };
    expect(nameOf('service')).toEqual(['web', 'db', 'db']);
    expect(nameOf('kind')).toEqual(['server', 'client', 'unknown kind']);
    // A span that failed by its sender's habit counts as error whatever its code says.
    expect(nameOf('status')).toEqual(['ok', 'error', 'unset']);
  });

  it('finds the values of an attribute by span id, also from another moment of the trace', () => {
    const values = { rows: 3, spanIds: ids(3, 77, 1), value: Uint32Array.of(1, 1, 2), values: ['/a', '/b'] };
    const { groupOf, groups } = colouringOf(trace, index, '@http.route', values);
    expect(Array.from(groupOf, (group) => groups[group])).toEqual(['/b', noValue, '/a']);
    expect(colouringOf(trace, index, '@http.route', undefined).groups).toEqual([noValue]);
  });
});

describe('coloursOf', () => {
  it('gives a value the same colour in every set that has room, and errors theirs', () => {
    const one = coloursOf({ by: '@x', groupOf: new Uint8Array(0), groups: [noValue, 'a', 'b'] }, 'dark');
    const other = coloursOf({ by: '@x', groupOf: new Uint8Array(0), groups: [noValue, 'b', 'a'] }, 'dark');
    expect(one[1]).toEqual(other[2]);
    expect(one[0]).toEqual(other[0]);
    const statuses = coloursOf(colouringOf(trace, index, 'status', undefined), 'light');
    expect(statuses[2]).toEqual(errorColour.light);
    expect(new Set(coloursOf(colouringOf(trace, index, 'kind', undefined), 'light').map(({ fill }) => fill)).size).toBe(
      6,
    );
  });
});

describe('the model', () => {
  it('drops the highlight when the colours come to say something else', () => {
    const model = new WaterfallModel(trace);
    model.highlight(1);
    const before = model.revision;
    model.colourBy('service');
    expect([model.highlighted, model.revision]).toEqual([1, before]);
    model.colourBy('kind');
    expect(model.highlighted).toBe(-1);
    expect(model.colouring.by).toBe('kind');
    expect(model.revision).toBeGreaterThan(before);
  });
});
