// The inside of a reader worker: which function of query/ answers which question.
import { createJournalDecoder } from './decode-journal.ts';
import { describeRun } from './describe-run.ts';
import { createOpenRuns } from './open-runs.ts';
import { changePastProfiles, renameRun, tidyRun } from './past-run.ts';
import type { Question, Questions } from './reader-messages.ts';
import { ContractError } from '../../contract/errors.ts';
import { unixNanosOfMillis } from '../../contract/time.ts';
import { answerJaeger, pairAnswers, type RunQueries } from '../query/index.ts';
import type { Alive } from '../store/reader-face.ts';

type PairAnswer = (left: RunQueries, right: RunQueries, request: unknown, alive: Alive) => unknown;

/** `alive` throws ContractError `cancelled` once the running question was given up. */
export function createReaderCore(alive: Alive): (question: Question) => unknown {
  const runs = createOpenRuns(createJournalDecoder(), alive);

  /** The first run that has it. A run that cannot be read does not hide what others have. */
  function jaeger({ runs: files, segments, query }: Questions['jaeger']['question']): Questions['jaeger']['answer'] {
    const now = unixNanosOfMillis(Date.now());
    let first: Questions['jaeger']['answer'] | undefined;
    let failure: ContractError | undefined;
    for (const { path } of files) {
      try {
        const { status, body } = answerJaeger(runs.get(path).jaeger, segments, query, now, alive);
        if (status !== 404) return { status, body: JSON.stringify(body) };
        first ??= { status, body: JSON.stringify(body) };
      } catch (cause) {
        if (!(cause instanceof ContractError) || cause.code === 'cancelled') throw cause;
        failure ??= cause;
      }
    }
    if (first === undefined && failure !== undefined) throw failure;
    return (
      first ?? { status: 404, body: JSON.stringify({ data: null, errors: [{ code: 404, msg: 'no run is open' }] }) }
    );
  }

  return (question) => {
    switch (question.kind) {
      case 'method': {
        // The pair of method and request was checked where it was asked.
        const { methods, useSessionKeys } = runs.get(question.run.path);
        if (question.sessionKeys !== undefined) useSessionKeys(question.sessionKeys);
        const answer = methods[question.method] as (request: unknown, alive: Alive) => unknown;
        return answer(question.request, alive);
      }
      case 'pair': {
        const answer = pairAnswers[question.method] as PairAnswer;
        return answer(runs.get(question.left.path), runs.get(question.right.path), question.request, alive);
      }
      case 'jaeger':
        return jaeger(question);
      case 'prometheus':
        return runs.get(question.run.path).prometheus(question.request, Date.now(), alive);
      case 'describe':
        return describeRun(question.path);
      case 'rename':
        return renameRun(question.path, question.name);
      case 'changeProfiles':
        runs.forget(question.path);
        return changePastProfiles(question.path, question.changes);
      case 'tidy':
        runs.forget(question.path);
        return tidyRun(question.path);
      case 'forget':
        return runs.forget(question.path);
    }
  };
}
