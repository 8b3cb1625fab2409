// Two profiles to compare: the first is marked, in this run or another; the second one opens the comparison.
import type { ReactNode } from 'react';
import type { StoredProfile } from '../../../../contract/profiles/list.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { profileLink } from '../../../routes/profile-route.ts';
import { useNavigate } from '../../../routes/use-place.tsx';
import { MarkStrip } from '../../../ui/mark-strip.tsx';
import { profileName } from '../../../../contract/profiles/profile-name.ts';
import { markProfile, useMarkedProfile } from './marked-profile.ts';

/** Marks a profile; the marked one again lets go of it; another one is shown against it. */
export function useCompareMark(): (stored: StoredProfile | undefined) => void {
  const { run, param } = useSelectedRun();
  const navigate = useNavigate();
  return (stored) => {
    if (stored === undefined || run === undefined) return;
    const { marked } = useMarkedProfile.getState();
    if (marked === undefined) return markProfile({ run, profile: stored.profile, name: profileName(stored) });
    markProfile(undefined);
    if (marked.run === run && marked.profile === stored.profile) return;
    const base = { profile: marked.profile, part: 0, run: marked.run === run ? undefined : marked.run };
    navigate(profileLink({ profile: stored.profile, base, run: param }));
  };
}

export function CompareMark(): ReactNode {
  const marked = useMarkedProfile((state) => state.marked);
  if (marked === undefined) return undefined;
  return (
    <MarkStrip onLetGo={() => markProfile(undefined)}>
      <strong>{marked.name}</strong> is the base. Select another profile, here or in another run, and press <kbd>v</kbd>{' '}
      to see what changed since.
    </MarkStrip>
  );
}
