// Which collector fetches which kind of source.
import type { CollectorKinds } from './collector.ts';
import { collectHealth } from './health.ts';
import { collectOmnirt } from './omnirt/collect-omnirt.ts';
import { collectStatsviz } from './statsviz/collect-statsviz.ts';
import { collectStreamkit } from './streamkit/collect-streamkit.ts';
import { collectTokioConsole } from './tokio-console/collect-tokio-console.ts';

export const collectorKinds: CollectorKinds = {
  health: collectHealth,
  omnirt: collectOmnirt,
  statsviz: collectStatsviz,
  streamkit: collectStreamkit,
  'tokio-console': collectTokioConsole,
};
