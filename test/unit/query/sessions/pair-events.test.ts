import { expect, test } from 'vitest';
import { ItemShape } from '../../../../src/contract/sessions.ts';
import { pairEvents } from '../../../../src/main/query/sessions/pair-events.ts';
import { TextNumbers } from '../../../../src/main/query/sessions/text-numbers.ts';

const shapes = Object.fromEntries(Object.entries(ItemShape).map(([name, number]) => [number, name]));

function paired(rows: readonly (readonly [string, number, string?, number?, number?])[], ended = false) {
  const texts = new TextNumbers();
  const column = <T>(of: (row: (typeof rows)[number]) => T): T[] => rows.map(of);
  const { count, ...items } = pairEvents(
    {
      order: Uint32Array.from(rows, (_, i) => i),
      name: Uint32Array.from(column(([name]) => texts.of(name))),
      at: Float64Array.from(column(([, at]) => at)),
      pair: Uint32Array.from(column(([, , pair = '']) => texts.of(pair))),
      took: Float64Array.from(column(([, , , took = -1]) => took)),
      lane: Uint32Array.from(column(([, , , , lane = 0]) => lane)),
    },
    texts,
    ended,
  );
  return Array.from({ length: count }, (_, i) => i)
    .sort((a, b) => (items.start[a] as number) - (items.start[b] as number))
    .map(
      (i) =>
        `${shapes[items.shape[i] as number]} ${items.begin[i]}-${items.end[i]} ${items.start[i]}+${items.duration[i]}`,
    );
}

test('a script span is its start and an event of its bare name with the same span id; its own length counts', () => {
  expect(
    paired([
      ['llm.request.start', 10, 'a'],
      ['llm.request.start', 20, 'b'],
      ['llm.request', 95, 'b', 74],
      ['llm.request', 100, 'a'],
    ]),
  ).toEqual(['bar 0-3 10+90', 'bar 1-2 20+74']);
});

test('voice activity pairs by segment id, speech by order within its node', () => {
  expect(
    paired([
      ['vad.speech_start', 0, 's1'],
      ['tts.start', 5, '', -1, 1],
      ['tts.start', 6, '', -1, 2],
      ['vad.speech_end', 8, 's1'],
      ['tts.done', 9, '', -1, 2],
      ['tts.start', 10, '', -1, 1],
      ['tts.done', 11, '', -1, 1],
      ['tts.done', 14, '', -1, 1],
    ]),
  ).toEqual(['bar 0-3 0+8', 'bar 1-6 5+6', 'bar 2-4 6+3', 'bar 5-7 10+4']);
});

test('stages and jobs of OmniRT end by their end, error, or finish', () => {
  expect(
    paired([
      ['job_enqueued', 0],
      ['job_started', 1],
      ['stage_start', 2, '', -1, 1],
      ['stage_error', 5, '', -1, 1],
      ['job_failed', 6],
    ]),
  ).toEqual(['tick 0--1 0+0', 'bar 1-4 1+5', 'bar 2-3 2+3']);
});

test('what did not end is open, or without an end once the session is over', () => {
  const rows = [['llm.request.start', 10, 'a'] as const];
  expect(paired(rows)).toEqual(['open 0--1 10+0']);
  expect(paired(rows, true)).toEqual(['endless 0--1 10+0']);
});

test('an end whose start was lost reaches back as far as it says, and is a moment where it says nothing', () => {
  expect(
    paired([
      ['llm.request', 100, 'a', 40],
      ['vad.speech_end', 120, 's9'],
      ['stt.result', 130],
    ]),
  ).toEqual(['headless 0-0 60+40', 'tick 1--1 120+0', 'tick 2--1 130+0']);
});
