import { expect, test } from 'vitest';
import { runId } from '../../../../src/contract/ids.ts';
import type { SessionId } from '../../../../src/contract/sessions.ts';
import {
  parseSessionRoute,
  parseSessionsRoute,
  sessionLink,
  sessionsLink,
  type SessionView,
} from '../../../../src/renderer/routes/sessions-route.ts';

function placeOf(link: string) {
  const { pathname, searchParams } = new URL(link, 'http://window');
  return { path: pathname, search: searchParams };
}

const view: SessionView = {
  run: runId('2026-01-01'),
  session: 'a/b ?ü' as SessionId,
  lanes: 'stage',
  bands: 'correlation',
  types: ['llm.request', 'a&b'],
  turns: ['t 1'],
  only: ['whisper', ''],
  folded: ['node\nvad:x'],
  find: 'word = 1',
  from: 1000,
  to: 2_000_000_000,
  item: 'e12',
};

test('everything of a timeline is in its address', () => {
  expect(parseSessionRoute(placeOf(sessionLink(view)))).toEqual(view);
  expect(sessionLink({ session: 'x' as SessionId })).toBe('/sessions/x');
});

test('params that make no sense are ignored', () => {
  const { from, to, lanes, bands } = parseSessionRoute(placeOf('/sessions/x?from=9&to=3&lanes=no&bands=1')) ?? {};
  expect([from, to, lanes, bands]).toEqual([undefined, undefined, 'node', 'turn']);
  expect(parseSessionRoute(placeOf('/sessions/%E0%A4%A'))).toBeUndefined();
  expect(parseSessionRoute(placeOf('/sessions/'))).toBeUndefined();
});

test('the list has its order, text and selected session in the address', () => {
  const list = {
    run: undefined,
    find: 'x y',
    order: 'errors',
    descending: false,
    selected: 's1' as SessionId,
  } as const;
  expect(parseSessionsRoute(placeOf(sessionsLink(list)))).toEqual(list);
  expect(sessionsLink()).toBe('/sessions');
  expect(parseSessionsRoute(placeOf('/sessions?order=nothing'))).toMatchObject({ order: 'last', descending: true });
});
