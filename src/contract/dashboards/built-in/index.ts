// The dashboards that come with the app. Each appears when one of its metrics has arrived.
import type { BuiltIn } from './build.ts';
import { jvmRuntime } from './jvm.ts';
import { dotnetRuntime, goRuntime, nodeRuntime, pythonRuntime } from './runtimes.ts';
import { httpClient, httpServer, rpcCalls } from './servers.ts';
import { genAi, host, processes } from './systems.ts';

export const builtInDashboards: readonly BuiltIn[] = [
  httpServer,
  httpClient,
  rpcCalls,
  genAi,
  goRuntime,
  jvmRuntime,
  nodeRuntime,
  pythonRuntime,
  dotnetRuntime,
  processes,
  host,
];

/** `names`: of metrics that the run has, as sent and translated. */
export function hasDataFor({ metrics }: BuiltIn, names: ReadonlySet<string>): boolean {
  return metrics.some((name) => names.has(name));
}
