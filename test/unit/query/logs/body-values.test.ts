// Values inside of bodies: blocks whose filter is asked, and texts that are looked at before they are read as JSON, give
// the answers that reading every body gives.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AttributeValue } from '../../../../src/contract/values.ts';
import { seededRandom, type Random } from '../../../support/random.ts';
import { alive, run, TestRun } from '../test-run.ts';
import { logRequest, sequencesOf, testLog, type TestLog } from './log-samples.ts';

const keys = [
  'id',
  'user',
  'user.id',
  'a.',
  '',
  '0',
  '1',
  'Größe',
  'a"b',
  'e5',
  'length',
  '__proto__',
  'level',
  'name',
];
const numbers = [
  '77',
  '77.0',
  '7.7e1',
  '770E-1',
  '-0',
  '0',
  '1e2',
  '100',
  '0.1',
  '1.5',
  '15e-1',
  '12345678901234567891',
];
const moreNumbers = ['9007199254740993', '1e400', '-1e-7', '0.000001', '123456789012345678e-10', '4503599627370497.5'];
const texts = ['77', '77.0', 'Ada', 'Größe', 'a/b', 'line\nbreak', '😀', '"', '\\', '', 'true', '[1]', '\ud800', 'e5'];

function escapedJson(random: Random, text: string): string {
  const plain = JSON.stringify(text);
  if (random.below(3) > 0) return plain;
  let escaped = '';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i).toString(16).padStart(4, '0');
    escaped += `\\u${random.below(2) === 0 ? code : code.toUpperCase()}`;
  }
  return `"${escaped}"`;
}

const blank = (random: Random): string => random.pick(['', '', '', ' ', '\n\t', '\r']);

function jsonText(random: Random, depth: number): string {
  const items = (open: string, close: string, item: () => string): string =>
    `${open}${blank(random)}${Array.from({ length: random.below(5) }, item).join(`${blank(random)},${blank(random)}`)}${blank(random)}${close}`;
  switch (random.below(depth > 3 ? 4 : 6)) {
    case 0:
      return random.pick(numbers);
    case 1:
      return random.pick(moreNumbers);
    case 2:
      return random.pick(['true', 'false', 'null']);
    case 3:
      return escapedJson(random, random.pick(texts));
    case 4:
      return items('[', ']', () => jsonText(random, depth + 1));
    default:
      return items(
        '{',
        '}',
        () =>
          `${escapedJson(random, random.pick(keys))}${blank(random)}:${blank(random)}${jsonText(random, depth + 1)}`,
      );
  }
}

function nested(random: Random, depth: number): AttributeValue {
  const items = (): AttributeValue[] => Array.from({ length: random.below(4) }, () => nested(random, depth + 1));
  const plain: readonly AttributeValue[] = [77n, 77, -1n, 2n ** 60n, Number.NaN, 1e21, true, Uint8Array.of(1, 2, 3)];
  switch (random.below(depth > 3 ? 2 : 4)) {
    case 0:
      return random.pick(plain);
    case 1:
      return random.pick(texts.filter((text) => text.isWellFormed()));
    case 2:
      return items();
    default:
      return Object.fromEntries(items().map((item) => [random.pick(keys), item]));
  }
}

const random = seededRandom(77);
const bodies = Array.from({ length: 300 }, (_, i): AttributeValue => {
  if (i % 4 === 0) return { [random.pick(keys)]: nested(random, 0), [random.pick(keys)]: nested(random, 1) };
  if (i % 50 === 7) return [nested(random, 0), nested(random, 1)];
  const text = `${blank(random)}{${escapedJson(random, random.pick(keys))}:${jsonText(random, 0)},"user":${jsonText(random, 1)}}`;
  if (i % 40 === 1) return text.slice(0, 1 + random.below(text.length));
  return i % 40 === 2 ? `[${text}]` : text;
});
const logs = bodies.map((body): TestLog => testLog({ body }));
/** A reading without filters: so few records in a journal that every text is read. */
const alone: { readonly first: number; readonly run: TestRun }[] = [];
/** Records in blocks, and all records in a journal. */
const sealed = new TestRun();
const journal = new TestRun();

beforeAll(async () => {
  for (let first = 0; first < logs.length; first += 30) {
    const few = { first, run: new TestRun() };
    await few.run.addLogBytes(logRequest(logs.slice(first, first + 30)));
    alone.push(few);
  }
  for (let first = 0; first < logs.length; first += 6) {
    if (first > 0) sealed.seal();
    await sealed.addLogBytes(logRequest(logs.slice(first, first + 6)));
  }
  sealed.seal();
  await journal.addLogBytes(logRequest(logs));
});
afterAll(() => [sealed, journal, ...alone.map((few) => few.run)].forEach((one) => one.remove()));

const find = (where: string, test: TestRun): number[] =>
  sequencesOf(test.queries.methods['logs.list']({ run, where, order: 'oldest', limit: 1000 }, alive)).toSorted(
    (a, b) => a - b,
  );

const plainly = (where: string): number[] =>
  alone.flatMap(({ first, run: few }) => find(where, few).map((sequence) => first + sequence));

it('finds the same with and without what rules blocks and texts out', { timeout: 120_000 }, () => {
  const path = (): string =>
    Array.from({ length: 1 + random.below(3) }, () => random.pick(keys).replace('"', '')).join('.');
  const values = [
    ...numbers,
    ...moreNumbers,
    ...texts.map((text) => JSON.stringify(text)),
    'true',
    'false',
    'AQID',
    'NaN',
  ];
  const parts = ['100', '1.5', 'ada', 'öß', 'e5', 'infinity', '"id\\":77"', 'fals', '"line\\nb"', '00'];
  let found = 0;
  for (let turn = 0; turn < 500; turn++) {
    const value = random.pick(values);
    const condition = random.pick([
      `= ${value}`,
      `in (${value}, ${random.pick(values)})`,
      `= ${value}`,
      `contains ${random.pick(parts)}`,
      'exists',
      `!= ${value}`,
    ]);
    const where = `body.${turn % 2 === 0 ? `user.${path()}` : path()} ${condition}`;
    let wanted: number[];
    try {
      wanted = plainly(where);
    } catch (error) {
      // Not every random path can be written in a search.
      expect(error).toMatchObject({ code: 'bad-request' });
      continue;
    }
    found += wanted.length > 0 ? 1 : 0;
    expect(find(where, sealed), where).toEqual(wanted);
    expect(find(where, journal), where).toEqual(wanted);
  }
  expect(found).toBeGreaterThan(100);
});

it('finds a length, an index, and a number however it is written', () => {
  const wheres = [
    'body.user.length = 1',
    'body.user.length in (2, 3)',
    'body.user.0 = 77',
    'body.user = 77',
    'body.user = 77.0',
  ];
  for (const where of wheres) {
    const wanted = plainly(where);
    expect(wanted.length, where).toBeGreaterThan(0);
    expect(find(where, sealed), where).toEqual(wanted);
  }
  expect(find('body.user = 770E-1', sealed)).toEqual(find('body.user = 77', sealed));
});

it('rules out blocks that do not have the value under the key', () => {
  const blocks = sealed.reader.logBlocks();
  const admitted = (key: string, value: string): number =>
    blocks.filter((block) => block.mayHoldInBody(key, value)).length;
  expect(admitted('user', 'nobody of that name')).toBeLessThan(blocks.length);
  expect(admitted('no such key', '77')).toBeLessThan(blocks.length / 4);
  expect(blocks.some((block) => block.mayHoldInBody('user', '77'))).toBe(true);
});
