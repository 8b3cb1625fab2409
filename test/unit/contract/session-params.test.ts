// What paths below /api/sessions ask for.
import { expect, it } from 'vitest';
import { readSessionsQuestion } from '../../../src/contract/session-params.ts';

const read = (path: string): unknown => {
  const { pathname, searchParams } = new URL(path, 'http://x/');
  const answer = readSessionsQuestion(pathname.split('/').slice(1).filter(Boolean), new Map(searchParams));
  return answer.kind === 'wrong' ? `${answer.status} ${answer.message}` : answer.question;
};

it('reads the list with its parameters, and what is usual without them', () => {
  expect(read('/')).toEqual({
    kind: 'list',
    request: { text: '', order: 'last', descending: true, offset: 0, limit: 100 },
  });
  expect(read('/?run=r1&text=a&from=2026-11-21T00:00:00Z&to=5&order=id&offset=3&limit=1000')).toEqual({
    kind: 'list',
    run: 'r1',
    request: {
      text: 'a',
      from: 1_795_219_200_000_000_000n,
      to: 5n,
      order: 'id',
      descending: false,
      offset: 3,
      limit: 1000,
    },
  });
});

it.each([
  ['/?limit=0', '400 limit: a whole number from 1 to 1000.'],
  [
    '/?order=size',
    '400 order: one of id, state, services, first, last, duration, events, logs, spans, traces, errors, tokens.',
  ],
  ['/?from=soon', '400 from: a time in ISO 8601, or Unix nanoseconds.'],
  ['/?lanes=node', '400 lanes: not a parameter of the list of sessions.'],
  ['/x/timeline?limit=1e9', '400 limit: a whole number from 1 to 50000.'],
  ['/x/timeline?lanes=pod', '400 lanes: one of node, service, stage.'],
  [`/${'x'.repeat(257)}/timeline`, '400 The id of a session has at most 256 characters.'],
  ['/x', '404 Sessions are listed at /api/sessions, and one is read at /api/sessions/<id>/timeline.'],
])('says what is wrong with %s', (path, answer) => {
  expect(read(path)).toBe(answer);
});
