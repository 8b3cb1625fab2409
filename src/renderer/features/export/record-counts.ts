// How much of each signal an export holds, in words: `1,500 spans, 2 log records and 30 samples`.
import type { ExportCounts } from '../../../contract/exports.ts';
import { plural } from '../../ui/number-text.ts';

export function recordCounts({ items, logs, samples }: ExportCounts): string {
  const spans = items - logs - samples;
  const parts = [
    ...(spans > 0 ? [plural(spans, 'span')] : []),
    ...(logs > 0 ? [plural(logs, 'log record')] : []),
    ...(samples > 0 ? [plural(samples, 'sample')] : []),
  ];
  return [parts.slice(0, -1).join(', '), parts.at(-1) ?? ''].filter((part) => part !== '').join(' and ');
}
