// Scrapes a target twice, a moment apart, stores nothing, and says what was found and what is wrong with it.
import { setTimeout as wait } from 'node:timers/promises';
import type { Exposition, ExpositionReader } from '../../contract/exposition.ts';
import { targetTrouble, type FoundFamily, type ScrapeTarget, type TargetTrial } from '../../contract/scrape.ts';
import { fetchPage } from './fetch-page.ts';
import { pageType } from './page-type.ts';
import { unreadable } from './scrape-loop.ts';
import { maxPageBytes, type ScrapeParts } from './scrape-parts.ts';
import { scrapeHeaders } from './scrape-request.ts';

const betweenMillis = 300;
const mostFamilies = 500;

export async function tryTarget(
  target: ScrapeTarget,
  parts: Pick<ScrapeParts, 'newReader' | 'typeOf' | 'lint'>,
): Promise<TargetTrial> {
  const trouble = targetTrouble(target);
  if (trouble !== undefined) return { kind: 'failed', reason: trouble, advice: '', findings: [] };
  const request = {
    url: target.url,
    headers: scrapeHeaders(target),
    timeoutMillis: target.timeoutSeconds * 1000,
    maxBytes: maxPageBytes,
    signal: new AbortController().signal,
  };
  const first = await fetchPage(request);
  if (first.kind === 'failed') return { ...first, findings: [] };
  await wait(betweenMillis);
  const began = performance.now();
  const second = await fetchPage(request);
  const durationMillis = performance.now() - began;
  if (second.kind === 'failed') return { ...second, findings: [] };
  const read = pageType(second.contentType, target, parts.typeOf, second.bytes);
  if (read.kind === 'failed') return { ...read, findings: [] };
  const findings = parts.lint(second.bytes, read.type, first.bytes);
  const reader = parts.newReader();
  const page = reader.read(second.bytes, read.type);
  if (page.kind === 'failed') return { kind: 'failed', ...unreadable(page.failure), findings };
  const families = familiesOf(page.value, reader);
  const { sampleLimit } = target;
  const { count } = page.value;
  return {
    kind: 'read',
    contentType: second.contentType ?? '',
    format: read.type.format,
    bytes: second.bytes.length,
    durationMillis,
    samples: count,
    families: families.slice(0, mostFamilies),
    familyCount: families.length,
    findings,
    note:
      sampleLimit > 0 && count > sampleLimit
        ? `The page has ${count} samples, more than the limit of ${sampleLimit}: its scrapes will fail.`
        : read.note,
  };
}

/** Most series first. */
function familiesOf(page: Exposition, reader: ExpositionReader): FoundFamily[] {
  const series = new Map<string, FoundFamily>();
  const seen = new Set<number>();
  for (const number of page.series) {
    if (seen.has(number)) continue;
    seen.add(number);
    const { family, type, unit, help } = reader.series(number).meta;
    series.set(family, { name: family, type, unit, help, series: (series.get(family)?.series ?? 0) + 1 });
  }
  return [...series.values()].toSorted((a, b) => b.series - a.series || (a.name < b.name ? -1 : 1));
}
