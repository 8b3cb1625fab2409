// What redaction takes out of a run is nowhere in the new file: not in its bytes, its columns, its filters, its tables.
import { join } from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import { zstdDecompressSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ExportFormat, ExportOrder } from '../../../src/contract/exports.ts';
import { runId } from '../../../src/contract/ids.ts';
import { createJournalDecoder } from '../../../src/main/engine/decode-journal.ts';
import { exportPieces } from '../../../src/main/engine/export-pieces.ts';
import { previewRedaction } from '../../../src/main/engine/export-preview.ts';
import { openRunReader } from '../../../src/main/store/reader.ts';
import { logsType, type Plain, tracesType } from '../../support/otlp-oracle.ts';
import { makeTraceRequest } from '../../support/otlp-payloads.ts';
import { RunFile } from '../../support/run-file.ts';
import { dumpRun } from '../../support/telemetry-dump.ts';

const secret = 'hunter2-SeCrEt-9371';
const rules = `
remove any password
replace span,event,link /^auth\\./
replace resource,scope *.token
remove log user.*
remove any key-${secret}
replace text /hunter2-\\S+?-\\d+/
`;
const file = new RunFile();
const text = (value: string): Plain => ({ stringValue: value });
const map = (values: Record<string, Plain>): Plain => ({
  kvlistValue: { values: Object.entries(values).map(([key, value]) => ({ key, value })) },
});
const attributes = (values: Record<string, Plain>): Plain[] =>
  Object.entries(values).map(([key, value]) => ({ key, value }));

const own = {
  password: text(secret),
  kept: text('visible'),
  nested: map({ deeper: map({ password: text(secret) }), list: { arrayValue: { values: [text(`a ${secret} b`)] } } }),
  [`key-${secret}`]: text('value of a key that is itself one'),
};
const owners = {
  resource: { attributes: attributes({ 'service.name': text('shop'), 'vault.token': text(secret) }) },
  scope: { name: `lib ${secret}`, attributes: attributes({ 'scope.token': text(secret) }) },
};
const spans = {
  resourceSpans: [
    {
      resource: owners.resource,
      scopeSpans: [
        {
          scope: owners.scope,
          spans: [
            {
              traceId: new Uint8Array(16).fill(7),
              spanId: new Uint8Array(8).fill(7),
              name: `GET /login?p=${secret}`,
              traceState: `x=${secret}`,
              status: { code: 2, message: `bad password ${secret}` },
              attributes: attributes({ ...own, 'auth.bytes': { bytesValue: Buffer.from(secret) } }),
              events: [{ name: `said ${secret}`, attributes: attributes({ 'auth.header': text(secret) }) }],
              links: [
                {
                  traceId: new Uint8Array(16).fill(8),
                  spanId: new Uint8Array(8).fill(8),
                  traceState: secret,
                  attributes: attributes({ 'auth.link': text(secret) }),
                },
              ],
            },
          ],
        },
      ],
    },
  ],
};
const logs = {
  resourceLogs: [
    {
      resource: owners.resource,
      scopeLogs: [
        {
          scope: owners.scope,
          logRecords: [
            { body: text(`login with ${secret} failed`), severityText: secret, attributes: attributes(own) },
            {
              body: map({ password: text(secret), ok: text('yes') }),
              attributes: attributes({ 'user.name': text(secret) }),
            },
          ],
        },
      ],
    },
  ],
};

beforeAll(async () => {
  await file.add('traces', tracesType.encode(tracesType.fromObject(spans)).finish(), `pid:1 login ${secret}`);
  await file.add('logs', logsType.encode(logsType.fromObject(logs)).finish());
  file.seal();
  await file.add('traces', makeTraceRequest({ seed: 3, spans: 200 }));
  await file.add('traces', tracesType.encode(tracesType.fromObject(spans)).finish());
});
afterAll(() => file.remove());

async function exported(
  format: ExportFormat,
  signal: 'traces' | 'logs' | 'all',
  redact: string,
  more: Partial<ExportOrder> = {},
): Promise<Buffer> {
  const order: ExportOrder = { run: runId('x'), what: { kind: 'run' }, format, signal, gzip: false, redact, ...more };
  const pieces: Uint8Array[] = [];
  const job = { order, path: file.path, workFolder: join(file.folder, 'work') };
  for await (const { bytes } of exportPieces(job, () => undefined)) pieces.push(bytes);
  return Buffer.concat(pieces);
}

/** The file's bytes, every cell of its tables, and every column unpacked. */
function everythingIn(path: string): Uint8Array[] {
  const db = new Database(path, { readonly: true });
  const found: Uint8Array[] = [readFileSync(path)];
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[];
  for (const table of tables) {
    for (const row of db.prepare(`SELECT * FROM "${table}"`).raw().all() as unknown[][])
      for (const cell of row) found.push(Buffer.isBuffer(cell) ? cell : Buffer.from(String(cell)));
  }
  const columns = db.prepare("SELECT bytes FROM block_columns WHERE name <> 'filter'").pluck().all() as Buffer[];
  for (const bytes of columns) found.push(bytes[0] === 1 ? zstdDecompressSync(bytes.subarray(5)) : bytes.subarray(5));
  db.close();
  return found;
}

const holds = (parts: readonly Uint8Array[], needle: string): boolean =>
  parts.some((part) => Buffer.from(part).includes(needle));

test('a redacted run file has the secret nowhere', async () => {
  const path = join(file.folder, 'redacted.otter');
  writeFileSync(path, await exported('otter', 'all', ''));
  expect(holds(everythingIn(path), secret)).toBe(true);
  writeFileSync(path, await exported('otter', 'all', rules));
  const parts = everythingIn(path);
  expect(holds(parts, secret)).toBe(false);
  expect(holds(parts, 'SeCrEt')).toBe(false);
  expect(holds(parts, 'visible')).toBe(true);
  expect(dumpRun('traces', path)).toHaveLength(202);
  expect(dumpRun('traces', path).filter((one) => one.includes('[redacted]'))).toHaveLength(2);
  const reader = openRunReader(path, { decodeJournal: createJournalDecoder() });
  for (const block of reader.spanBlocks()) expect(block.mayContain('hunter2-secret')).toBe(false);
  for (const block of [...reader.spanBlocks(), ...reader.logBlocks()]) {
    for (const key of ['password', 'auth.header', 'vault.token', 'user.name'])
      expect(block.mayHold(key, secret)).toBe(false);
  }
  expect(reader.spanBlocks().some((block) => block.mayContain('visible'))).toBe(true);
  reader.close();
});

test.each([
  ['otlp-json', 'traces'],
  ['otlp-json', 'logs'],
  ['otlp-jsonl', 'all'],
  ['otlp-protobuf', 'traces'],
  ['jaeger', 'traces'],
  ['csv', 'traces'],
  ['csv', 'logs'],
] as const)('%s of %s neither', async (format, signal) => {
  const plain = await exported(format, signal, '');
  expect(plain.includes(secret) || plain.includes(Buffer.from(secret).toString('base64'))).toBe(true);
  const redacted = await exported(format, signal, rules);
  expect(redacted.includes(secret)).toBe(false);
  expect(redacted.includes(Buffer.from(secret).toString('base64'))).toBe(false);
  expect(redacted.includes('[redacted]')).toBe(true);
});

test('the table of traces neither, and its preview counts rows', async () => {
  const table = { table: 'traces' } as const;
  const plain = (await exported('csv', 'traces', '', table)).toString();
  expect(plain).toContain(`shop,GET /login?p=${secret},`);
  const redacted = (await exported('csv', 'traces', rules, table)).toString();
  expect(redacted).not.toContain(secret);
  expect(redacted).toContain('shop,GET /login?p=[redacted],');
  expect(redacted.split('\r\n')).toHaveLength(plain.split('\r\n').length);
  const named = (await exported('csv', 'traces', 'replace resource service.name', table)).toString();
  expect(named).toContain(`[redacted],GET /login?p=${secret},`);
  expect(named).toMatch(/,2,2,\[redacted\]\r\n/);
  expect(named).not.toContain('shop');
  const removed = (await exported('csv', 'traces', 'remove resource service.*', table)).toString();
  expect(removed).toContain('unknown_service,GET /login');
  expect(
    previewRedaction(
      { what: { kind: 'run' }, signal: 'traces', ...table, redact: 'replace text /hunter2/\nremove span password' },
      file.path,
      () => undefined,
    ),
  ).toMatchObject({ items: plain.split('\r\n').length - 2, rows: [{ owner: 'text', key: 'span name', count: 1 }] });
});

test('columns of CSV that were asked for neither', async () => {
  const columns = ['password', 'nested', 'resource.vault.token', 'scope.scope.token', 'auth.bytes', 'kept'];
  const plain = (await exported('csv', 'traces', '', { columns })).toString();
  expect(plain.split(secret).length).toBeGreaterThan(10);
  const redacted = (await exported('csv', 'traces', rules, { columns })).toString();
  expect(redacted).not.toContain(secret);
  expect(redacted).toContain('visible');
});

test('the preview counts what would go, with examples', () => {
  const preview = previewRedaction(
    { what: { kind: 'run' }, signal: 'all', redact: 'remove span password\nreplace body /hunter2/' },
    file.path,
    () => undefined,
  );
  expect(preview.items).toBe(204);
  expect(preview.more).toBe(0);
  expect(preview.rows).toEqual(
    [
      { line: 1, action: 'remove', owner: 'span', key: 'password', count: 2, examples: [secret] },
      { line: 1, action: 'remove', owner: 'span', key: 'nested.deeper.password', count: 2, examples: [secret] },
      { line: 2, action: 'replace', owner: 'log', key: 'body', count: 1, examples: [`login with ${secret} failed`] },
      { line: 2, action: 'replace', owner: 'log', key: 'body.password', count: 1, examples: [secret] },
    ].map((row) => row),
  );
});

test('rules that cannot be read are refused with their line', async () => {
  await expect(exported('otter', 'all', 'remove any x\nforget any y')).rejects.toMatchObject({
    code: 'bad-request',
    message: expect.stringContaining('line 2') as string,
  });
});
