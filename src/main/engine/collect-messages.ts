// What the engine tells the collect worker, and what comes back.
import type { Collector, CollectorStatus, CollectorTrial } from '../../contract/collectors.ts';
import type { Payload, Receipt } from '../../contract/ingest.ts';
import type { CapturedProfile, CaptureOrder, CaptureStatus } from '../../contract/profiles/captures.ts';
import type { KeptLife } from '../collect/kept-places.ts';
import type { ProblemReport } from '../../contract/problems.ts';
import type { FetchedProfile } from '../collect/captures/capture.ts';

/** Given to the worker at its start. */
export interface CollectData {
  /** For what collectors remember over a restart; made when needed. */
  readonly folder: string;
  readonly life: KeptLife;
}

/** What became of a profile that was fetched; `why` in words. */
export type StoredProfile =
  | ({ readonly kind: 'stored' } & CapturedProfile)
  | { readonly kind: 'failed'; readonly why: string };

export type ToCollect =
  | { readonly kind: 'use'; readonly collectors: readonly Collector[] }
  | { readonly kind: 'retry'; readonly id: string }
  | { readonly kind: 'try'; readonly trial: number; readonly collector: Collector }
  | { readonly kind: 'receipt'; readonly request: number; readonly receipt: Receipt }
  | { readonly kind: 'capture'; readonly id: string; readonly order: CaptureOrder }
  | { readonly kind: 'cancelCapture'; readonly id: string }
  | { readonly kind: 'clearCaptures' }
  | { readonly kind: 'profileStored'; readonly request: number; readonly stored: StoredProfile }
  /** Everything is stopped; answered by `closed`. */
  | { readonly kind: 'close' };

export type FromCollect =
  /** At most ten a second. */
  | { readonly kind: 'statuses'; readonly statuses: readonly CollectorStatus[] }
  | { readonly kind: 'trial'; readonly trial: number; readonly outcome: CollectorTrial }
  | { readonly kind: 'problem'; readonly problem: ProblemReport }
  /** For the live run; answered by `receipt`. */
  | { readonly kind: 'request'; readonly request: number; readonly payload: Payload }
  /** At most ten a second. */
  | { readonly kind: 'captures'; readonly captures: readonly CaptureStatus[] }
  /** For the live run; answered by `profileStored`. */
  | { readonly kind: 'profile'; readonly request: number; readonly profile: FetchedProfile }
  /** One that was not stored yet is not wanted any more. */
  | { readonly kind: 'profileCancelled'; readonly request: number }
  | { readonly kind: 'closed' };
