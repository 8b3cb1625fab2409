// A process of its own for metrics-store.ts: builds the index of a run's series from nothing, as the first question about
// metrics does after a start, and prints how long that took (JSON: `series`, `millis`).
import { MetricIndex } from '../src/main/query/metrics/metric-index.ts';
import { openRunReader } from '../src/main/store/reader.ts';

const [path = ''] = process.argv.slice(2);
const from = performance.now();
const reader = openRunReader(path, { decodeJournal: () => undefined });
const index = new MetricIndex(reader, () => undefined);
index.refresh();
const millis = performance.now() - from;
console.log(JSON.stringify({ series: index.seriesCount, millis }));
reader.close();
