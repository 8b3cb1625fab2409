// The inside of a reader worker: which function of query/ answers which question.
import { createJournalDecoder } from './decode-journal.ts';
import { describeRun } from './describe-run.ts';
import { createOpenRuns, type OpenRun } from './open-runs.ts';
import type { Question, Questions, ReaderMethod } from './reader-messages.ts';
import { renameRun } from './rename-run.ts';
import { tidyRun } from './tidy-run.ts';
import type { AnswerOf, RequestOf } from '../../contract/methods.ts';
import { unixNanosOfMillis } from '../../contract/time.ts';
import type { Alive } from '../store/reader-face.ts';
import { answerJaeger } from '../query/jaeger-routes.ts';
import { traceFind } from '../query/trace-find.ts';
import { traceGet } from '../query/trace-get.ts';
import { traceSpan } from '../query/trace-span.ts';
import { traceVersion } from '../query/trace-version.ts';
import { tracesFacets } from '../query/traces-facets.ts';
import { tracesList } from '../query/traces-list.ts';
import { tracesScatter } from '../query/traces-scatter.ts';

type MethodAnswers = {
  readonly [M in ReaderMethod]: (run: OpenRun, request: RequestOf<M>, alive: Alive) => AnswerOf<M>;
};

const methods: MethodAnswers = {
  'traces.list': ({ reader, search }, request, alive) => tracesList(reader, search, request, alive),
  'traces.scatter': ({ reader, search }, request, alive) => tracesScatter(reader, search, request, alive),
  'traces.facets': ({ reader }, request) => tracesFacets(reader, request),
  'trace.get': ({ reader }, request, alive) => traceGet(reader, request, alive),
  'trace.version': ({ reader }, request) => traceVersion(reader, request),
  'trace.span': ({ reader }, request, alive) => traceSpan(reader, request, alive),
  'trace.find': ({ reader }, request, alive) => traceFind(reader, request, alive),
};

/** `alive` throws ContractError `cancelled` once the running question was given up. */
export function createReaderCore(alive: Alive): (question: Question) => unknown {
  const runs = createOpenRuns(createJournalDecoder(), alive);

  function jaeger({ runs: files, segments, query }: Questions['jaeger']['question']): Questions['jaeger']['answer'] {
    const now = unixNanosOfMillis(Date.now());
    let first: Questions['jaeger']['answer'] | undefined;
    for (const { path } of files) {
      const { status, body } = answerJaeger(runs.get(path).jaeger, segments, query, now, alive);
      if (status !== 404) return { status, body: JSON.stringify(body) };
      first ??= { status, body: JSON.stringify(body) };
    }
    return (
      first ?? { status: 404, body: JSON.stringify({ data: null, errors: [{ code: 404, msg: 'no run is open' }] }) }
    );
  }

  return (question) => {
    switch (question.kind) {
      case 'method': {
        // The pair of method and request was checked where it was asked.
        const answer = methods[question.method] as (run: OpenRun, request: unknown, alive: Alive) => unknown;
        return answer(runs.get(question.run.path), question.request, alive);
      }
      case 'jaeger':
        return jaeger(question);
      case 'describe':
        return describeRun(question.path);
      case 'rename':
        return renameRun(question.path, question.name);
      case 'tidy':
        runs.forget(question.path);
        return tidyRun(question.path);
      case 'forget':
        return runs.forget(question.path);
    }
  };
}
