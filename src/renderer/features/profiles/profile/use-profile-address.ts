// The profile page's state is its address: read here, changed here.
import { useCallback, useMemo, useRef } from 'react';
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
  const newest = useRef(place);
  newest.current = place;
  // Always the same function: what only changes the address is not drawn anew by it.
  const change = useCallback<ChangePlace>(
    (patch, push = false) => {
      if (newest.current !== undefined)
        navigate(profileLink({ ...newest.current, run: param, ...patch }), { replace: !push });
    },
    [navigate, param],
  );
  return { place, change };
}
