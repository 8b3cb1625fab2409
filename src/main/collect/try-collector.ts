// The test before a source is added: it is connected for a few seconds, and nothing of what it sends is stored.
import { collectorTrouble, type Collector, type CollectorTrial } from '../../contract/collectors.ts';
import type { UnixNanos } from '../../contract/time.ts';
import { CollectFailure, type Collect } from './collector.ts';
import { openKeptPlaces } from './kept-places.ts';

/** Milliseconds in which a source has to answer, and for which one that answered is listened to. */
const patience = 5000;
const listening = 1500;

/** Never rejects. */
export async function tryCollector(
  collector: Collector,
  collect: Collect<Collector['kind']> | undefined,
  now: () => UnixNanos,
): Promise<CollectorTrial> {
  const trouble = collectorTrouble(collector);
  if (trouble !== undefined) return { kind: 'failed', reason: trouble, advice: '' };
  if (collect === undefined) return { kind: 'failed', reason: 'this program cannot fetch such a source', advice: '' };
  const stopping = new AbortController();
  let timer = setTimeout(() => stopping.abort(), patience);
  let reached = false;
  let records = 0;
  let note = '';
  let facts: Extract<CollectorTrial, { kind: 'reached' }>['facts'] = [];
  try {
    await collect({
      collector,
      emit: async (groups) => {
        for (const { items } of groups) records += items.length;
      },
      connected(found = []) {
        facts = found;
        if (reached) return;
        reached = true;
        clearTimeout(timer);
        timer = setTimeout(() => stopping.abort(), listening);
      },
      note: (text) => {
        note = text;
      },
      lost: () => undefined,
      now,
      signal: stopping.signal,
      memory: new Map(),
      place: openKeptPlaces(undefined, () => undefined).of(collector.id),
      trial: true,
    });
  } catch (error) {
    if (!reached && !stopping.signal.aborted)
      return error instanceof CollectFailure
        ? { kind: 'failed', reason: error.reason, advice: error.advice }
        : { kind: 'failed', reason: error instanceof Error ? error.message : String(error), advice: '' };
  } finally {
    clearTimeout(timer);
  }
  if (reached) return { kind: 'reached', records, facts, note };
  return {
    kind: 'failed',
    reason: `there was no answer within ${patience / 1000} s`,
    advice: 'Is the service running, and is this its address?',
  };
}
