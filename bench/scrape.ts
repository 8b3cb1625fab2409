// What it costs to scrape 10,000 series every second: CPU of the whole engine while it does, against the same engine idle.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newTarget, type ScrapeTarget } from '../src/contract/scrape.ts';
import { defaultSettings } from '../src/contract/runs.ts';
import { createExpositionReader } from '../src/main/decode/exposition/exposition-reader.ts';
import { benchFolder, startEngine } from './lib/engine.ts';
import { median, round } from './lib/statistics.ts';

const seconds = 30;

export async function benchScrape(): Promise<Record<string, unknown>> {
  const pages = Array.from({ length: 60 }, (_, second) => Buffer.from(pageOf(second)));
  const read = readMillis(pages);
  let served = 0;
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/plain; version=0.0.4');
    response.end(pages[served++ % pages.length]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const idle = await cpuPercent([]);
  const url = `http://127.0.0.1:${port}/metrics`;
  const scraping = await cpuPercent([
    { ...newTarget, id: 'bench', job: 'bench', url, intervalSeconds: 1, timeoutSeconds: 1 },
  ]);
  server.close();
  const result = {
    seriesOfPage: 10_000,
    pageKilobytes: Math.round((pages[0]?.length ?? 0) / 1000),
    ...read,
    idleCpuPercentOfOneCore: round(idle, 2),
    scrapingCpuPercentOfOneCore: round(scraping, 2),
    scrapes: served,
  };
  console.log(JSON.stringify(result));
  return result;
}

async function cpuPercent(targets: readonly ScrapeTarget[]): Promise<number> {
  const folder = benchFolder();
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ ...defaultSettings, targets }));
  const engine = await startEngine({ folder });
  // The first scrapes ask for references, and what runs often is compiled.
  await wait(8000);
  const before = engine.cpuMillis();
  await wait(seconds * 1000);
  const percent = (engine.cpuMillis() - before) / (seconds * 10);
  const stored = await seriesStored(engine.ready.ui, engine.ready.token);
  if (stored !== targets.length * 10_000) throw new Error(`${stored} series were stored`);
  await engine.stop();
  engine.remove();
  return percent;
}

/** Counter, gauge and histogram series that have a sample now. */
async function seriesStored(ui: string, token: string): Promise<number> {
  const query = 'count({job="bench",pod!=""}) + count({job="bench",route!=""})';
  const response = await fetch(`${ui}/prometheus/api/v1/query?query=${encodeURIComponent(query)}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  const { data } = (await response.json()) as { data: { result: readonly { value: readonly [number, string] }[] } };
  return Number(data.result[0]?.value[1] ?? 0);
}

function readMillis(pages: readonly Uint8Array[]): Record<string, number> {
  const reader = createExpositionReader();
  const times = pages.map((page) => {
    const began = performance.now();
    reader.read(page, { format: 'text', escaping: 'allow-utf-8' });
    return performance.now() - began;
  });
  return { firstReadMillis: round(times[0] ?? 0, 1), nextReadMillis: round(median(times.slice(5)), 2) };
}

/** 4,000 counters, 2,000 gauges, 250 histograms of 16 series; of counters and gauges 40 in a hundred stand still. */
function pageOf(second: number): string {
  const lines: string[] = [];
  const moving = (i: number): number => (i % 5 < 2 ? 0 : second);
  lines.push('# HELP requests_total Requests that were answered.', '# TYPE requests_total counter');
  for (let i = 0; i < 4000; i++)
    lines.push(
      `requests_total{service="service-${i % 20}",pod="pod-${Math.floor(i / 80)}",code="${200 + (Math.floor(i / 20) % 4)}"} ${i * 13 + moving(i) * 7}`,
    );
  lines.push('# TYPE memory_bytes gauge');
  for (let i = 0; i < 2000; i++)
    lines.push(`memory_bytes{service="service-${i % 20}",pod="pod-${i}",kind="heap"} ${1_000_000 + i * moving(i)}`);
  lines.push('# TYPE request_duration_seconds histogram');
  for (let i = 0; i < 250; i++) {
    const labels = `service="service-${i % 20}",route="/api/v1/resources/${i}"`;
    for (let bucket = 0; bucket < 14; bucket++)
      lines.push(
        `request_duration_seconds_bucket{${labels},le="${bucket === 13 ? '+Inf' : (bucket + 1) / 10}"} ${(bucket + 1) * (second + i)}`,
      );
    lines.push(`request_duration_seconds_sum{${labels}} ${(second + i) * 3}`);
    lines.push(`request_duration_seconds_count{${labels}} ${14 * (second + i)}`);
  }
  return `${lines.join('\n')}\n`;
}
