import { Settings2 } from 'lucide-react';
import { isSettingsRoute, settingsLink } from '../../routes/settings-route.ts';
import type { Feature } from '../feature.ts';
import { SettingsPage } from './settings-page.tsx';

export const settingsFeature: Feature = {
  id: 'settings',
  title: 'Settings',
  rail: { title: 'Settings', icon: Settings2, key: ',', link: settingsLink },
  anyRun: true,
  matches: isSettingsRoute,
  page: SettingsPage,
};
