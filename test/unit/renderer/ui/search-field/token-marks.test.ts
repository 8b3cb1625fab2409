import { describe, expect, it } from 'vitest';
import { parseSearch } from '../../../../../src/contract/search/parse.ts';
import type { Search } from '../../../../../src/contract/search/search.ts';
import { tokenMarks } from '../../../../../src/renderer/ui/search-field/token-marks.ts';

const marked = (text: string): readonly string[] =>
  tokenMarks(text).map(({ from, to, kind }) => `${kind}:${text.slice(from, to)}`);

/** The places of fields, flags and free texts, as the parser sees them. */
function placesOf(search: Search): readonly string[] {
  switch (search.kind) {
    case 'and':
    case 'or':
      return search.parts.flatMap(placesOf);
    case 'not':
      return placesOf(search.part);
    case 'test':
      return [`field ${search.field.at.from}`];
    case 'flag':
      return [`flag ${search.at.from}`];
    case 'text':
      return [`text ${search.at.from}`];
    case 'all':
      return [];
  }
}

describe('tokenMarks', () => {
  it('tells fields, operators, values and words apart', () => {
    expect(marked('service = api and duration >= 1.5s or not error')).toEqual([
      'field:service',
      'operator:=',
      'string:api',
      'joiner:and',
      'field:duration',
      'operator:>=',
      'number:1.5s',
      'joiner:or',
      'joiner:not',
      'flag:error',
    ]);
    expect(marked('a not in ("x y", 2, true)')).toEqual([
      'field:a',
      'operator:not',
      'operator:in',
      'punctuation:(',
      'string:"x y"',
      'punctuation:,',
      'number:2',
      'punctuation:,',
      'flag:true',
      'punctuation:)',
    ]);
  });

  it('takes a word for a value where one stands, and for text otherwise', () => {
    expect(marked('name contains error')).toEqual(['field:name', 'operator:contains', 'string:error']);
    expect(marked('connection in refused')).toEqual(['text:connection', 'text:in', 'text:refused']);
    expect(marked('"a b"')).toEqual(['string:"a b"']);
    expect(marked('"a b" exists root')).toEqual(['field:"a b"', 'operator:exists', 'flag:root']);
  });

  it('marks what is not finished', () => {
    expect(marked('duration >')).toEqual(['field:duration', 'operator:>']);
    expect(marked('(service = "chec')).toEqual(['punctuation:(', 'field:service', 'operator:=', 'string:"chec']);
    expect(marked('= 5')).toEqual(['operator:=', 'number:5']);
  });

  it.each([
    'a = b c = d',
    'not (a contains x or "b c" !~ "y") and root error "text"',
    'resource."host name" = a && !b exists || c not contains d',
    'in matches exists and exists = 2',
    'x in y and x in (y)',
    'not a not in (1) b',
  ])('agrees with the parser about %s', (text) => {
    const parsed = parseSearch(text);
    if (parsed.kind === 'wrong') throw new Error(parsed.problem.message);
    const kinds = new Map(tokenMarks(text).map(({ from, kind }) => [from, kind]));
    for (const place of placesOf(parsed.search)) {
      const [kind = '', from = ''] = place.split(' ');
      expect([place, kinds.get(Number(from))]).toEqual([
        place,
        kind === 'text' ? (text.startsWith('"', Number(from)) ? 'string' : 'text') : kind,
      ]);
    }
  });
});
