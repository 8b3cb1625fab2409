// What the engine tells the collect worker, and what comes back.
import type { Collector, CollectorStatus, CollectorTrial } from '../../contract/collectors.ts';
import type { Payload, Receipt } from '../../contract/ingest.ts';
import type { ProblemReport } from '../../contract/problems.ts';

/** Given to the worker at its start. */
export interface CollectData {
  /** For what collectors remember over a restart; made when needed. */
  readonly folder: string;
}

export type ToCollect =
  | { readonly kind: 'use'; readonly collectors: readonly Collector[] }
  | { readonly kind: 'retry'; readonly id: string }
  | { readonly kind: 'try'; readonly trial: number; readonly collector: Collector }
  | { readonly kind: 'receipt'; readonly request: number; readonly receipt: Receipt }
  /** Everything is stopped; answered by `closed`. */
  | { readonly kind: 'close' };

export type FromCollect =
  /** At most ten a second. */
  | { readonly kind: 'statuses'; readonly statuses: readonly CollectorStatus[] }
  | { readonly kind: 'trial'; readonly trial: number; readonly outcome: CollectorTrial }
  | { readonly kind: 'problem'; readonly problem: ProblemReport }
  /** For the live run; answered by `receipt`. */
  | { readonly kind: 'request'; readonly request: number; readonly payload: Payload }
  | { readonly kind: 'closed' };
