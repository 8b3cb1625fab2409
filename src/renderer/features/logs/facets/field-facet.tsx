// The values of one field that the user asked for.
import { useMemo, type ReactNode } from 'react';
import type { LogSelection } from '../../../../contract/logs.ts';
import { usePacedAnswer } from '../../../data/use-paced-answer.ts';
import type { Conditions } from '../use-conditions.ts';
import { FacetGroup } from './facet-group.tsx';

interface FieldFacetProps {
  readonly field: string;
  readonly selection: LogSelection | undefined;
  readonly live: boolean;
  readonly conditions: Conditions;
  readonly tools: ReactNode;
}

/** Milliseconds: looking through values costs more than counting what summaries know. */
const pace = 3000;

export function FieldFacet({ field, selection, live, conditions, tools }: FieldFacetProps): ReactNode {
  const asked = useMemo(() => (selection === undefined ? undefined : { ...selection, field }), [selection, field]);
  const { data } = usePacedAnswer('logs.facets', asked, pace, live, 'logs');
  const notes = [
    data?.valuesAreExact === false ? 'so many values that rare ones are missing' : '',
    data?.exact === false ? 'of the newest records' : '',
  ].filter((text) => text !== '');
  return (
    <FacetGroup
      id={`@${field}`}
      title={field}
      field={field}
      entries={data?.values ?? []}
      conditions={conditions}
      tools={tools}
      note={notes.length === 0 ? undefined : notes.join('; ')}
    />
  );
}
