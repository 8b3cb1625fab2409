// What the engine tells the ingest worker, and what comes back.
import type { PackedError } from './packed-error.ts';
import type { ProfileChange } from './profile-service.ts';
import type { Address } from './config.ts';
import type { Endpoints, IngestRecord, IngestTotals, Payload, Receipt } from '../../contract/ingest.ts';
import type { RunId } from '../../contract/ids.ts';
import type { WatchedProcess } from '../../contract/processes.ts';
import type { ProblemReport } from '../../contract/problems.ts';
import type { WriteAnswer, WriteCall } from '../../contract/remote-write.ts';
import type { Settings } from '../../contract/runs.ts';
import type { ScrapeTarget, TargetStatus, TargetTrial } from '../../contract/scrape.ts';
import type { AddedProfile, NewProfile } from '../store/new-profile.ts';

/** The file to write; created where it does not exist. */
export interface LiveRun {
  readonly id: RunId;
  readonly path: string;
  readonly name: string;
  /** The user gave the name; a run without one is not kept when it ends empty. */
  readonly named: boolean;
}

export type IngestSettings = Pick<Settings, 'retention' | 'durability' | 'noise' | 'targets' | 'maskedKeys'>;

/** Given to the worker at its start. */
export interface IngestData {
  readonly run: LiveRun;
  readonly settings: IngestSettings;
  /** Of the data folder; secrets are hashed with it. */
  readonly maskSecret: string;
  /** Whether processes of this machine that send are looked at. */
  readonly watchProcesses: boolean;
  /** Written into new runs: this machine's name and this program's version. */
  readonly host: string;
  readonly version: string;
  readonly grpc: Address | undefined;
  readonly http: Address | undefined;
  /** The port of the HTTP surface, never to be offered as free. */
  readonly reservedPorts: readonly number[];
}

/** Calls to the worker, each with its answer. */
export interface IngestCalls {
  /** Seals the run that is being written and goes on with another; no request is lost or refused meanwhile. */
  switchRun: { request: LiveRun; answer: undefined };
  renameRun: { request: { readonly name: string }; answer: undefined };
  settings: { request: IngestSettings; answer: undefined };
  listen: { request: { readonly grpc?: number | undefined; readonly http?: number | undefined }; answer: Endpoints };
  recent: {
    request: { readonly limit: number };
    answer: { readonly records: readonly IngestRecord[]; readonly totals: IngestTotals };
  };
  /** Stores a request that came with a file into the live run. */
  store: { request: Payload; answer: Receipt };
  /** Stores a profile into the live run. */
  storeProfile: { request: NewProfile; answer: AddedProfile & { readonly run: RunId } };
  /** Renames or deletes profiles of the live run. */
  changeProfiles: { request: ProfileChange; answer: undefined };
  /** A request of Prometheus' remote write, packed as it came. */
  remoteWrite: {
    request: WriteCall;
    answer: WriteAnswer;
  };
  processes: { request: Record<string, never>; answer: readonly WatchedProcess[] };
  targets: { request: Record<string, never>; answer: readonly TargetStatus[] };
  tryTarget: { request: { readonly target: ScrapeTarget }; answer: TargetTrial };
  /** What the writer of the live run knows without looking at the file. */
  counts: { request: Record<string, never>; answer: WriterCounts };
  /** Stops receiving, seals, checkpoints. */
  close: { request: Record<string, never>; answer: undefined };
}
export type IngestCallName = keyof IngestCalls;

export interface WriterCounts {
  readonly totals: IngestTotals;
  readonly commits: number;
  readonly sealedBlocks: number;
  readonly queuedRequests: number;
  readonly queuedBytes: number;
  readonly evictedSpans: number;
  readonly evictedLogs: number;
  readonly evictedSamples: number;
  readonly memory: ThreadMemory;
}

/** Of one thread, bytes. */
export interface ThreadMemory {
  readonly heapTotal: number;
  readonly arrayBuffers: number;
}

export interface ToIngest {
  readonly id: number;
  readonly call: IngestCallName;
  readonly request: IngestCalls[IngestCallName]['request'];
}

export type FromIngest =
  | { readonly kind: 'ready'; readonly endpoints: Endpoints }
  /** The run file cannot be written; the worker ends. */
  | { readonly kind: 'unable'; readonly error: PackedError }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: PackedError }
  /** Something was committed since the last of these; at most ten a second. */
  | {
      readonly kind: 'moved';
      readonly run: RunId;
      readonly cursor: number;
      readonly spans: boolean;
      readonly logs: boolean;
      readonly samples: boolean;
      readonly profiles: boolean;
      readonly totals: IngestTotals;
    }
  /** The file of the live run is gone or another one; nothing is stored until the run is switched. */
  | { readonly kind: 'lost'; readonly run: RunId }
  /** The status of a target changed; at most ten a second. */
  | { readonly kind: 'targets' }
  | { readonly kind: 'problem'; readonly problem: ProblemReport }
  | { readonly kind: 'endpoints'; readonly endpoints: Endpoints };
