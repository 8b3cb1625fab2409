// The schema of every method's request. The check at the end fails to compile when a method has none, or when
// what a schema lets through is not what the contract says.
import type { ZodMiniType } from 'zod/mini';
import { appSchemas } from './app.ts';
import { capturesSchemas } from './captures.ts';
import { collectorsSchemas } from './collectors.ts';
import { compareSchemas } from './compare.ts';
import { dashboardSchemas } from './dashboards.ts';
import { exportSchemas } from './exports.ts';
import { goroutinesSchemas } from './goroutines.ts';
import { importsSchemas } from './imports.ts';
import { ingestSchemas } from './ingest.ts';
import { logsSchemas } from './logs.ts';
import { metricsSchemas } from './metrics.ts';
import { flameSchemas } from './flame.ts';
import { allocationsSchemas } from './allocations.ts';
import { profileTableSchemas } from './profile-tables.ts';
import { profilesSchemas } from './profiles.ts';
import { runsSchemas } from './runs.ts';
import { searchSchemas } from './search.ts';
import { traceAnalysisSchemas } from './trace-analysis.ts';
import { servicesSchemas } from './services.ts';
import { sessionsSchemas } from './sessions.ts';
import { tasksSchemas } from './tasks.ts';
import { sourceSchemas } from './source.ts';
import { spansSchemas } from './spans.ts';
import { targetsSchemas } from './targets.ts';
import { tracesSchemas } from './traces.ts';
import type { MethodName, RequestOf } from '../../../contract/methods.ts';

export const requestSchemas = {
  ...appSchemas,
  ...runsSchemas,
  ...tracesSchemas,
  ...traceAnalysisSchemas,
  ...logsSchemas,
  ...metricsSchemas,
  ...compareSchemas,
  ...dashboardSchemas,
  ...exportSchemas,
  ...searchSchemas,
  ...servicesSchemas,
  ...sourceSchemas,
  ...spansSchemas,
  ...ingestSchemas,
  ...importsSchemas,
  ...targetsSchemas,
  ...capturesSchemas,
  ...collectorsSchemas,
  ...sessionsSchemas,
  ...tasksSchemas,
  ...flameSchemas,
  ...goroutinesSchemas,
  ...allocationsSchemas,
  ...profileTableSchemas,
  ...profilesSchemas,
} satisfies { readonly [M in MethodName]: ZodMiniType<RequestOf<M>> };
