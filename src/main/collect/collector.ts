// What a collector is given and how it ends. One file (or folder) per kind of source has a `Collect` function: it connects,
// emits records and runs until the connection ends. Trying again, back-off, rates and status are the supervisor's.
import type { Collector, CollectorKind, CollectorStatus } from '../../contract/collectors.ts';
import type { RecordGroup } from '../../contract/otlp-records.ts';
import type { ScrapeFailure } from '../../contract/scrape.ts';
import type { UnixNanos } from '../../contract/time.ts';
import type { KeptPlace } from './kept-places.ts';

export type CollectorOf<K extends CollectorKind> = Extract<Collector, { kind: K }>;

export interface CollectorParts<K extends CollectorKind = CollectorKind> {
  readonly collector: CollectorOf<K>;
  /**
   * Stores records of one signal in the live run. Resolves when they are committed; waits while the run is busy, which is
   * the collector's back-pressure. Never rejects: what could not be stored is counted as lost and told.
   */
  readonly emit: (groups: readonly RecordGroup[]) => Promise<void>;
  /** The connection stands: back-off begins anew, the status is `live`. */
  readonly connected: (facts?: CollectorStatus['facts']) => void;
  /** A word about what is well but worth knowing. */
  readonly note: (text: string) => void;
  /** So many items are missing, and why, in words. */
  readonly lost: (count: number, why: string) => void;
  readonly now: () => UnixNanos;
  /** Aborted when the collector is stopped, paused, changed, or its trial is over. */
  readonly signal: AbortSignal;
  /** What the collector remembers from one connection to the next, over a pause too; another address begins anew. */
  readonly memory: Map<string, unknown>;
  /** How far it was read, kept over restarts of the engine; set it after what lies before was stored. */
  readonly place: KeptPlace;
  /** Nothing is stored and nothing is to be remembered: it is only seen whether the source can be fetched. */
  readonly trial?: boolean;
}

/**
 * Runs until the other side ends (`again`: try after a pause; `finished`: nothing more will come) or the signal is aborted.
 * Throws CollectFailure when it cannot go on; any other error is told as a fault of ours.
 */
export type Collect<K extends CollectorKind> = (parts: CollectorParts<K>) => Promise<'again' | 'finished'>;

export type CollectorKinds = { readonly [K in CollectorKind]?: Collect<K> };

/** Why a source cannot be fetched, in words for its owner, and what to do about it. */
export class CollectFailure extends Error implements ScrapeFailure {
  readonly reason: string;
  readonly advice: string;
  /** Trying again cannot help: it has to be edited, or the other side changed. It is still tried, at the longest pause. */
  readonly lasting: boolean;

  constructor(reason: string, advice = '', { lasting = false }: { readonly lasting?: boolean } = {}) {
    super(reason);
    this.reason = reason;
    this.advice = advice;
    this.lasting = lasting;
  }
}
