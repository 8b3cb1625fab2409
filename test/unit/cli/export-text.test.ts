// What is said of an export that is done: how much, or why nothing.
import { describe, expect, it } from 'vitest';
import type { ExportOrder } from '../../../src/contract/exports.ts';
import { parseTraceId, runId } from '../../../src/contract/ids.ts';
import { unixNanos } from '../../../src/contract/time.ts';
import { emptyWords, writtenWords } from '../../../src/main/cli/export-text.ts';

const traceId = parseTraceId('0123456789abcdef0123456789abcdef');
if (traceId === undefined) throw new Error('a trace id');
const order = (more: Partial<ExportOrder> = {}): ExportOrder => ({
  run: runId('r'),
  what: { kind: 'run' },
  format: 'otlp-jsonl',
  signal: 'all',
  gzip: false,
  redact: '',
  ...more,
});
const run = {
  name: 'shop\u001b[2J',
  startedAt: unixNanos(0n),
  traces: 0,
  spans: 0,
  logs: 12,
  samples: 0,
  profiles: 0,
  evicted: { spans: 0, logs: 2, samples: 0, profiles: 0 },
};

describe('what was written', () => {
  it.each([
    [
      order(),
      { items: 1502, logs: 2, samples: 0, bytes: 1 },
      'Wrote 1,500 spans and 2 log records (1 byte) to a.json.\n',
    ],
    [order(), { items: 1, logs: 0, samples: 0, bytes: 5 }, 'Wrote 1 span (5 bytes) to a.json.\n'],
    [order(), { items: 1, logs: 1, samples: 0, bytes: 5 }, 'Wrote 1 log record (5 bytes) to a.json.\n'],
    [
      order(),
      { items: 1513, logs: 2, samples: 11, bytes: 1 },
      'Wrote 1,500 spans and 2 log records and 11 samples (1 byte) to a.json.\n',
    ],
    [
      order({ format: 'csv', table: 'traces', signal: 'traces' }),
      { items: 3, logs: 0, samples: 0, bytes: 1234 },
      'Wrote 3 traces (1,234 bytes) to a.json.\n',
    ],
  ])('is counted by kind (%#)', (asked, counts, words) => {
    expect(writtenWords(asked, counts, 'a.json')).toBe(words);
  });
});

describe('nothing', () => {
  it('tells what the run holds instead, without what would move the cursor', () => {
    const words = emptyWords(order({ signal: 'traces' }), run, 'a.json');
    expect(words).toMatch(
      /^Nothing was exported; a\.json is without records\. The run holds no spans, only log records/,
    );
    expect(words).toContain('--signal logs');
    expect(words).toContain(
      'holds 0 spans, 10 log records and 0 samples (0 spans, 2 log records and 0 samples were evicted',
    );
    expect(words).not.toContain('\u001b');
  });

  it.each([
    [order({ what: { kind: 'run' }, signal: 'all' }), 'The run is empty.'],
    [
      order({ what: { kind: 'search', where: ' service = shop ' }, signal: 'traces' }),
      'No trace fits --where service = shop.',
    ],
    [
      order({ what: { kind: 'search', where: '', from: unixNanos(1_000_000_000n) }, signal: 'logs' }),
      'No log record lies at or behind --from 1970-01-01T00:00:01',
    ],
    [
      order({ what: { kind: 'search', where: 'x', from: unixNanos(2_000_000_000n), to: unixNanos(1_000_000_000n) } }),
      '(which is before --from)',
    ],
    [
      order({ what: { kind: 'traces', traceIds: [traceId] }, signal: 'logs' }),
      'No log record of the run names the trace.',
    ],
    [order({ what: { kind: 'spans', traceId, spanIds: [], subtree: false }, signal: 'traces' }), 'no such spans'],
  ])('has a reason (%#)', (asked, words) => {
    expect(emptyWords(asked, run, '-')).toContain(words);
  });
});
