// Events and metrics that are stored together. What fills a batch waits until it is stored, which is the back-pressure.
import type { MetricRecord } from '../../../contract/metric-records.ts';
import type { LogItem, RecordGroup } from '../../../contract/otlp-records.ts';
import { eventGroup, resourceNamed } from '../../../contract/event-records.ts';
import { metricGroup } from '../metric-points.ts';

/** Records, and UTF-16 units of the frames that they came in, that are worth a request. */
const fullRecords = 500;
const fullUnits = 1024 ** 2;

export class RecordBatch {
  readonly #service: string;
  readonly #emit: (groups: readonly RecordGroup[]) => Promise<void>;
  #items: LogItem[] = [];
  #metrics: MetricRecord[] = [];
  #units = 0;
  #storing: Promise<void> = Promise.resolve();

  constructor(service: string, emit: (groups: readonly RecordGroup[]) => Promise<void>) {
    this.#service = service;
    this.#emit = emit;
  }

  get full(): boolean {
    return this.#items.length + this.#metrics.length >= fullRecords || this.#units >= fullUnits;
  }

  /** @param units size of the frame that they came in, where they did */
  add(items: readonly LogItem[], metrics: readonly MetricRecord[] = [], units = 0): void {
    this.#items.push(...items);
    this.#metrics.push(...metrics);
    this.#units += units;
  }

  /** Resolves when all that was added is stored. */
  flush(): Promise<void> {
    const [items, metrics] = [this.#items, this.#metrics];
    if (items.length + metrics.length === 0) return this.#storing;
    const groups: RecordGroup[] = [];
    if (items.length > 0) groups.push(eventGroup(this.#service, items));
    if (metrics.length > 0) groups.push(metricGroup(resourceNamed(this.#service), metrics));
    this.#items = [];
    this.#metrics = [];
    this.#units = 0;
    this.#storing = this.#storing.then(() => this.#emit(groups));
    return this.#storing;
  }
}
