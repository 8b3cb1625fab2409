import { describe, expect, it } from 'vitest';
import { offersAt, type Offers } from '../../../../../src/renderer/ui/search-field/offers.ts';
import type { Vocabulary } from '../../../../../src/renderer/ui/search-field/vocabulary.ts';

const vocabulary: Vocabulary = {
  keys: ['http.route', 'http.status_code', 'order id', 'service'],
  valuesOf: async ({ name }) =>
    name === 'service' ? [{ text: 'api' }, { text: 'check out', detail: '12 spans' }] : [],
};

/** `|` is the cursor. */
const ask = async (marked: string, explicit = false): Promise<Offers | undefined> =>
  offersAt({
    text: marked.replace('|', ''),
    cursor: marked.indexOf('|'),
    domain: 'spans',
    vocabulary,
    explicit,
    signal: new AbortController().signal,
  });
const labels = async (marked: string, explicit = false): Promise<readonly string[]> =>
  ((await ask(marked, explicit))?.offers ?? []).map(({ label }) => label);
/** The text after choosing an offer. */
const choose = async (marked: string, label: string): Promise<string | undefined> => {
  const found = await ask(marked, true);
  const offer = found?.offers.find((one) => one.label === label);
  const text = marked.replace('|', '');
  return found && offer && `${text.slice(0, found.from)}${offer.insert}${text.slice(found.to)}`;
};

describe('offersAt', () => {
  it('offers fields and keys by what is typed, best match first', async () => {
    expect(await labels('rou|')).toEqual(['http.route']);
    expect((await labels('na|')).slice(0, 1)).toEqual(['name']);
    expect(await labels('trace.d|')).toEqual(['trace.duration']);
    expect(await labels('|')).toEqual([]);
    expect((await labels('|', true)).length).toBeGreaterThan(15);
  });

  it('explains each field in a line, with its type', async () => {
    const found = await ask('dur|');
    expect(found?.offers[0]).toMatchObject({ label: 'duration', about: 'duration, length of the span' });
  });

  it('writes keys so that they are read as attributes', async () => {
    expect(await choose('order|', 'order id')).toBe('"order id" ');
    expect(await choose('resource.serv|', 'resource.service')).toBe('resource."service" ');
    expect(await choose('root and http.r|', 'http.route')).toBe('root and http.route ');
  });

  it('offers operators that fit the type', async () => {
    expect(await labels('duration |')).toEqual(['>', '>=', '<', '<=', '=', '!=']);
    expect(await labels('kind |')).toEqual(['=', '!=', 'in', 'not in']);
    expect(await labels('service c|')).toEqual(['contains', 'not contains']);
    expect(await labels('hello |')).toEqual([]);
    expect((await labels('hello |', true)).slice(-2)).toEqual(['and', 'or']);
  });

  it('offers values: what a field can be, what is stored, typical durations', async () => {
    expect(await labels('kind = |')).toContain('server');
    expect(await labels('service = |')).toEqual(['api', 'check out']);
    expect(await choose('service = che|', 'check out')).toBe('service = "check out"');
    expect(await choose('service in |', 'api')).toBe('service in (api');
    expect(await choose('service in (api, |', 'check out')).toBe('service in (api, "check out"');
    expect(await choose('duration > |', '100ms')).toBe('duration > 100ms');
  });

  it('offers joining words once they are begun, or when asked', async () => {
    expect(await labels('service = api |')).toEqual([]);
    expect(await labels('service = api |', true)).toEqual(['and', 'or']);
    expect(await labels('service = api a|')).toEqual(['and']);
  });
});
