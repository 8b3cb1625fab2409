// Shared by the tests of exposition readers: a page as plain lines, `name{labels} value @time from start`.
import type { ExpositionFormat, ExpositionReader, NameEscaping } from '../../../../src/contract/exposition.ts';
import { createExpositionReader } from '../../../../src/main/decode/exposition/exposition-reader.ts';

export function readPage(
  page: string | Uint8Array,
  format: ExpositionFormat = 'text',
  reader: ExpositionReader = createExpositionReader(),
  escaping: NameEscaping = 'allow-utf-8',
): readonly string[] | string {
  const bytes = typeof page === 'string' ? new TextEncoder().encode(page) : page;
  const result = reader.read(bytes, { format, escaping });
  if (result.kind === 'failed') return `${result.failure.line}: ${result.failure.reason}`;
  const { count, series, values, times, starts, histograms, exemplars = [] } = result.value;
  return Array.from({ length: count }, (_, i) => {
    const { labels, meta } = reader.series(series[i] as number);
    const text = labels.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(',');
    const histogram = histograms?.get(i);
    const own = exemplars.filter(({ sample }) => sample === i);
    return [
      `${meta.type} ${meta.family}${meta.unit === '' ? '' : `[${meta.unit}]`} {${text}}`,
      histogram === undefined ? String(values[i]) : JSON.stringify(histogram, columnsAsLists),
      ...(times === undefined || Number.isNaN(times[i]) ? [] : [`@${times[i]}`]),
      ...(starts === undefined || starts[i] === 0 ? [] : [`from ${starts[i]}`]),
      ...own.map((one) => `# ${JSON.stringify(one.labels)} ${one.value} ${one.time}`),
    ].join(' ');
  });
}

function columnsAsLists(_: string, value: unknown): unknown {
  return value instanceof Float64Array || value instanceof Int32Array ? [...value] : value;
}
