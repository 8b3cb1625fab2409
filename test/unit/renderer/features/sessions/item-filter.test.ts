import { expect, test } from 'vitest';
import { ItemFlag, ItemShape } from '../../../../../src/contract/sessions.ts';
import {
  countedLanes,
  countedTexts,
  filterItems,
} from '../../../../../src/renderer/features/sessions/timeline/item-filter.ts';
import {
  itemName,
  itemNamed,
  itemText,
  spoken,
} from '../../../../../src/renderer/features/sessions/timeline/item-text.ts';
import { syntheticSession } from '../../draw/timeline/synthetic-session.ts';

const data = syntheticSession([
  { name: 'stt.partial', at: 0, lane: 'whisper', turn: 't1', preview: 'Hello' },
  { name: 'llm.request', at: 1, lasts: 842, lane: 'llm', turn: 't1', flags: ItemFlag.error | ItemFlag.truncated },
  { name: 'stt.partial', at: 2, lane: 'whisper', turn: 't2', preview: 'hello again' },
  { name: 'tts', at: 1500, lane: 'kokoro', shape: ItemShape.open },
]);
const none = { types: [], turns: [], only: [], find: '' };

test('types, turns and lanes narrow each other down; the text marks among what is left', () => {
  const { shown, matches, count, found } = filterItems(data, { ...none, types: ['stt.partial'], turns: ['t2'] });
  expect([Array.from(shown), matches, count, found]).toEqual([[0, 0, 1, 0], undefined, 1, 0]);
  expect(Array.from(filterItems(data, { ...none, only: ['llm', 'kokoro'] }).shown)).toEqual([0, 1, 0, 1]);
  const text = filterItems(data, { ...none, turns: ['t1', 't2'], find: ' HELLO ' });
  expect([Array.from(text.matches ?? []), text.count, text.found]).toEqual([[1, 0, 1, 0], 3, 2]);
  expect(filterItems(data, { ...none, turns: ['gone'] }).count).toBe(0);
});

test('what can be chosen comes with its numbers', () => {
  expect(countedTexts(data.name, data.texts)).toEqual([
    ['stt.partial', 2],
    ['llm.request', 1],
    ['tts', 1],
  ]);
  expect(countedTexts(data.turn, data.texts)).toEqual([
    ['t1', 2],
    ['t2', 1],
  ]);
  expect(countedLanes(data)).toEqual([
    ['whisper', 2],
    ['llm', 1],
    ['kokoro', 1],
  ]);
});

test('an item in words says how long it took, or why that is not known', () => {
  expect(spoken(data, 1, true)).toBe('llm.request, llm, at +1.00 ms, 842 ms, failed, texts were cut by the sender');
  expect(itemText(data, 3, true).length).toBe('still open');
  expect(itemText(data, 3, false).length).toBe('still open when the run ended');
  expect(itemNamed(data, itemName(data, 2) ?? '')).toBe(2);
  expect(itemNamed(data, 'e99')).toBe(-1);
});
