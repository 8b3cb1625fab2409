// How a page is read: by what its Content-Type says, else by what the target was set to. What is HTML is told as such, whatever it
// calls itself: no line of metrics begins like a tag.
import type { ExpositionType } from '../../contract/exposition.ts';
import type { ScrapeFailure, ScrapeTarget } from '../../contract/scrape.ts';
import type { ScrapeParts } from './scrape-parts.ts';

export type PageType =
  | { readonly kind: 'ok'; readonly type: ExpositionType; readonly note: string }
  | ({ readonly kind: 'failed' } & ScrapeFailure);

export function pageType(
  contentType: string | undefined,
  { fallback }: Pick<ScrapeTarget, 'fallback'>,
  typeOf: ScrapeParts['typeOf'],
  page: Uint8Array,
): PageType {
  const type = typeOf(contentType);
  if ((type?.format ?? fallback) !== 'protobuf' && beginsWithTag(page))
    return {
      kind: 'failed',
      reason: 'it is a web page, not metrics',
      advice: 'Is this the address of the metrics? They are often at /metrics.',
    };
  if (type !== undefined) return { kind: 'ok', type, note: '' };
  const sent =
    contentType === undefined ? 'sends no Content-Type' : `sends the Content-Type ${JSON.stringify(contentType)}`;
  if (fallback === 'none')
    return {
      kind: 'failed',
      reason: `it ${sent}, which says no format of metrics`,
      advice: 'Is this the address of the metrics? If so, set a format for pages without a usable Content-Type.',
    };
  return {
    kind: 'ok',
    type: { format: fallback, escaping: 'allow-utf-8' },
    note: `The target ${sent}; the page was read as ${fallback}. Prometheus 3 refuses it without fallback_scrape_protocol.`,
  };
}

function beginsWithTag(page: Uint8Array): boolean {
  return /^\uFEFF?\s*<[!a-z?]/i.test(Buffer.from(page.subarray(0, 256)).toString('utf8'));
}
