// Which collector fetches which kind of source.
import type { CollectorKinds } from './collector.ts';
import { collectHealth } from './health.ts';

export const collectorKinds: CollectorKinds = { health: collectHealth };
