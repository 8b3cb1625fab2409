// What receivers hand on, what they are told, and what the ingest inspector shows of it.
import type { RunId } from './ids.ts';
import type { UnixNanos } from './time.ts';
import type { Rejection } from './span-batch.ts';

export type Signal = 'traces' | 'logs' | 'metrics' | 'profiles';
export type Encoding = 'protobuf' | 'json';
export type Transport = 'grpc' | 'http';
export type Compression = 'identity' | 'gzip' | 'deflate' | 'zstd';
/** What a body really is: what senders call deflate is the zlib format, or without its header `deflate-raw`. */
export type BodyFormat = Compression | 'deflate-raw';

/** Who sent a request. Worker processes may share one resource, so the sender is part of a stream's identity. */
export interface Sender {
  /** `pid:1234 node server.js` where the local process is known, else the remote address without its port. */
  readonly id: string;
  readonly address: string;
  readonly pid?: number;
  readonly process?: string;
}

/** One export request, decompressed, on its way to the store. */
export interface Payload {
  readonly signal: Signal;
  readonly encoding: Encoding;
  readonly transport: Transport;
  readonly bytes: Uint8Array;
  /** The body as it came over the wire, where that was compressed: the journal may keep it instead of compressing again. */
  readonly compressed?: { readonly compression: BodyFormat; readonly bytes: Uint8Array };
  readonly sender: Sender;
  readonly receivedAt: UnixNanos;
}

/** The answer to one payload, given after its journal row is committed. */
export type Receipt =
  | {
      readonly kind: 'stored';
      readonly accepted: number;
      readonly rejected: number;
      /** Of the accepted ones, those that a noise rule keeps out of the store. */
      readonly ignored: number;
      readonly message: string;
      readonly rejections: readonly Rejection[];
      /** Services named in the request, for the inspector. */
      readonly services?: readonly string[];
      /** Of a request with profiles: its number in the run. */
      readonly profile?: number;
    }
  /** The whole request is unusable; retrying cannot help. */
  | { readonly kind: 'refused'; readonly reason: string; readonly rejections: readonly Rejection[] }
  /** The queue is full or the disk is; the sender should try again after the delay. */
  | {
      readonly kind: 'busy';
      readonly retryAfterMillis: number;
      readonly reason: string;
      /** What is full; a queue when not given. A sender sees 429 / RESOURCE_EXHAUSTED or 503 / UNAVAILABLE. */
      readonly cause?: 'queue' | 'disk';
    };

export type PayloadSink = (payload: Payload) => Promise<Receipt>;

/** Prometheus' remote write, and pages of metrics that were fetched, come beside the OTLP ports. */
export type IngestWay = Transport | 'remote-write' | 'scrape';

/** One line of the ingest inspector: any request that reached a receiver, good or bad, and every scrape. */
export interface IngestRecord {
  readonly sequence: number;
  readonly at: UnixNanos;
  readonly transport: IngestWay;
  readonly signal: Signal | undefined;
  readonly method: string;
  readonly path: string;
  readonly encoding: string;
  readonly compression: string;
  readonly sender: Sender;
  readonly userAgent: string;
  readonly services: readonly string[];
  /** Bytes on the wire and after decompression. */
  readonly wireBytes: number;
  readonly bodyBytes: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Of the accepted ones, those that noise rules kept out of the store. */
  readonly ignored: number;
  /** HTTP status, or gRPC status number; 0 where a scrape got no answer. */
  readonly status: number;
  readonly outcome: 'stored' | 'partial' | 'refused' | 'busy' | 'protocol-error';
  /** Why, in words for the sender; empty when all is well. */
  readonly message: string;
  readonly rejections: readonly Rejection[];
  readonly durationMicros: number;
}

export interface IngestTotals {
  /** Of senders: scrapes, which are ours, are not among them, nor among `refused`. */
  readonly requests: number;
  /** Here and below also of sources that are fetched, and of imports into the live run. */
  readonly spans: number;
  readonly logs: number;
  /** Data points of metrics. */
  readonly samples: number;
  readonly rejected: number;
  /** Kept out of the store by noise rules; not among `spans`. */
  readonly ignored: number;
  readonly refused: number;
  readonly busy: number;
  readonly bytes: number;
  readonly lastAt: UnixNanos | undefined;
}

export const noTotals: IngestTotals = {
  requests: 0,
  spans: 0,
  logs: 0,
  samples: 0,
  rejected: 0,
  ignored: 0,
  refused: 0,
  busy: 0,
  bytes: 0,
  lastAt: undefined,
};

/** The state of one listening port. */
export type EndpointState =
  | { readonly kind: 'listening'; readonly host: string; readonly port: number }
  | {
      readonly kind: 'taken';
      readonly host: string;
      readonly port: number;
      readonly owner: { readonly pid: number; readonly name: string } | undefined;
      readonly reason: string;
    }
  /** Not wanted. */
  | { readonly kind: 'off' }
  /** Wanted, but the part of the engine that receives does not run: not yet, or not at the moment. */
  | { readonly kind: 'down'; readonly reason: 'starting' | 'restarting' };

export interface Endpoints {
  readonly grpc: EndpointState;
  readonly http: EndpointState;
  /** When one is taken: the next pair of free ports, to offer with the variables to paste. */
  readonly free: { readonly grpc: number; readonly http: number } | undefined;
}

/** What the store tells the rest of the engine after a commit. */
export interface Commit {
  readonly run: RunId;
  /** Grows with every commit of the run. */
  readonly cursor: number;
  readonly spans: number;
  readonly logs: number;
  /** Samples of metrics: points of OTLP, or scraped values. */
  readonly samples: number;
  /** Profiles that were stored, renamed or deleted. */
  readonly profiles: number;
  /** Blocks sealed with it. */
  readonly blocks: number;
}
