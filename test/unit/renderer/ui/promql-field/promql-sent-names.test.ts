import { expect, it } from 'vitest';
import { quotedPlace } from '../../../../../src/renderer/ui/promql-field/promql-sent-names.ts';

it('knows a name with dots that is being written without quotes', () => {
  expect(quotedPlace('sum(rate(http.ser')).toEqual({ kind: 'bare', from: 9, metric: undefined });
  expect(quotedPlace('http.')).toMatchObject({ kind: 'bare', from: 0 });
  expect(quotedPlace('up + tempé.rat')).toMatchObject({ kind: 'bare', from: 5 });
});

it('knows names inside of quotes: the metric first, then labels of it', () => {
  expect(quotedPlace('rate({"http.s')).toEqual({ kind: 'metric', from: 7, metric: undefined });
  expect(quotedPlace('{"http.requests", "http.r')).toEqual({ kind: 'label', from: 19, metric: 'http.requests' });
  expect(quotedPlace('up{a="b", "c')).toMatchObject({ kind: 'label', metric: 'up' });
});

it('leaves everything else to the language', () => {
  for (const text of ['up', 'rate(up', 'up{job="a.b', 'up{job="a", x="c.d', '0.5', '{a.b', 'up{job="x, ', 'up[5m'])
    expect(quotedPlace(text)).toBeUndefined();
});
