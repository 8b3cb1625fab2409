// The live tail of the logs page in a real browser while 5,000 records a second arrive for fifteen seconds, with a run of
// 200,000 records behind it: intervals between frames, main-thread work, how often the lines changed, and how old the
// newest line is when it is shown. Then the same while the reader holds the list.
import type { CDPSession, Page } from 'playwright-core';
import { encodeOtlpProtobuf } from '../src/main/encode/otlp-protobuf.ts';
import { unixNanosOfMillis } from '../src/contract/time.ts';
import type { LogItem, RecordGroup } from '../src/contract/otlp-records.ts';
import { startEngine } from './lib/engine.ts';
import { installProbe, readFrames, startFrames } from './lib/frame-probe.ts';
import { openUi } from './lib/page.ts';
import { topFunctions } from './lib/profile.ts';
import { httpExporter, type Exporter } from './lib/send.ts';
import { median, percentile, round } from './lib/statistics.ts';

const perSecond = 5000;
const perRequest = 100;
const seconds = 15;
const behind = 200_000;

const words = ['cart', 'stock', 'price', 'order', 'session', 'refund', 'parcel', 'coupon'];

function item(number: number, millis: number): LogItem {
  const severity = number % 97 === 0 ? 17 : number % 31 === 0 ? 13 : number % 5 === 0 ? 5 : 9;
  return {
    time: unixNanosOfMillis(millis),
    observed: unixNanosOfMillis(millis),
    severity,
    severityText: severity === 17 ? 'ERROR' : severity === 13 ? 'WARN' : severity === 5 ? 'DEBUG' : 'INFO',
    body: `${words[number % words.length]} ${number} handled for customer ${number % 4711} in ${number % 230} ms`,
    attributes: [
      { key: 'http.route', value: `/api/${words[number % words.length]}` },
      { key: 'number', value: BigInt(number) },
    ],
    droppedAttributes: 0,
    flags: 0,
    traceId: undefined,
    spanId: undefined,
    eventName: '',
  };
}

/** Records from `first` on, made at `millis`, in `services` resources. */
function request(first: number, millis: number): Uint8Array {
  const services = 4;
  const groups = Array.from({ length: services }, (_, service): RecordGroup => ({
    signal: 'logs',
    resource: {
      attributes: [{ key: 'service.name', value: `service-${service}` }],
      droppedAttributes: 0,
      schemaUrl: '',
    },
    scope: { name: 'bench', version: '1', attributes: [], droppedAttributes: 0, schemaUrl: '' },
    items: Array.from({ length: perRequest / services }, (_unused, i) => item(first + i * services + service, millis)),
  }));
  return encodeOtlpProtobuf(groups);
}

/** Sends at the rate for the time and answers how many records were sent. */
async function stream(exporter: Exporter, first: number): Promise<number> {
  const began = performance.now();
  const gap = (1000 * perRequest) / perSecond;
  const pending: Promise<void>[] = [];
  let sent = 0;
  for (; sent * gap < seconds * 1000; sent++) {
    const rest = began + sent * gap - performance.now();
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
    pending.push(exporter.send(request(first + sent * perRequest, Date.now())));
  }
  await Promise.all(pending);
  return sent * perRequest;
}

interface Watched {
  readonly frames: number;
  readonly framesPerSecond: number;
  readonly medianMillis: number;
  readonly p95Millis: number;
  readonly p99Millis: number;
  readonly longTasks: number;
  readonly longestTaskMillis: number;
  /** Time that tasks of the main thread took, and processor time of that thread, which other programs cannot add to. */
  readonly mainThreadPercent: number;
  readonly processorPercent: number;
  readonly sent: number;
}

async function watch(page: Page, client: CDPSession, run: () => Promise<number>): Promise<Watched> {
  await startFrames(page);
  const before = await threadSeconds(client);
  const began = performance.now();
  const sent = await run();
  const wall = (performance.now() - began) / 1000;
  const after = await threadSeconds(client);
  const { intervals, longTasks } = await readFrames(page);
  return {
    frames: intervals.length,
    framesPerSecond: round(intervals.length / wall),
    medianMillis: round(median(intervals)),
    p95Millis: round(percentile(intervals, 95)),
    p99Millis: round(percentile(intervals, 99)),
    longTasks: longTasks.length,
    longestTaskMillis: Math.round(Math.max(0, ...longTasks)),
    mainThreadPercent: round((100 * (after.tasks - before.tasks)) / wall),
    processorPercent: round((100 * (after.processor - before.processor)) / wall),
    sent,
  };
}

async function threadSeconds(client: CDPSession): Promise<{ readonly tasks: number; readonly processor: number }> {
  const { metrics } = await client.send('Performance.getMetrics');
  const of = (wanted: string): number => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  return { tasks: of('TaskDuration'), processor: of('ThreadTime') };
}

/** Counts changes of the last line, and how old its record is each time; read by `lags`. */
async function watchLastLine(page: Page): Promise<void> {
  await page.evaluate(() => {
    const lags: number[] = [];
    (window as unknown as { lags: number[] }).lags = lags;
    let last = '';
    const look = (): void => {
      const rows = [
        ...document.querySelectorAll('[role="grid"][aria-label="Log records"] [role="row"][aria-selected]'),
      ];
      const newest = rows.reduce<string>((most, row) => {
        const time = row.querySelector('time')?.dateTime ?? '';
        return time > most ? time : most;
      }, '');
      if (newest !== '' && newest !== last) lags.push(Date.now() - Date.parse(newest));
      last = newest;
      setTimeout(look, 20);
    };
    look();
  });
}

const lags = (page: Page): Promise<number[]> =>
  page.evaluate(() => (window as unknown as { lags: number[] }).lags.splice(0));

export async function benchLogsTail(): Promise<Record<string, unknown>> {
  const engine = await startEngine();
  const exporter = httpExporter({ target: engine.ready.otlp_http, signal: 'logs' });
  const start = Date.now() - 600_000;
  for (let at = 0; at < behind; at += perRequest) await exporter.send(request(at, start + at / 400));
  const page = await openUi(engine.ready.ui, engine.ready.token, '/logs');
  page.setDefaultTimeout(60_000);
  await installProbe(page);
  await page.getByText(/^200,000 records$/).waitFor();
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  await watchLastLine(page);
  await lags(page);
  const following = await watch(page, client, () => stream(exporter, behind));
  const seen = await lags(page);
  const shown = await page.locator('header h1 + span').textContent();
  const passed = await page.getByText(/passed too fast/).allTextContents();

  await client.send('Profiler.enable');
  await client.send('Profiler.start');
  await stream(exporter, behind);
  const { profile } = await client.send('Profiler.stop');

  await page.getByRole('grid', { name: 'Log records' }).hover();
  await page.mouse.wheel(0, -3000);
  await page.getByText('Held', { exact: true }).waitFor();
  const holding = await watch(page, client, () => stream(exporter, behind));
  const resume = await page.getByRole('button', { name: /^Resume/ }).textContent();
  exporter.close();
  await page.context().browser()?.close();
  await engine.stop();
  engine.remove();
  const result = {
    recordsPerSecond: perSecond,
    seconds,
    painting: 'software (headless Chromium, no GPU), 1440x900',
    following: {
      ...following,
      changesOfLines: seen.length,
      lagMillisMedian: Math.round(median(seen)),
      lagMillisP95: Math.round(percentile(seen, 95)),
      shownAtTheEnd: shown,
      toldAsTooFast: passed,
    },
    holding: { ...holding, resume },
    busiestFunctions: topFunctions(profile, 10),
  };
  console.log(JSON.stringify(result, undefined, 2));
  return result;
}
