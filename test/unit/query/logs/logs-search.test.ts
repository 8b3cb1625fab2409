// Searches over log records find what a plain reading of every record finds, in blocks and in the journal.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ContractError } from '../../../../src/contract/errors.ts';
import type { LogListAnswer } from '../../../../src/contract/logs.ts';
import { textForm } from '../../../../src/contract/text-form.ts';
import { seededRandom } from '../../../support/random.ts';
import { alive, run, spanHex, TestRun, traceHex } from '../test-run.ts';
import {
  inOrder,
  logRequest,
  logStart,
  randomLog,
  second,
  sequencesOf,
  testLog,
  timeOf,
  type TestLog,
} from './log-samples.ts';

const random = seededRandom(23);
const hexText = (length: number): string => Array.from({ length }, () => random.below(16).toString(16)).join('');
const logs: TestLog[] = Array.from({ length: 1200 }, (_, i) => {
  const log = randomLog(random, i);
  if (i % 3 > 0) return log;
  const id = `${hexText(8)}-${hexText(4)}-${hexText(12)}`;
  const number = BigInt(random.below(1_000_000_000));
  return {
    ...log,
    body: random.below(3) === 0 ? { id, at: number, ratio: random.next() } : `order ${number} of ${id} Straße №${i}`,
    attributes: [
      ...log.attributes,
      { key: 'request.id', value: id.toUpperCase() },
      { key: 'big', value: number * 77n },
      { key: 'share', value: random.next() * 1e6 },
      ...(i % 5 === 0 ? [{ key: 'nested', value: { box: `Kiste ${id}`, "it's": [number, random.bytes(7)] } }] : []),
      ...(i % 7 === 0 ? [{ key: 'raw', value: random.bytes(9) }] : []),
    ],
  };
});
let test: TestRun;

beforeAll(async () => {
  test = new TestRun();
  for (let i = 0; i < 6; i++) {
    if (i > 0) test.seal();
    await test.addLogBytes(logRequest(logs.slice(200 * i, 200 * i + 200)));
  }
});
afterAll(() => test.remove());

const methods = () => test.queries.methods;
const find = (where: string) => methods()['logs.list']({ run, where, order: 'oldest', limit: 1000 }, alive);
const attribute = (log: TestLog, key: string) => log.attributes.find((one) => one.key === key)?.value;
const inBody = ({ body }: TestLog, key: string) =>
  typeof body === 'object' && !Array.isArray(body) && !(body instanceof Uint8Array)
    ? (body as Record<string, unknown>)[key]
    : undefined;
const userId = (log: TestLog) => (inBody(log, 'user') as { readonly id: bigint } | undefined)?.id;

/** Free text as the language describes it, by brute force. */
function holdsText(log: TestLog, text: string): boolean {
  const texts = [
    textForm(log.body),
    log.eventName,
    log.service,
    ...[...log.attributes, ...log.resource].map(({ value }) => textForm(value)),
  ];
  return texts.some((one) => one.toLowerCase().includes(text.toLowerCase()));
}

describe('a search', () => {
  it.each<readonly [string, (log: TestLog) => boolean]>([
    ['severity >= warn', (log) => log.severity >= 13],
    ['severity = warn', (log) => log.severity >= 13 && log.severity <= 16],
    ['severity != warn', (log) => log.severity !== 0 && (log.severity < 13 || log.severity > 16)],
    ['not severity = warn', (log) => log.severity < 13 || log.severity > 16],
    ['severity in (info, 3, fatal)', (log) => [3, 9, 10, 11, 12, 21, 22, 23, 24].includes(log.severity)],
    ['level <= 4', (log) => log.severity >= 1 && log.severity <= 4],
    ['severity not exists', (log) => log.severity === 0],
    ['severity contains rr', (log) => log.severity >= 17 && log.severity <= 20],
    ['error', (log) => log.severity >= 17],
    ['severity.text = warning', (log) => log.severityText === 'warning'],
    ['service = api', (log) => log.service === 'api'],
    ['service != api and scope = http', (log) => log.service !== 'api' && log.scope === 'http'],
    ['event = user.login', (log) => log.eventName === 'user.login'],
    ['event not exists', (log) => log.eventName === ''],
    [`trace = ${traceHex(7)}`, (log) => log.traceId === traceHex(7)],
    [`span = ${spanHex(9).toUpperCase()}`, (log) => log.spanId === spanHex(9)],
    ['trace exists', (log) => log.traceId !== undefined],
    ['n = 7', (log) => attribute(log, 'n') === 7n],
    ['n > 90 or n < 3', (log) => Number(attribute(log, 'n')) > 90 || Number(attribute(log, 'n')) < 3],
    ['log.http.route contains PAY', (log) => attribute(log, 'http.route') === '/v1/pay'],
    ['user.name = Ada', (log) => attribute(log, 'user.name') === 'Ada'],
    ['user.name != Ada', (log) => attribute(log, 'user.name') === 'Grace'],
    ['resource.host.name = h1', (log) => log.resource.some(({ value }) => value === 'h1')],
    ['host.name exists', (log) => log.resource.length > 0],
    ['log.host.name exists', () => false],
    ['body.user.id = 7', (log) => userId(log) === 7n],
    ['body.user.id > 40', (log) => Number(userId(log) ?? 0n) > 40],
    ['body.list.1 = Zwei', (log) => inBody(log, 'list') !== undefined],
    [
      'body.message contains order',
      (log) =>
        String(inBody(log, 'message') ?? '')
          .toLowerCase()
          .includes('order'),
    ],
    ['body contains ORDER', (log) => textForm(log.body).toLowerCase().includes('order')],
    [
      'body =~ "^(Order|payment) \\\\d+ x$"',
      (log) => typeof log.body === 'string' && /^(Order|payment) \d+ x$/.test(log.body),
    ],
    [
      `time >= ${new Date(Number((logStart + 3n * second) / 1_000_000n)).toISOString()}`,
      (log) => timeOf(log) >= logStart + 3n * second,
    ],
    ['x', (log) => holdsText(log, 'x')],
    ['not timeout and ümlaut', (log) => !holdsText(log, 'timeout') && holdsText(log, 'ümlaut')],
    ['ΣΊΣΥΦΟΣ', (log) => holdsText(log, 'ΣΊΣΥΦΟΣ')],
    ['"STRASSE"', (log) => holdsText(log, 'STRASSE')],
    ['"straße №"', (log) => holdsText(log, 'straße №')],
    [
      '(timeout or cache) and service = db and severity >= error',
      (log) => (holdsText(log, 'timeout') || holdsText(log, 'cache')) && log.service === 'db' && log.severity >= 17,
    ],
  ])('%s', (where, holds) => {
    const wanted = inOrder(logs, holds);
    const answer = find(where);
    expect(sequencesOf(answer)).toEqual(wanted.slice(0, 1000));
    const histogram = methods()['logs.histogram']({ run, where, buckets: 30 }, alive);
    expect(histogram.total + histogram.outside).toBe(wanted.length);
    expect(methods()['logs.facets']({ run, where }, alive).total).toBe(wanted.length);
    expect(methods()['logs.list']({ run, where, order: 'newest', limit: 5 }, alive).total).toBe(wanted.length);
  });

  it('finds any part of any text, number or nested value', () => {
    const sources = logs.flatMap((log) => [textForm(log.body), ...log.attributes.map(({ value }) => textForm(value))]);
    for (let turn = 0; turn < 250; turn++) {
      const source = random.pick(sources);
      const from = random.below(source.length);
      const text = source.slice(from, from + 1 + random.below(24));
      if (!text.isWellFormed() || text.trim() === '') continue;
      const where = JSON.stringify(
        turn % 2 === 0 ? text : text.toUpperCase().length === text.length ? text.toUpperCase() : text,
      );
      const needle = JSON.parse(where) as string;
      expect(sequencesOf(find(where)), where).toEqual(inOrder(logs, (log) => holdsText(log, needle)).slice(0, 1000));
    }
  });

  it('finds any part of any text among records of some severities, and of others', () => {
    const severities: readonly (readonly [string, (log: TestLog) => boolean])[] = [
      ['severity = warn', ({ severity }) => severity >= 13 && severity <= 16],
      ['severity = info', ({ severity }) => severity >= 9 && severity <= 12],
      ['severity < info', ({ severity }) => severity > 0 && severity < 9],
      ['severity not exists', ({ severity }) => severity === 0],
      ['error', ({ severity }) => severity >= 17],
      ['not error', ({ severity }) => severity < 17],
      ['(severity = 2 or severity = 14)', ({ severity }) => severity === 2 || severity === 14],
      ['(severity = 20 or n = 7)', (log) => log.severity === 20 || attribute(log, 'n') === 7n],
      ['severity >= info and severity <= warn', ({ severity }) => severity >= 9 && severity <= 16],
    ];
    let found = 0;
    for (let turn = 0; turn < 250; turn++) {
      const log = random.pick(logs);
      const source = textForm(random.pick([log.body, log.eventName, ...log.attributes.map(({ value }) => value)]));
      const from = random.below(source.length);
      const text = source.slice(from, from + 3 + random.below(20));
      if (!text.isWellFormed() || text.trim() === '') continue;
      const [condition, admits] = random.pick(severities);
      const where = `${condition} and ${JSON.stringify(text)}`;
      const wanted = inOrder(logs, (one) => admits(one) && holdsText(one, text));
      found += wanted.length > 0 ? 1 : 0;
      expect(sequencesOf(find(where)), where).toEqual(wanted.slice(0, 1000));
    }
    expect(found).toBeGreaterThan(50);
  });

  it('can be given up at any time, and is right when it is asked again', () => {
    const where = 'order and not severity = debug';
    const asked = (ask: (check: () => void) => unknown) => {
      for (let patience = 0; patience < 6; patience++) {
        let left = patience;
        const impatient = () => {
          left -= 1;
          if (left < 0) throw new ContractError('cancelled', 'enough');
        };
        expect(() => ask(impatient)).toThrow(expect.objectContaining({ code: 'cancelled' }));
      }
      return ask(alive);
    };
    const wanted = inOrder(logs, (log) => holdsText(log, 'order') && !(log.severity >= 5 && log.severity <= 8));
    const list = asked((check) => methods()['logs.list']({ run, where, order: 'oldest', limit: 1000 }, check));
    expect(sequencesOf(list as LogListAnswer)).toEqual(wanted);
    for (const method of ['logs.histogram', 'logs.facets', 'logs.patterns'] as const) {
      // A text of its own for each, so that nothing is known yet.
      const request = { run, where: `${where} and "${method.at(-1)}"`, buckets: 10, limit: 10 };
      const answer = asked((check) => methods()[method](request, check)) as { readonly exact: boolean };
      expect(answer.exact).toBe(true);
    }
  });

  it('says what is wrong with a text, and where', () => {
    expect(() => find('severity >= ')).toThrow(expect.objectContaining({ code: 'bad-request' }));
    expect(() => find('root')).toThrow(expect.objectContaining({ code: 'bad-request' }));
  });

  it('follows live', async () => {
    const other = new TestRun();
    const tail = (after: number | undefined) =>
      other.queries.methods['logs.tail']({ run, where: 'severity >= warn', after, limit: 2 }, alive);
    await other.addLogBytes(logRequest([testLog({ severity: 13 }), testLog(), testLog({ severity: 17 })]));
    expect(sequencesOf(tail(undefined))).toEqual([0, 2]);
    await other.addLogBytes(logRequest([3, 4, 5, 6].map((i) => testLog({ severity: i === 4 ? 9 : 14 }))));
    const next = tail(3);
    expect([sequencesOf(next), next.skipped, next.next]).toEqual([[5, 6], 1, 7]);
    other.remove();
  });
});
