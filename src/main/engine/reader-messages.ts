// What the engine asks a reader worker, and what comes back.
import type { PackedError } from './packed-error.ts';
import type { ProfileChange } from './profile-service.ts';
import type { RunId } from '../../contract/ids.ts';
import type { AnswerOf, RequestOf } from '../../contract/methods.ts';
import type { PairMethod, RunMethod } from '../../contract/run-methods.ts';
import type { RunInfo } from '../../contract/runs.ts';
import type { PrometheusAnswer, PrometheusRequest } from '../query/index.ts';

export interface RunFile {
  readonly id: RunId;
  readonly path: string;
}

export type RunDescription = Pick<
  RunInfo,
  'name' | 'startedAt' | 'traces' | 'spans' | 'logs' | 'samples' | 'profiles' | 'evicted'
>;

/** Each question, with its answer's type. */
export interface Questions {
  method: {
    question: {
      readonly kind: 'method';
      readonly method: RunMethod;
      readonly run: RunFile;
      readonly request: RequestOf<RunMethod>;
      /** For questions about sessions: the keys of the settings. */
      readonly sessionKeys?: readonly string[];
    };
    answer: AnswerOf<RunMethod>;
  };
  /** Of two run files, which may be the same one. */
  pair: {
    question: {
      readonly kind: 'pair';
      readonly method: PairMethod;
      readonly left: RunFile;
      readonly right: RunFile;
      readonly request: RequestOf<PairMethod>;
    };
    answer: AnswerOf<PairMethod>;
  };
  /** A request below /jaeger/api/: a look-up by trace id asks all runs, everything else the first. */
  jaeger: {
    question: {
      readonly kind: 'jaeger';
      readonly runs: readonly RunFile[];
      readonly segments: readonly string[];
      readonly query: readonly (readonly [string, string])[];
    };
    /** JSON text. */
    answer: { readonly status: number; readonly body: string };
  };
  /** A request below /prometheus/api/v1. */
  prometheus: {
    question: { readonly kind: 'prometheus'; readonly run: RunFile; readonly request: PrometheusRequest };
    answer: PrometheusAnswer;
  };
  /** What the file says of itself; fails with ContractError when it is no readable run. */
  describe: { question: { readonly kind: 'describe'; readonly path: string }; answer: RunDescription };
  /** Writes a new name into a past run. */
  rename: { question: { readonly kind: 'rename'; readonly path: string; readonly name: string }; answer: undefined };
  /** Renames or deletes profiles of a past run. */
  changeProfiles: {
    question: { readonly kind: 'changeProfiles'; readonly path: string; readonly changes: ProfileChange };
    answer: undefined;
  };
  /** Seals what a killed engine left in the journal of a past run. */
  tidy: { question: { readonly kind: 'tidy'; readonly path: string }; answer: undefined };
  /** Lets go of a file, so that it can be deleted or replaced. */
  forget: { question: { readonly kind: 'forget'; readonly path: string }; answer: undefined };
}
export type QuestionKind = keyof Questions;
export type Question = Questions[QuestionKind]['question'];

/** `id` is also what the cancel flag is set to when the asker has given up. */
export interface ToReader {
  readonly id: number;
  readonly question: Question;
}

export type FromReader =
  /** It has started; before any answer. */
  | { readonly kind: 'ready' }
  | { readonly id: number; readonly kind: 'answer'; readonly answer: unknown }
  | { readonly id: number; readonly kind: 'failed'; readonly error: PackedError };

/** Given to the worker at its start: one Int32, the id of the question to give up. */
export interface ReaderData {
  readonly cancel: SharedArrayBuffer;
}
