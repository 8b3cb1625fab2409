import { Cpu } from 'lucide-react';
import { parseTasksRoute, tasksLink } from '../../routes/tasks-route.ts';
import type { Feature } from '../feature.ts';
import { TasksPage } from './tasks-page.tsx';

export const tasksFeature: Feature = {
  id: 'tasks',
  title: 'Tasks',
  rail: { title: 'Tasks', icon: Cpu, key: 'k', link: (run) => tasksLink({ run }) },
  matches: (place) => parseTasksRoute(place) !== undefined,
  page: TasksPage,
};
