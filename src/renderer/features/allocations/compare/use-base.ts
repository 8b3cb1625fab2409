// Which file the page compares with: the one of the address, else the oldest of the run that is looked at. That run may be
// another one; its choice becomes part of the address with the file.
import { useEffect, useState } from 'react';
import type { RunId } from '../../../../contract/ids.ts';
import type { StoredProfile } from '../../../../contract/profiles/list.ts';
import type { AllocationsPlace } from '../../../routes/allocations-route.ts';
import type { AllocationsScreen } from '../allocations-screen.ts';
import { useDhatFiles } from './use-dhat-files.ts';

type Base = NonNullable<AllocationsPlace['base']>;

export interface ChosenBase {
  /** The run whose files are offered. */
  readonly looked: RunId;
  readonly look: (run: RunId) => void;
  /** Its DHAT files but for the one that is compared; `undefined` until they are known. */
  readonly offered: readonly StoredProfile[] | undefined;
  /** `undefined` where there is none. */
  readonly base: Base | undefined;
  readonly choose: (profile: number) => void;
}

export function useBase({ run, file, place, change }: AllocationsScreen): ChosenBase {
  // A choice holds until the address says something else.
  const address = `${file.profile} ${place.base?.profile} ${place.base?.run}`;
  const [turn, setTurn] = useState<{ readonly to: RunId; readonly from: string }>();
  const turnedTo = turn?.from === address ? turn.to : undefined;
  const looked = turnedTo ?? place.base?.run ?? run;
  const offered = useDhatFiles(looked)?.filter(({ profile }) => looked !== run || profile !== file.profile);
  const baseOf = (profile: number): Base => ({ profile, run: looked === run ? undefined : looked });
  const named = place.base !== undefined && (place.base.run ?? run) === looked ? place.base : undefined;
  const first = offered?.[0]?.profile;
  const base = named ?? (first === undefined ? undefined : baseOf(first));
  const turned = turnedTo !== undefined && named === undefined && base !== undefined;
  useEffect(() => {
    if (turned) change({ base });
  });
  return {
    looked,
    look: (to) => setTurn({ to, from: address }),
    offered,
    base,
    choose: (profile) => change({ base: baseOf(profile) }),
  };
}
