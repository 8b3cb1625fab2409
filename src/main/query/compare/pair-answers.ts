// The questions about two runs, which may be the same one: each is made of answers of either run's queries.
import type { AnswerOf, RequestOf } from '../../../contract/methods.ts';
import type { PairMethod } from '../../../contract/run-methods.ts';
import type { Alive } from '../../store/reader-face.ts';
import type { RunQueries } from '../index.ts';
import { compareGroups } from './groups-compare.ts';
import { compareTraces } from './traces-compare.ts';

/** Throws ContractError as the questions of one run do. */
export const pairAnswers: {
  readonly [M in PairMethod]: (left: RunQueries, right: RunQueries, request: RequestOf<M>, alive: Alive) => AnswerOf<M>;
} = {
  'traces.compare': (left, right, request, alive) =>
    compareTraces(
      left.methods['trace.get'](request.left, alive),
      right.methods['trace.get'](request.right, alive),
      alive,
    ),
  'traces.compareGroups': (left, right, request, alive) =>
    compareGroups(left.group(request.left.filter, alive), right.group(request.right.filter, alive)),
};
