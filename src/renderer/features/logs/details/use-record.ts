// Everything about one record, asked once it has been wanted for a moment: holding `j` asks for none in between.
import { useEffect, useState } from 'react';
import type { ContractError } from '../../../../contract/errors.ts';
import type { LogDetails } from '../../../../contract/logs.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { useAnswer } from '../../../data/use-answer.ts';

const rest = 50;

export interface AskedRecord {
  /** The former one until the new one is there. */
  readonly record: LogDetails | undefined;
  readonly current: boolean;
  readonly error: ContractError | null;
}

export function useRecord(sequence: number): AskedRecord {
  const { run } = useSelectedRun();
  const [asked, setAsked] = useState(sequence);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(sequence), rest);
    return () => clearTimeout(timer);
  }, [sequence]);
  const { data, error } = useAnswer('logs.record', run === undefined ? undefined : { run, sequence: asked }, {
    keepPrevious: true,
  });
  return { record: data, current: data?.sequence === sequence, error: asked === sequence ? error : null };
}
