import { MessagesSquare } from 'lucide-react';
import { parseSessionRoute, parseSessionsRoute, sessionsLink } from '../../routes/sessions-route.ts';
import type { Feature } from '../feature.ts';
import { SessionsPage } from './list/sessions-page.tsx';
import { SessionPage } from './timeline/session-page.tsx';

export const sessionsFeature: Feature = {
  id: 'sessions',
  title: 'Sessions',
  rail: {
    title: 'Sessions',
    icon: MessagesSquare,
    key: 'i',
    link: (run) => sessionsLink({ run }),
    covers: ['session'],
  },
  matches: (place) => parseSessionsRoute(place) !== undefined,
  page: SessionsPage,
};

export const sessionFeature: Feature = {
  id: 'session',
  title: 'Session',
  matches: (place) => parseSessionRoute(place) !== undefined,
  page: SessionPage,
};
