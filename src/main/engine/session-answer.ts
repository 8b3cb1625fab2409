// Sessions asked for over HTTP: of which run, by which keys, and the answer as JSON.
import { httpStatus } from './http-status.ts';
import type { ReaderPool } from './reader-pool.ts';
import type { RunShelf } from './run-shelf.ts';
import { sessionListJson, sessionTimelineJson } from './session-json.ts';
import { ContractError } from '../../contract/errors.ts';
import type { SessionsQuestion } from '../../contract/session-params.ts';
import type { SessionListAnswer, SessionTimeline } from '../../contract/sessions.ts';
import type { JsonAnswer } from '../serve/http/routes.ts';

export interface SessionAnswerParts {
  readonly pool: Pick<ReaderPool, 'ask'>;
  readonly shelf: Pick<RunShelf, 'live' | 'find'>;
  /** Keys of the settings. */
  readonly sessionKeys: () => readonly string[];
}

export async function sessionAnswer(
  { pool, shelf, sessionKeys }: SessionAnswerParts,
  question: SessionsQuestion,
  signal: AbortSignal,
): Promise<JsonAnswer> {
  try {
    const { id, path } = question.run === undefined ? shelf.live : shelf.find(question.run);
    const common = { kind: 'method', run: { id, path }, sessionKeys: sessionKeys() } as const;
    if (question.kind === 'list') {
      const request = { ...question.request, run: id };
      const answer = await pool.ask({ ...common, method: 'sessions.list', request }, signal);
      return { status: 200, body: JSON.stringify(sessionListJson(answer as SessionListAnswer)) };
    }
    const request = { ...question.request, run: id };
    const answer = await pool.ask({ ...common, method: 'sessions.timeline', request }, signal);
    return { status: 200, body: JSON.stringify(sessionTimelineJson(answer as SessionTimeline)) };
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return { status: httpStatus(error.code), body: JSON.stringify({ error: error.message }) };
  }
}
