import { Flame } from 'lucide-react';
import { parseProfileRoute } from '../../routes/profile-route.ts';
import { parseProfilesRoute, profilesLink } from '../../routes/profiles-route.ts';
import type { Feature } from '../feature.ts';
import { ProfilesPage } from './list/profiles-page.tsx';
import { ProfilePage } from './profile/profile-page.tsx';

export const profilesFeature: Feature = {
  id: 'profiles',
  title: 'Profiles',
  rail: {
    title: 'Profiles',
    icon: Flame,
    key: 'f',
    link: (run) => profilesLink({ run }),
    covers: ['profile', 'allocations'],
  },
  matches: (place) => parseProfilesRoute(place) !== undefined,
  page: ProfilesPage,
};

export const profileFeature: Feature = {
  id: 'profile',
  title: 'Profile',
  matches: (place) => parseProfileRoute(place) !== undefined,
  page: ProfilePage,
};
