// Rows of CSV: quoting as RFC 4180 has it, and no text that a spreadsheet would take for a formula.
import { expect, test } from 'vitest';
import { unixNanos } from '../../../src/contract/time.ts';
import type { SpanId, TraceId } from '../../../src/contract/ids.ts';
import { csvHeader, csvRows } from '../../../src/main/encode/csv-columns.ts';
import { csvRow } from '../../../src/main/encode/csv.ts';

test.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "x"', '"say ""x"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', "'=1+1"],
  ['+49 30', "'+49 30"],
  ['-x', "'-x"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\tx"],
  ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  [-5, '-5'],
  [-5n, '-5'],
  [undefined, ''],
  [true, 'true'],
])('%s is written as %s', (cell, text) => {
  expect(csvRow([cell, 'x'])).toBe(`${text},x\r\n`);
});

test('a span with the attributes that were asked for', () => {
  const group = {
    signal: 'traces' as const,
    resource: {
      attributes: [
        { key: 'service.name', value: 'shop' },
        { key: 'host.name', value: 'box' },
      ],
      droppedAttributes: 0,
      schemaUrl: '',
    },
    scope: { name: 'lib', version: '', attributes: [], droppedAttributes: 0, schemaUrl: '' },
    items: [
      {
        traceId: '0af7651916cd43dd8448eb211c80319c' as TraceId,
        spanId: 'b7ad6b7169203331' as SpanId,
        parentId: undefined,
        traceState: '',
        name: 'GET /',
        kind: 2,
        start: unixNanos(1_767_225_600_000_000_001n),
        end: unixNanos(1_767_225_600_000_000_000n),
        flags: 0,
        statusCode: 2,
        statusMessage: 'no',
        attributes: [
          { key: 'n', value: -3n },
          { key: 'list', value: ['a', 1n] },
        ],
        droppedAttributes: 0,
        events: [],
        droppedEvents: 0,
        links: [],
        droppedLinks: 0,
      },
    ],
  };
  const chosen = ['n', 'resource.host.name', 'absent'];
  expect(csvHeader('spans', chosen)).toMatch(/,events,links,n,resource\.host\.name,absent\r\n$/);
  expect(csvRows([group], chosen)).toBe(
    '0af7651916cd43dd8448eb211c80319c,b7ad6b7169203331,,shop,GET /,server,2026-01-01T00:00:00.000000001Z,' +
      '1767225600000000001,-1,error,no,,lib,0,0,-3,box,\r\n',
  );
  expect(csvRows([group], [])).toContain('"{""n"":-3,""list"":[""a"",1]}"');
});
