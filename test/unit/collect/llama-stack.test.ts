// Llama Stack's store, followed: nothing twice, nothing lost, no lock taken, and words for what is no such store.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Collector } from '../../../src/contract/collectors.ts';
import type { RecordGroup } from '../../../src/contract/otlp-records.ts';
import type { ProblemReport } from '../../../src/contract/problems.ts';
import { unixNanosOfMillis } from '../../../src/contract/time.ts';
import { createCollectors, type Collectors } from '../../../src/main/collect/collectors.ts';
import { openKeptPlaces } from '../../../src/main/collect/kept-places.ts';
import { createLlamaStackCollector } from '../../../src/main/collect/llama-stack/collect-llama-stack.ts';
import { LlamaStackRecords } from '../../../src/main/decode/foreign/llama-stack-records.ts';
import { agentTurn, FakeLlamaStack } from '../../support/systems/llama-stack.ts';

const at = Date.UTC(2025, 7, 22, 19, 13, 20);
let folder: string;
let path: string;
let store: FakeLlamaStack | undefined;
let collectors: Collectors | undefined;
let groups: RecordGroup[];
let problems: ProblemReport[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otterscope-llama-'));
  path = join(folder, 'trace_store.db');
  groups = [];
  problems = [];
});
afterEach(async () => {
  await collectors?.close();
  store?.close();
  store = undefined;
  rmSync(folder, { recursive: true });
});

async function follow(): Promise<void> {
  collectors = createCollectors(
    { 'llama-stack': createLlamaStackCollector((nameless) => new LlamaStackRecords(nameless)) },
    {
      store: async (some) => {
        groups.push(...some);
        return { stored: some.reduce((sum, { items }) => sum + items.length, 0), lost: 0, why: '' };
      },
      report: (problem) => void problems.push(problem),
      now: () => unixNanosOfMillis(Date.now()),
      onStatus: () => undefined,
    },
    openKeptPlaces(join(folder, 'places.json'), (words) => expect.fail(words)),
  );
  const source: Collector = { kind: 'llama-stack', id: 'one', name: 'stack', service: '', paused: false, path };
  await collectors.use([source]);
}

const spans = () => groups.flatMap((group) => (group.signal === 'traces' ? group.items : []));
const logs = () => groups.flatMap((group) => (group.signal === 'logs' ? group.items : []));
const points = (name: string) =>
  groups
    .flatMap((group) => (group.signal === 'metrics' ? group.items : []))
    .flatMap((metric) => (metric.name === name && metric.kind === 'sum' ? metric.points : []));
const status = () => collectors?.statuses[0];
const soon = { timeout: 40_000, interval: 20 };

test('reads what is there and what comes, events as what they are, and nothing twice after a restart', async () => {
  store = new FakeLlamaStack(path);
  store.fill(agentTurn(1, at));
  await follow();
  await expect.poll(() => spans().length, soon).toBe(3);
  const [inference] = spans();
  expect(inference).toMatchObject({
    name: 'inference',
    events: [],
    statusCode: 1,
    start: BigInt(at + 100) * 1_000_000n,
  });
  expect(groups[0]?.resource.attributes).toEqual([{ key: 'service.name', value: 'llama-stack' }]);
  expect(logs()).toMatchObject([
    { body: 'thinking 1', severity: 13, severityText: 'warn', eventName: '', spanId: inference?.spanId },
  ]);
  store.end(agentTurn(2, at + 5000)[0] ?? expect.fail());
  await expect.poll(() => points('prompt_tokens').map(({ value }) => value), soon).toEqual([12, 24]);
  expect(points('prompt_tokens')[0]?.attributes).toEqual([
    { key: 'model_id', value: 'llama3.2:3b' },
    { key: 'provider_id', value: 'ollama' },
  ]);
  await collectors?.close();
  for (const span of agentTurn(2, at + 5000).slice(1)) store.end(span);
  await follow();
  await expect.poll(() => spans().length, soon).toBe(6);
  expect(new Set(spans().map(({ spanId }) => spanId)).size).toBe(6);
  expect(logs()).toHaveLength(2);
  // Of another tool, into a span that was stored: the record names the span.
  store.addEvent('0000000000000012', 'unstructured_log', at + 6000, { message: 'late', severity: 'info' });
  store.addEvent('0000000000000012', 'exception', at + 6000, { 'exception.type': 'ValueError' });
  await expect.poll(() => logs().length, soon).toBe(4);
  expect(logs().slice(2)).toMatchObject([
    { body: 'late', spanId: '0000000000000012', traceId: inference?.traceId },
    { eventName: 'exception', attributes: [{ key: 'exception.type', value: 'ValueError' }] },
  ]);
  expect(problems).toEqual([]);
});

test('what is not committed is not read, and who writes is not held up', async () => {
  store = new FakeLlamaStack(path);
  store.fill(agentTurn(1, at));
  await follow();
  await expect.poll(() => spans().length, soon).toBe(3);
  store.begin();
  store.fillOpen(agentTurn(2, at));
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(spans()).toHaveLength(3);
  store.commit();
  await expect.poll(() => spans().length, soon).toBe(6);
  // With a lock of a reader this would say "database is locked": the writer waits for nobody here.
  const impatient = new Database(path, { timeout: 0 });
  const write = impatient.prepare("INSERT INTO span_events (span_id, name) VALUES ('0000000000000012', 'tick')");
  for (let i = 0; i < 300; i++) {
    write.run();
    await new Promise((resolve) => setImmediate(resolve));
  }
  impatient.close();
  await expect.poll(() => logs().filter(({ eventName }) => eventName === 'tick').length, soon).toBe(300);
});

test('a store that was emptied or replaced is read from its beginning; one that goes away is told', async () => {
  store = new FakeLlamaStack(path);
  store.fill([...agentTurn(1, at), ...agentTurn(2, at)]);
  await follow();
  await expect.poll(() => spans().length, soon).toBe(6);
  store.empty();
  store.fill(agentTurn(3, at));
  await expect.poll(() => spans().length, soon).toBe(9);
  store.close();
  rmSync(path);
  await expect.poll(() => status()?.failure?.reason, soon).toBe(`there is no file ${path}`);
  store = new FakeLlamaStack(path, 'stack');
  store.fill(agentTurn(4, at));
  await expect.poll(() => spans().length, soon).toBe(12);
  expect(groups.at(-1)?.resource.attributes).toEqual([{ key: 'service.name', value: 'stack' }]);
});

test('what is no such store is told in words', async () => {
  writeFileSync(path, 'just words, and a few more of them');
  await follow();
  await expect.poll(() => status()?.failure?.reason, soon).toBe('it is no SQLite database');
  await collectors?.close();
  rmSync(path);
  const other = new Database(path);
  other.exec('CREATE TABLE spans (span_id TEXT)');
  other.close();
  await follow();
  await expect
    .poll(() => status()?.failure?.reason, soon)
    .toBe("it is an SQLite database, but not Llama Stack's trace store: traces has no trace_id, service_name");
});

test('a row that cannot be stored is counted, the others are stored', async () => {
  store = new FakeLlamaStack(path);
  store.fill([{ trace: 'zz', id: 'no hex', name: 'odd', start: at, end: at }, ...agentTurn(1, at)]);
  await follow();
  await expect.poll(() => spans().length, soon).toBe(3);
  await expect.poll(() => status()?.lost, soon).toBe(1);
  expect(problems[0]?.message).toBe('1 item is missing: spans without a usable trace or span id');
});

test('events stay with their spans across the borders of pages', async () => {
  store = new FakeLlamaStack(path);
  // The first span has no events, so that the pages of both tables end at different spans.
  const [, lone] = agentTurn(9999, at);
  store.fill([lone ?? expect.fail(), ...Array.from({ length: 3000 }, (_, i) => agentTurn(i, at + i * 1000)).flat()]);
  await follow();
  await expect.poll(() => spans().length, soon).toBe(9001);
  expect(points('prompt_tokens').at(-1)?.value).toBe(3000 * 12);
  const inference = new Map(spans().map(({ name, spanId }) => [spanId, name]));
  expect(logs().map(({ spanId = '' }) => inference.get(spanId as never))).toEqual(Array(3000).fill('inference'));
  expect(logs().every(({ time }, i) => time === BigInt(at + i * 1000 + 200) * 1_000_000n)).toBe(true);
});
