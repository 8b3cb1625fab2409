// All collectors of the settings: started, changed and ended as these say. One that was edited begins anew.
import {
  collectorTrouble,
  type Collector,
  type CollectorStatus,
  type CollectorTrial,
} from '../../contract/collectors.ts';
import type { Collect, CollectorKinds } from './collector.ts';
import { openKeptPlaces, type KeptPlaces } from './kept-places.ts';
import { firstStatus, supervise, type Supervised, type SuperviseParts } from './supervise.ts';
import { tryCollector } from './try-collector.ts';

export interface Collectors {
  /** Resolves when all are as wanted. Calls are worked off one after the other. */
  use(collectors: readonly Collector[]): Promise<void>;
  readonly statuses: readonly CollectorStatus[];
  retry(id: string): void;
  /** Connects for a few seconds and stores nothing. */
  try(collector: Collector): Promise<CollectorTrial>;
  close(): Promise<void>;
}

interface Running {
  readonly collector: Collector;
  /** `undefined` while paused or unusable. */
  readonly supervised: Supervised | undefined;
  readonly idle: CollectorStatus;
  readonly memory: Map<string, unknown>;
}

/** @param places of sources that are read on where they were left; without, only as long as these collectors live */
export function createCollectors(
  kinds: CollectorKinds,
  parts: SuperviseParts,
  places: KeptPlaces = openKeptPlaces(undefined, () => undefined),
): Collectors {
  const running = new Map<string, Running>();
  let working: Promise<void> = Promise.resolve();
  let closed = false;

  const collectOf = ({ kind }: Collector): Collect<Collector['kind']> | undefined =>
    kinds[kind] as Collect<Collector['kind']> | undefined;

  async function change(wanted: readonly Collector[]): Promise<void> {
    const ids = new Set(wanted.map(({ id }) => id));
    await Promise.all(
      [...running.values()]
        .filter(({ collector }) => !ids.has(collector.id))
        .map(async ({ collector, supervised }) => {
          await supervised?.stop();
          running.delete(collector.id);
          places.forget(collector.id);
        }),
    );
    await Promise.all(wanted.map(place));
    parts.onStatus();
  }

  async function place(collector: Collector): Promise<void> {
    const before = running.get(collector.id);
    if (before !== undefined && JSON.stringify(before.collector) === JSON.stringify(collector)) return;
    await before?.supervised?.stop();
    if (closed) return;
    const since = Number(parts.now() / 1_000_000n);
    const collect = collectOf(collector);
    const trouble =
      collectorTrouble(collector) ?? (collect === undefined ? 'this program cannot fetch such a source' : undefined);
    const idle: CollectorStatus =
      trouble === undefined
        ? firstStatus(collector, 'paused', since)
        : { ...firstStatus(collector, 'unusable', since), failure: { reason: trouble, advice: 'Edit the source.' } };
    // A pause is remembered as a gap; another address is another source.
    const memory =
      before !== undefined && sourceText(before.collector) === sourceText(collector) ? before.memory : new Map();
    const supervised =
      collector.paused || trouble !== undefined || collect === undefined
        ? undefined
        : supervise(collector, collect, { ...parts, place: places.of(collector.id) }, memory);
    running.set(collector.id, { collector, supervised, idle, memory });
  }

  return {
    use(collectors) {
      working = working.then(() => change(collectors));
      return working;
    },
    get statuses() {
      return [...running.values()].map(({ supervised, idle }) => supervised?.status ?? idle);
    },
    retry: (id) => running.get(id)?.supervised?.retry(),
    try: (collector) => tryCollector(collector, collectOf(collector), parts.now),
    async close() {
      closed = true;
      await working;
      await Promise.all([...running.values()].map(({ supervised }) => supervised?.stop()));
      places.close();
    },
  };
}

/** Equal for settings of one source that only was renamed, paused, or goes on. */
function sourceText(collector: Collector): string {
  return JSON.stringify({ ...collector, name: '', paused: false });
}
