// The scraper against a real HTTP server and a real run file: what is stored of pages that change, fail and go.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { ProblemReport } from '../../../src/contract/problems.ts';
import { newTarget, type ScrapeEnd, type ScrapeTarget, type TargetStatus } from '../../../src/contract/scrape.ts';
import { createScraper, type Scraper } from '../../../src/main/collect/scraper.ts';
import { tryTarget } from '../../../src/main/collect/try-target.ts';
import { createExpositionReader } from '../../../src/main/decode/exposition/exposition-reader.ts';
import { expositionType } from '../../../src/main/decode/exposition/exposition-type.ts';
import { lintExposition } from '../../../src/main/decode/exposition/lint/lint-exposition.ts';
import { dumpSamples } from '../store/samples/support.ts';
import { openReader, openWriter, temporaryFolder } from '../store/support.ts';

const decoders = { newReader: createExpositionReader, typeOf: expositionType, lint: lintExposition };

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const text =
  (page: string, type = 'text/plain; version=0.0.4'): Answer =>
  (_, response) => {
    response.setHeader('Content-Type', type);
    response.end(page);
  };

interface Stage {
  answer: Answer;
  readonly requests: IncomingMessage[];
  readonly url: string;
  readonly scraper: Scraper;
  readonly problems: ProblemReport[];
  readonly ends: ScrapeEnd[];
  /** Resolves with the status after `scrapes` more scrapes of the first target. */
  scraped(scrapes?: number): Promise<TargetStatus>;
  /** Values of a series in the order of storage, `stale` for a marker. */
  values(series: RegExp): string[];
}

async function stage(answer: Answer): Promise<Stage> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    made.answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  const problems: ProblemReport[] = [];
  const ends: ScrapeEnd[] = [];
  const scraper = createScraper({
    ...decoders,
    sink: () => writer,
    record: () => (end) => ends.push(end),
    report: (problem) => problems.push(problem),
    now: () => Date.now(),
    onStatus: () => undefined,
  });
  onTestFinished(() => scraper.close());
  const made: Stage = {
    answer,
    requests,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`,
    scraper,
    problems,
    ends,
    async scraped(scrapes = 1) {
      const before = scraper.statuses[0]?.scrapes ?? 0;
      return vi.waitFor(
        () => {
          const [status] = scraper.statuses;
          if (status === undefined || status.scrapes < before + scrapes) throw new Error('not yet');
          return status;
        },
        { timeout: 40_000, interval: 5 },
      );
    },
    values(series) {
      writer.flush();
      const reader = openReader(path);
      const found = [...dumpSamples(reader)].filter(([name]) => series.test(name));
      reader.close();
      return found.flatMap(([, rows]) => rows.map((row) => row.replace(/^\d+: /, '')));
    },
  };
  return made;
}

const target = (url: string, more: Partial<ScrapeTarget> = {}): ScrapeTarget => ({
  ...newTarget,
  id: 'one',
  url,
  job: 'shop',
  intervalSeconds: 0.5,
  timeoutSeconds: 0.5,
  ...more,
});

test('a page is stored with the labels of its target; what the page says of them moves aside', async () => {
  const at = await stage(text('# TYPE orders_total counter\norders_total{job="inner",exported_job="x"} 3\n'));
  await at.scraper.use([target(at.url, { labels: [{ name: 'zone', value: 'a' }] })]);
  const status = await at.scraped();
  expect(status).toMatchObject({ state: 'up', samples: 1, format: 'text', failure: undefined, note: '' });
  const instance = new URL(at.url).host;
  const labels = `exported_exported_job=inner,exported_job=x,instance=${instance},job=shop,zone=a`;
  expect(at.values(new RegExp(`orders_total\\{__name__=orders_total,${labels}\\}`))[0]).toBe('3');
  expect(at.values(/ up\{.*job=shop/)[0]).toBe('1');
  expect(at.values(/scrape_samples_scraped/)[0]).toBe('1');
  expect(at.values(/scrape_samples_post_metric_relabeling/)[0]).toBe('1');
  expect(at.values(/scrape_series_added/)[0]).toBe('1');
});

test('the labels of the page win where they are honoured', async () => {
  const at = await stage(text('a{job="inner"} 1\n'));
  await at.scraper.use([target(at.url, { honorLabels: true })]);
  await at.scraped();
  expect(at.values(/ a\{__name__=a,instance=[^,]+,job=inner\}/)[0]).toBe('1');
});

test('series that vanish, a scrape that fails and a target that goes end with markers', async () => {
  const at = await stage(text('a{n="1"} 1\na{n="2"} 2\n'));
  await at.scraper.use([target(at.url)]);
  await at.scraped();
  at.answer = text('a{n="1"} 7\n');
  await at.scraped(2);
  const second = at.values(/n=2/);
  expect(second.at(-1)).toBe('stale');
  expect(second.filter((value) => value === 'stale')).toHaveLength(1);
  expect(at.values(/n=1/)).not.toContain('stale');
  at.answer = (_, response) => {
    response.statusCode = 503;
    response.end();
  };
  const down = await at.scraped(2);
  expect(down).toMatchObject({ state: 'down', failure: { reason: 'it answered with HTTP status 503' } });
  expect(at.problems.map(({ code }) => code)).toEqual(['scrape-failed']);
  expect(at.values(/n=1/).at(-1)).toBe('stale');
  expect(at.values(/ up\{/).at(-1)).toBe('0');
  await at.scraper.use([]);
  expect(at.scraper.statuses).toEqual([]);
  expect(at.values(/ up\{/).at(-1)).toBe('stale');
  expect(at.values(/scrape_duration_seconds/).at(-1)).toBe('stale');
});

test('explicit times are kept, and such series are not ended', async () => {
  const at = await stage(text('a 5 1700000000000\n'));
  await at.scraper.use([target(at.url)]);
  await at.scraped();
  at.answer = text('b 1\n');
  await at.scraped(2);
  expect(at.values(/ a\{/)).toEqual(['5']);
});

test('a target that asks for times to come, repeats itself or exceeds its limit is told', async () => {
  const at = await stage(text(`a 1\na 2\nb 1 ${Date.now() + 3_600_000}\n`));
  await at.scraper.use([target(at.url)]);
  const status = await at.scraped();
  expect(status).toMatchObject({ state: 'up', duplicates: 1, tooFarAhead: 1 });
  expect(status.note).toContain('2 samples were not stored.');
  expect(at.values(/ a\{/)[0]).toBe('1');
  await at.scraper.use([target(at.url, { sampleLimit: 2 })]);
  const limited = await at.scraped(1);
  expect(limited.failure?.reason).toBe('the page has 3 samples, more than the 2 that this target may have');
  await at.scraper.use([target(at.url, { labelLimit: 2 })]);
  expect((await at.scraped()).failure?.reason).toContain('more than the 2 labels');
});

test('editing the interval keeps the series; a paused target ends them', async () => {
  const at = await stage(text('a 1\n'));
  await at.scraper.use([target(at.url)]);
  await at.scraped();
  await at.scraper.use([target(at.url, { intervalSeconds: 0.6 })]);
  await at.scraped(1);
  expect(at.values(/ a\{/)).not.toContain('stale');
  await at.scraper.use([target(at.url, { paused: true })]);
  expect(at.scraper.statuses[0]?.state).toBe('paused');
  expect(at.values(/ a\{/).at(-1)).toBe('stale');
});

test('a target is asked as Prometheus asks: formats, gzip, timeout, who asks; secrets stay with their host', async () => {
  const other = await stage(text('a 1\n'));
  const at = await stage((request, response) => {
    if (request.url === '/metrics') {
      response.writeHead(302, { Location: '/moved' }).end();
      return;
    }
    if (request.url === '/moved') {
      response.setHeader('Content-Type', 'application/openmetrics-text; version=1.0.0; charset=utf-8');
      response.setHeader('Content-Encoding', 'gzip');
      response.end(gzipSync('# TYPE a counter\na_total 4\na_created 1700000000\n# EOF\n'));
    }
  });
  await at.scraper.use([
    target(at.url, { auth: { kind: 'bearer', token: 's3cret' }, headers: [{ name: 'X-Scope', value: 'dev' }] }),
  ]);
  const status = await at.scraped();
  expect(status).toMatchObject({ state: 'up', format: 'openmetrics', samples: 1 });
  const { headers } = at.requests[1] as IncomingMessage;
  expect(headers.accept).toMatch(/^application\/openmetrics-text;version=1\.0\.0;escaping=allow-utf-8;q=0\.5,/);
  expect(headers).toMatchObject({
    'accept-encoding': 'gzip',
    'x-prometheus-scrape-timeout-seconds': '0.5',
    authorization: 'Bearer s3cret',
    'x-scope': 'dev',
  });
  expect(headers.origin).toBeUndefined();
  at.answer = (_, response) => void response.writeHead(307, { Location: other.url }).end();
  await at.scraped(1);
  await vi.waitFor(() => expect(other.requests.length).toBeGreaterThan(0), { timeout: 40_000 });
  expect(other.requests[0]?.headers.authorization).toBeUndefined();
  expect(other.requests[0]?.headers['x-scope']).toBeUndefined();
});

test.each([
  ['a page that never ends in time', (): void => undefined, /no whole answer within 0\.5 s/],
  ['a page that cannot be read', text('a 1\nb{ 2\n'), /^line 2 of its page cannot be read: /],
  ['a page without a Content-Type where that is wanted', text('a 1\n', 'text/html'), /says no format of metrics/],
  ['a web page', text('\n<!doctype html><title>x</title>', 'text/html'), /^it is a web page, not metrics$/],
  ['a web page that calls itself text', text('<html></html>', 'text/plain'), /^it is a web page, not metrics$/],
] as const)('%s is a failure with words', async (_, answer, reason) => {
  const at = await stage(answer);
  await at.scraper.use([target(at.url, { fallback: 'none' })]);
  expect((await at.scraped()).failure?.reason).toMatch(reason);
  expect(at.ends[0]).toMatchObject({ failed: true, stored: 0, message: expect.stringMatching(reason) });
});

test('nothing that listens, and a target that cannot be one', async () => {
  const at = await stage(text('a 1\n'));
  await at.scraper.use([target('http://127.0.0.1:1/metrics')]);
  expect((await at.scraped()).failure).toEqual({
    reason: 'nothing listens on 127.0.0.1:1',
    advice: 'Is the process running, and is this its port for metrics?',
  });
  await at.scraper.use([target('ftp://x/')]);
  expect(at.scraper.statuses[0]).toMatchObject({ state: 'down', failure: { advice: 'Edit the target.' } });
});

test('a trial stores nothing and tells what it found', async () => {
  let orders = 9;
  const at = await stage((request, response) =>
    text(`# TYPE orders counter\norders{a="1"} ${orders--}\norders{a="2"} 1\n`, 'text/html')(request, response),
  );
  const trial = await tryTarget(target(at.url, { intervalSeconds: 5, timeoutSeconds: 5 }), decoders);
  expect(trial).toMatchObject({
    kind: 'read',
    samples: 2,
    families: [{ name: 'orders', type: 'counter', series: 2 }],
    note: expect.stringContaining('read as text'),
  });
  expect(trial.findings.map(({ rule }) => rule).toSorted()).toEqual(['counter-falls', 'counter-suffix', 'no-help']);
});
