// Which function answers which question about profiles. They run in the profile worker.
import type { AnswerOf, RequestOf } from '../../contract/methods.ts';
import type { ProfileMethod } from '../../contract/profile-methods.ts';
import type { ProfileContext } from './profile-context.ts';
import { allocationAnswers } from './allocation-answers.ts';
import { functionAnswer } from './function-answer.ts';
import { openProfile } from './profile-open.ts';
import { diffFunctions } from '../query/profiles/flame/diff-answer.ts';
import { flamePicture, sandwichPictures, searchFlame } from '../query/profiles/flame/flame-answers.ts';
import { profileOverTime } from '../query/profiles/over-time.ts';
import { profileSeries } from '../query/profiles/flame/series-answer.ts';
import { goroutineAnswer, goroutineSeries, type DumpLibrary } from '../query/profiles/goroutines/goroutine-answers.ts';
import { profileLabels } from '../query/profiles/tables/labels-answer.ts';
import { samplesOfSpan } from '../query/profiles/span-samples.ts';
import { functionLines } from '../query/profiles/tables/lines-answer.ts';
import { topFunctions } from '../query/profiles/tables/top-answer.ts';
import { callTable, peekFunction } from '../query/profiles/tables/tree-answer.ts';

export type ProfileAnswers = {
  readonly [M in ProfileMethod]: (request: RequestOf<M>, context: ProfileContext) => AnswerOf<M>;
};

export const profileAnswers: ProfileAnswers = {
  'profiles.open': openProfile,
  'profiles.flame': flamePicture,
  'profiles.search': searchFlame,
  'profiles.function': functionAnswer,
  'profiles.sandwich': sandwichPictures,
  'profiles.diff': diffFunctions,
  'profiles.series': profileSeries,
  'profiles.overTime': profileOverTime,
  'profiles.top': topFunctions,
  'profiles.tree': callTable,
  'profiles.peek': peekFunction,
  'profiles.lines': functionLines,
  'profiles.labels': profileLabels,
  'profiles.ofSpan': (request, context) => samplesOfSpan(request, context.decoded(request).profiles, context.alive),
  'goroutines.list': (request, context) => goroutineAnswer(request, withDumps(context)),
  'goroutines.series': (request, context) => goroutineSeries(request, withDumps(context)),
  ...allocationAnswers,
};

function withDumps(context: ProfileContext): DumpLibrary {
  return { ...context, dump: (ref) => context.decoded(ref).goroutines };
}
