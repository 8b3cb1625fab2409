import { describe, expect, it } from 'vitest';
import { SpanMark } from '../../../../../src/contract/traces.ts';
import { minimapRaster } from '../../../../../src/renderer/draw/minimap/minimap-raster.ts';
import { bigTrace, traceOf } from '../waterfall/synthetic-trace.ts';

const colours = { groups: ['#102030', '#405060'], error: '#ff0000', missing: '#888888' };

/** `.` nothing, `a` and `b` the services, `!` error, `?` missing. */
function picture(columns: Parameters<typeof minimapRaster>[0], width: number, height: number, thickest = 1): string[] {
  const pixels = minimapRaster(columns, width, height, thickest, { ...colours, groupOf: columns.service });
  const sign = new Map([
    [0x10, 'a'],
    [0x40, 'b'],
    [0xff, '!'],
    [0x88, '?'],
  ]);
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (__, x) => {
      const at = (y * width + x) * 4;
      return pixels[at + 3] === 0 ? '.' : (sign.get(pixels[at] as number) ?? '#');
    }).join(''),
  );
}

describe('minimapRaster', () => {
  it('paints one line per row while there is room', () => {
    const trace = traceOf([
      { parent: -1, offset: 0, length: 100, service: 'a' },
      { parent: 0, offset: 20, length: 30, service: 'b' },
      { parent: 0, offset: 90, length: 10, missing: true },
    ]);
    expect(picture(trace, 10, 3)).toEqual(['aaaaaaaaaa', '..bbb.....', '.........?']);
  });

  it('lets the deeper and later rows give the colour of a crowded line', () => {
    const trace = traceOf([
      { parent: -1, offset: 0, length: 100, service: 'a' },
      { parent: 0, offset: 20, length: 30, service: 'b' },
    ]);
    expect(picture(trace, 10, 1)).toEqual(['aabbbaaaaa']);
  });

  it('shows a single error among a hundred thousand spans', () => {
    const big = bigTrace(100_000);
    const marks = new Uint8Array(big.rows);
    marks[54_321] = SpanMark.error;
    const lines = picture({ ...big, marks }, 300, 40);
    expect(lines.join('').split('!').length - 1).toBeGreaterThanOrEqual(4);
    expect(lines.join('').split('!').length - 1).toBeLessThan(40);
  });

  it('paints spans without length, out of range and negative ones', () => {
    const trace = traceOf([
      { parent: -1, offset: 0, length: 100, service: 'a' },
      { parent: 0, offset: 50, length: 0, service: 'a' },
      { parent: 0, offset: 60, length: -30, service: 'a' },
      { parent: 0, offset: 500, length: 100, service: 'a' },
    ]);
    const { duration } = traceOf([{ parent: -1, offset: 0, length: 100 }]);
    expect(picture({ ...trace, duration }, 10, 4)).toEqual(['aaaaaaaaaa', '.....a....', '...aaa....', '.........a']);
  });

  it('survives a trace without duration and one without rows', () => {
    expect(picture(traceOf([{ parent: -1, offset: 0, length: 0, service: 'a' }]), 4, 1)).toEqual(['a...']);
    expect(picture(traceOf([]), 3, 2)).toEqual(['...', '...']);
  });
});
