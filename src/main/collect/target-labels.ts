// Labels of a scraped series: the target's own and those that say where it was scraped. Where both have a name, one moves.
import type { SeriesLabels } from '../../contract/sample-batch.ts';
import { instanceOf, type ScrapeTarget } from '../../contract/scrape.ts';

export function targetLabels(target: ScrapeTarget): SeriesLabels {
  const labels = new Map([
    ...target.labels.map(({ name, value }): [string, string] => [name, value]),
    ['job', target.job],
    ['instance', instanceOf(target)],
  ]);
  return [...labels].filter(([, value]) => value !== '');
}

/**
 * @param exposed with `__name__`, without empty values
 * @param honor the exposed label wins; otherwise it gets as many `exported_` as it needs to be alone
 */
export function scrapedLabels(exposed: SeriesLabels, target: SeriesLabels, honor: boolean): SeriesLabels {
  const labels = new Map(exposed);
  if (honor) {
    for (const [name, value] of target) if (!labels.has(name)) labels.set(name, value);
    return [...labels];
  }
  const taken = new Set(target.map(([name]) => name));
  const conflicts = exposed.filter(([name]) => taken.has(name)).toSorted(([a], [b]) => a.length - b.length);
  for (const [name, value] of target) labels.set(name, value);
  for (const [name, value] of conflicts) {
    let free = `exported_${name}`;
    while (labels.has(free)) free = `exported_${free}`;
    labels.set(free, value);
  }
  return [...labels];
}
