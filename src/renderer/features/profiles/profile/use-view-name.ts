// What files made of a view are called: after the profile, and the one that it is compared with.
import type { StoredProfile } from '../../../../contract/profiles/list.ts';
import { profileName } from '../../../../contract/profiles/profile-name.ts';
import { useAnswer } from '../../../data/use-answer.ts';
import type { ProfileScreen } from './profile-screen.ts';

/** Without its ending, e.g. `cpu-now-against-cpu-before`. */
export function useViewName({ run, stored, place: { base } }: ProfileScreen): string {
  const { data } = useAnswer(
    'profiles.open',
    base === undefined ? undefined : { run: base.run ?? run, profile: base.profile },
  );
  return viewName(stored, base === undefined ? undefined : data?.stored);
}

type Named = Pick<StoredProfile, 'name' | 'kind' | 'services'>;

export function viewName(profile: Named, base: Named | undefined): string {
  const name = bare(profileName(profile));
  return base === undefined ? name : `${name}-against-${bare(profileName(base))}`;
}

const endings = /(?:\.(?:pb|pprof|prof|json|txt|folded|svg|cpuprofile|heapprofile|heap|speedscope|gz|zst))+$/i;

const bare = (name: string): string => name.replace(endings, '') || name;
