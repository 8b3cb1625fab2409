import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { translateLabelName } from '../../../../src/main/query/metrics/label-name.ts';
import { translateMetricName, type TranslationStrategy } from '../../../../src/main/query/metrics/metric-name.ts';
import { unitName } from '../../../../src/main/query/metrics/unit-name.ts';

const folder = join(import.meta.dirname, '../../../../../shared/conformance/otlptranslator');

interface MetricCase {
  readonly name: string;
  readonly unit: string;
  readonly type: string;
  readonly namespace: string;
  readonly utf8Allowed: boolean;
  readonly withSuffixes: boolean;
  readonly want: string | null;
  readonly wantUnit: string | null;
  readonly wantError: string | null;
}

interface LabelCase {
  readonly label: string;
  readonly sanitized?: string;
  readonly sanitizedMultipleUnderscores?: string;
  readonly sanitizedUnderscoreLabelSanitization?: string;
  readonly sanitizedMultipleUnderscoresAndUnderscoreLabelSanitization?: string;
  readonly wantSanitizationError?: string;
  readonly wantSanitizationMultipleUnderscoresError?: string;
}

function strategyOf({ utf8Allowed, withSuffixes }: MetricCase): TranslationStrategy {
  if (utf8Allowed) return withSuffixes ? 'NoUTF8EscapingWithSuffixes' : 'NoTranslation';
  return withSuffixes ? 'UnderscoreEscapingWithSuffixes' : 'UnderscoreEscapingWithoutSuffixes';
}

function kindOf(type: string): 'gauge' | 'counter' | 'other' {
  return type === 'Gauge' ? 'gauge' : type === 'MonotonicCounter' ? 'counter' : 'other';
}

const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));

describe('names of metrics', () => {
  it.each([
    ['http.server.request.duration', 's', 'other', 'http_server_request_duration_seconds'],
    ['requests.count', '1', 'counter', 'requests_count_total'],
    ['cpu.usage', '1', 'gauge', 'cpu_usage_ratio'],
    ['x', 'By/s', 'gauge', 'x_bytes_per_second'],
    ['items', '{item}', 'counter', 'items_total'],
    ['9lives', '', 'gauge', '_9lives'],
    ['bytes.sent', 'By', 'counter', 'bytes_sent_total'],
  ] as const)('%s in %s', (name, unit, kind, want) => {
    expect(translateMetricName({ name, unit, kind })).toEqual({ kind: 'ok', name: want });
  });

  it('fails where nothing of the name is left', () => {
    expect(translateMetricName({ name: '§', unit: '', kind: 'gauge' }).kind).toBe('fail');
  });
});

describe('names of labels', () => {
  it.each([
    ['http.route', 'http_route'],
    ['a..b', 'a__b'],
    ['.foo', 'key_foo'],
    ['1st', 'key_1st'],
    ['__x__', '__x__'],
  ])('%s', (key, want) => {
    expect(translateLabelName(key)).toEqual({ kind: 'ok', name: want });
  });
});

describe.skipIf(!existsSync(folder))('the vectors of otlptranslator', () => {
  it('metrics', () => {
    for (const one of read('metric-name-vectors.json') as MetricCase[]) {
      const { name, unit, type, namespace } = one;
      const got = translateMetricName({ name, unit, kind: kindOf(type) }, strategyOf(one), namespace);
      const want = one.wantError === null ? { kind: 'ok', name: one.want } : { kind: 'fail', reason: one.wantError };
      expect(got, JSON.stringify(one)).toEqual(want);
      if (one.wantUnit !== null) expect(unitName(unit, one.utf8Allowed), JSON.stringify(one)).toBe(one.wantUnit);
    }
  });

  it('labels, with all options', () => {
    for (const one of read('label-name-vectors.json') as LabelCase[]) {
      const failed = one.wantSanitizationError !== undefined;
      const failedRuns = one.wantSanitizationMultipleUnderscoresError ?? one.wantSanitizationError;
      const runs = one.sanitizedMultipleUnderscores ?? one.sanitized;
      const cases = [
        { keepRuns: false, keyBeforeUnderscore: false, want: failed ? undefined : one.sanitized },
        // Where nothing but underscores is left, `key_` is a name of its own.
        ...(failed
          ? []
          : [
              {
                keepRuns: false,
                keyBeforeUnderscore: true,
                want: one.sanitizedUnderscoreLabelSanitization ?? one.sanitized,
              },
            ]),
        { keepRuns: true, keyBeforeUnderscore: false, want: failedRuns === undefined ? runs : undefined },
      ];
      for (const { want, ...options } of cases) {
        const got = translateLabelName(one.label, options);
        expect(got.kind === 'ok' ? got.name : undefined, `${one.label} ${JSON.stringify(options)}`).toBe(want);
      }
    }
  });
});
