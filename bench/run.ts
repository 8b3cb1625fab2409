// Runs the benches named on the command line (all of them without names) and keeps their figures in bench/results.json.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { machineFacts } from './lib/machine.ts';

const benches: Readonly<Record<string, () => Promise<Record<string, unknown>>>> = {
  ingest: async () => (await import('./ingest.ts')).benchIngest(),
  import: async () => (await import('./import.ts')).benchImport(),
  'import-memory': async () => (await import('./import-memory.ts')).benchImportMemory(),
  scrape: async () => (await import('./scrape.ts')).benchScrape(),
  start: async () => (await import('./start-idle-memory.ts')).benchStartIdleMemory(),
  queries: async () => (await import('./queries.ts')).benchQueries(1_000_000),
  'queries-10m': async () => (await import('./queries.ts')).benchQueries(10_000_000),
  dashboards: async () => (await import('./dashboards.ts')).benchDashboards(),
  analysis: async () => (await import('./analysis.ts')).benchAnalysis(),
  'llama-stack': async () => (await import('./llama-stack.ts')).benchLlamaStack(),
  logs: async () => (await import('./query-logs.ts')).benchQueryLogs(5_000_000),
  'logs-tail': async () => (await import('./logs-tail.ts')).benchLogsTail(),
  'metrics-page': async () => (await import('./metrics-page.ts')).benchMetricsPage(),
  'metrics-store': async () => (await import('./metrics-store.ts')).benchMetricsStore(),
  profiles: async () => (await import('./profiles.ts')).benchProfiles(),
  search: async () => (await import('./search.ts')).benchSearch(1_000_000),
  allocations: async () => (await import('./allocations.ts')).benchAllocations(),
  'promql-run': async () => (await import('./promql-run.ts')).benchPromqlRun(),
  promql: async () => (await import('./promql.ts')).benchPromql(),
  export: async () => (await import('./export.ts')).benchExport(),
  'sessions-list': async () => (await import('./sessions-list.ts')).benchSessionsList(),
  'session-timeline': async () => (await import('./session-timeline.ts')).benchSessionTimeline(),
  'streamkit-feed': async () => (await import('./streamkit-feed.ts')).benchStreamkitFeed(60),
  waterfall: async () => (await import('./waterfall.ts')).benchWaterfall(),
};

const file = join(import.meta.dirname, 'results.json');
const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`no bench named ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`);
  process.exit(1);
}
const kept: Record<string, unknown> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
for (const [name, bench] of Object.entries(benches)) {
  if (names.length > 0 && !names.includes(name)) continue;
  console.log(`== ${name}`);
  const figures = await bench();
  // Some need files that are not here.
  if (Object.keys(figures).length === 0) continue;
  kept[name] = { measured: new Date().toISOString().slice(0, 10), ...figures };
  kept['machine'] = machineFacts();
  writeFileSync(file, `${JSON.stringify(kept, undefined, 2)}\n`);
}
