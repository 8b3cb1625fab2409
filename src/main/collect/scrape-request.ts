// What is asked of a target: Prometheus' headers, so that a target answers as it would answer Prometheus.
import type { ScrapeTarget } from '../../contract/scrape.ts';

const texts = [
  'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5',
  'application/openmetrics-text;version=0.0.1;q=0.4',
  'text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3',
  'text/plain;version=0.0.4;q=0.2',
  '*/*;q=0.1',
];
const protobuf = 'application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.6';

export function scrapeHeaders(target: ScrapeTarget): Readonly<Record<string, string>> {
  const { auth, headers, nativeHistograms, timeoutSeconds } = target;
  return {
    Accept: (nativeHistograms ? [protobuf, ...texts] : texts).join(','),
    'Accept-Encoding': 'gzip',
    'User-Agent': 'Otterscope',
    'X-Prometheus-Scrape-Timeout-Seconds': String(timeoutSeconds),
    ...(auth.kind === 'bearer' ? { Authorization: `Bearer ${auth.token}` } : {}),
    ...(auth.kind === 'basic'
      ? { Authorization: `Basic ${Buffer.from(`${auth.user}:${auth.password}`).toString('base64')}` }
      : {}),
    ...Object.fromEntries(headers.map(({ name, value }) => [name, value])),
  };
}
