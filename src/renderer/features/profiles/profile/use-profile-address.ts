// The profile page's state is its address: read here, changed here.
import { useCallback, useMemo } from 'react';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { parseProfileRoute, profileLink, type ProfilePlace } from '../../../routes/profile-route.ts';
import { useNavigate, usePlace } from '../../../routes/use-place.tsx';

/** Adjusting replaces the entry of the history; `push` makes a new one, for steps that one wants to go back from. */
export type ChangePlace = (patch: Partial<ProfilePlace>, push?: boolean) => void;

export function useProfileAddress(): { readonly place: ProfilePlace | undefined; readonly change: ChangePlace } {
  const at = usePlace();
  const navigate = useNavigate();
  const { param } = useSelectedRun();
  const place = useMemo(() => parseProfileRoute(at), [at]);
  const change = useCallback<ChangePlace>(
    (patch, push = false) => {
      if (place !== undefined) navigate(profileLink({ ...place, run: param, ...patch }), { replace: !push });
    },
    [navigate, place, param],
  );
  return { place, change };
}
