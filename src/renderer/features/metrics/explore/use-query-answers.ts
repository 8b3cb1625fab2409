// The answers of all queries that are shown, at the same times. Nothing is asked before the spacing of the samples is known,
// which decides the step.
import { useMemo } from 'react';
import type { ContractError } from '../../../../contract/errors.ts';
import type { MetricsQueryAnswer, MetricsQueryRequest } from '../../../../contract/metrics.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { useAnswers } from '../../../data/use-answers.ts';
import type { MetricsQuery } from '../../../routes/metrics-route.ts';
import type { Evaluations } from '../model/time-steps.ts';

/** Most series that an answer brings. */
export const mostSeries = 1000;

export interface QueryState {
  readonly answer: MetricsQueryAnswer | undefined;
  readonly error: ContractError | undefined;
  readonly retry: () => void;
}

/** The least spacing of what the queries select, milliseconds; 0 where unknown, undefined until it is asked. */
export function useSpacing(queries: readonly MetricsQuery[]): number | undefined {
  const { run } = useSelectedRun();
  const answers = useAnswers(
    'metrics.spacing',
    queries.map(({ text, hidden }) =>
      run === undefined || hidden || text.trim() === '' ? undefined : { run, query: text },
    ),
  );
  if (answers.some(({ isLoading }) => isLoading)) return undefined;
  const known = answers.flatMap(({ data }) => (data === undefined || data.millis === 0 ? [] : [data.millis]));
  return known.length === 0 ? 0 : Math.min(...known);
}

/** At other times. */
const sameQuery = (former: MetricsQueryRequest, next: MetricsQueryRequest): boolean =>
  former.run === next.run && former.query === next.query;

/** `at` undefined asks nothing; `instant` asks for the end only. */
export function useQueryAnswers(
  queries: readonly Pick<MetricsQuery, 'text' | 'hidden'>[],
  at: Evaluations | undefined,
  instant = false,
): readonly QueryState[] {
  const { run } = useSelectedRun();
  const requests = useMemo(
    () =>
      queries.map(({ text, hidden }): MetricsQueryRequest | undefined =>
        run === undefined || at === undefined || hidden || text.trim() === ''
          ? undefined
          : {
              run,
              query: text,
              start: instant ? at.end : at.start,
              end: at.end,
              step: instant ? 0 : at.step,
              maxSeries: mostSeries,
            },
      ),
    [queries, run, at, instant],
  );
  const answers = useAnswers('metrics.query', requests, { keepPrevious: sameQuery });
  return answers.map(({ data, error, refetch }, index) => ({
    answer: requests[index] === undefined ? undefined : data,
    error: requests[index] === undefined ? undefined : (error ?? undefined),
    retry: () => void refetch(),
  }));
}
