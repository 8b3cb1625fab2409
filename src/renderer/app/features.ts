// The pages of the app, in the order of the rail.
import { allocationsFeature } from '../features/allocations/index.ts';
import { compareFeature } from '../features/compare/index.ts';
import { dashboardsFeature } from '../features/dashboards/index.ts';
import { importsFeature } from '../features/imports/index.ts';
import { logsFeature } from '../features/logs/index.ts';
import { mapFeature } from '../features/map/index.ts';
import { metricsFeature } from '../features/metrics/index.ts';
import { problemsFeature } from '../features/problems/index.ts';
import { profileFeature, profilesFeature } from '../features/profiles/index.ts';
import { runsFeature } from '../features/runs/index.ts';
import { sessionFeature, sessionsFeature } from '../features/sessions/index.ts';
import { settingsFeature } from '../features/settings/index.ts';
import { sourcesFeature } from '../features/sources/index.ts';
import { tasksFeature } from '../features/tasks/index.ts';
import { traceFeature } from '../features/trace/index.ts';
import { tracesFeature } from '../features/traces/index.ts';
import type { Feature } from '../features/feature.ts';

export const features: readonly Feature[] = [
  tracesFeature,
  traceFeature,
  compareFeature,
  logsFeature,
  metricsFeature,
  profilesFeature,
  profileFeature,
  allocationsFeature,
  sessionsFeature,
  sessionFeature,
  tasksFeature,
  mapFeature,
  dashboardsFeature,
  sourcesFeature,
  runsFeature,
  importsFeature,
  problemsFeature,
  settingsFeature,
];
