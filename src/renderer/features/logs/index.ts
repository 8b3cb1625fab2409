import { ScrollText } from 'lucide-react';
import { logsLink, parseLogsRoute } from '../../routes/logs-route.ts';
import type { Feature } from '../feature.ts';
import { LogsPage } from './logs-page.tsx';

export const logsFeature: Feature = {
  id: 'logs',
  title: 'Logs',
  rail: { title: 'Logs', icon: ScrollText, key: 'l', link: (run) => logsLink({ run }) },
  matches: (place) => parseLogsRoute(place) !== undefined,
  page: LogsPage,
};
