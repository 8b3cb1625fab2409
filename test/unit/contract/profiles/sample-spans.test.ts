import { describe, expect, it } from 'vitest';
import type { Profile } from '../../../../src/contract/profiles/profile.ts';
import {
  isOfSpan,
  parseSpanFilter,
  sampleSpans,
  spanFilterText,
} from '../../../../src/contract/profiles/sample-spans.ts';
import { noProfileFilter } from '../../../../src/contract/profiles/view.ts';
import { ProfileBuilder } from '../../../../src/main/decode/profiles/profile-builder.ts';
import { spanTotals } from '../../../../src/main/query/profiles/tables/span-totals.ts';
import { viewOf } from '../../../../src/main/query/profiles/view/view-of.ts';

const trace = '0af7651916cd43dd8448eb211c80319c';
const span = 'b7ad6b7169203331';

/** A sample of value 1, 2, 3, ... per entry: its labels, and perhaps its link. */
function profileOf(
  samples: readonly (readonly [Readonly<Record<string, string>>, (readonly [string, string])?])[],
): Profile {
  const builder = new ProfileBuilder('pprof', [{ type: 'cpu', unit: 'nanoseconds' }]);
  const { texts } = builder;
  const node = builder.stacks.child(-1, builder.addFrame({ function: builder.functionOf('work', '') }));
  for (const [at, [labels, link]] of samples.entries()) {
    const set = Object.entries(labels).map(([key, text]) => ({
      key: texts.number(key),
      text: texts.number(text),
      number: Number.NaN,
      unit: 0,
    }));
    const sample = builder.addSample(node, builder.labels.number(set));
    builder.setValue(sample, 0, at + 1);
    if (link !== undefined) builder.setLink(sample, builder.links.push({ traceId: link[0], spanId: link[1] }) - 1);
  }
  return builder.finish({});
}

/** Per sample. */
function spansOf(profile: Profile): readonly string[] {
  const known = sampleSpans(profile);
  return Array.from({ length: profile.samples.count }, (_, at) => {
    const found = known?.spans[known.of[at] ?? -1];
    return found === undefined ? '' : spanFilterText(found);
  });
}

describe('spans of samples', () => {
  it.each([
    [{ span_id: span, trace_id: trace }, `${trace}-${span}`],
    [{ 'span id': span.toUpperCase() }, span],
    [{ spanId: span, traceId: trace.slice(16) }, `${'0'.repeat(16)}${trace.slice(16)}-${span}`],
    [{ profile_id: span, span_name: 'GET /cart' }, span],
    [{ 'otel.trace_id': trace }, trace],
    [{ 'span id': String(BigInt(`0x${span}`)), 'local root span id': '7' }, span],
    [{ 'span id': '1234567890123456' }, 1_234_567_890_123_456n.toString(16).padStart(16, '0')],
    [{ span_id: '1234567890123456' }, '1234567890123456'],
    [{ span_id: '0000000000000000', trace_id: 'none' }, ''],
    [{ 'span id': '99999999999999999999' }, ''],
    [{ route: span }, ''],
  ])('are those that labels name: %o', (labels, expected) => {
    expect(spansOf(profileOf([[labels]]))).toEqual([expected]);
  });

  it('are those of links before those of labels', () => {
    const profile = profileOf([
      [{ span_id: '1111111111111111' }, [trace, span]],
      [{ span_id: '1111111111111111' }, ['0'.repeat(32), '0'.repeat(16)]],
      [{}, [trace, '']],
    ]);
    expect(spansOf(profile)).toEqual([`${trace}-${span}`, '1111111111111111', trace]);
    expect(sampleSpans(profileOf([[{ route: '/' }]]))).toBeUndefined();
  });

  it('are what a filter asks for', () => {
    const asked = (text: string) => {
      const found = parseSpanFilter(text);
      return found === undefined ? undefined : spanFilterText(found);
    };
    for (const text of [span, trace, `${trace}-${span}`]) expect(asked(text)).toBe(text);
    expect(asked(span.toUpperCase())).toBe(span);
    for (const wrong of [
      '',
      '-',
      `${trace}${span}`,
      `-${span}`,
      `${trace}-`,
      'b7ad',
      '0'.repeat(16),
      `${span}-${trace}`,
    ])
      expect(asked(wrong)).toBeUndefined();
    const of = (wanted: string, said: string): boolean => {
      const [a, b] = [parseSpanFilter(wanted), parseSpanFilter(said)];
      return a !== undefined && b !== undefined && isOfSpan(a, b);
    };
    expect(of(`${trace}-${span}`, span)).toBe(true);
    expect(of(span, `${trace}-${span}`)).toBe(true);
    expect(of(trace, `${trace}-${span}`)).toBe(true);
    expect(of(trace, span)).toBe(false);
    expect(of(`${trace}-${span}`, trace)).toBe(false);
    expect(of(`${trace}-${span}`, `${'1'.repeat(32)}-${span}`)).toBe(false);
  });

  it('narrow a view, and add up', () => {
    const profile = profileOf([
      [{ span_id: span }],
      [{ span_id: '1111111111111111' }],
      [{}, [trace, span]],
      [{ route: '/' }],
    ]);
    const taken = (text: string): readonly number[] => [
      ...viewOf(profile, { ...noProfileFilter, span: text }, 'function').sampleNode,
    ];
    expect(taken(span)).toEqual([0, -2, 0, -2]);
    expect(taken(trace)).toEqual([-2, -2, 0, -2]);
    expect(viewOf(profile, { ...noProfileFilter, span: '2'.repeat(16) }, 'function').unmatched).toEqual(['span']);
    expect(() => taken('cart')).toThrow('"cart" is no id of a span');
    const whole = viewOf(profile, noProfileFilter, 'function');
    expect(spanTotals(whole, profile.samples.values[0] as Float64Array, 2)).toMatchObject({
      count: 3,
      sum: 6,
      values: [
        { traceId: trace, spanId: span, samples: 1, sum: 3 },
        { traceId: undefined, spanId: '1111111111111111', samples: 1, sum: 2 },
      ],
    });
  });
});
