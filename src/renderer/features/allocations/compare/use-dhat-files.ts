// The DHAT files of a run, oldest first.
import { useMemo } from 'react';
import type { RunId } from '../../../../contract/ids.ts';
import type { StoredProfile } from '../../../../contract/profiles/list.ts';
import { useAnswer } from '../../../data/use-answer.ts';

const most = 1000;

export function useDhatFiles(run: RunId): readonly StoredProfile[] | undefined {
  const { data } = useAnswer('profiles.list', { run, text: '', offset: 0, limit: most });
  return useMemo(
    () =>
      data?.profiles
        .filter(({ format, unshown }) => format === 'dhat' && unshown === undefined)
        .toSorted((a, b) => (a.receivedAt < b.receivedAt ? -1 : a.receivedAt > b.receivedAt ? 1 : 0)),
    [data],
  );
}
