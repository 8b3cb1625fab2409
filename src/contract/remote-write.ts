// Prometheus' remote write, read: series with their samples. Both versions of the protocol become the same.
import type { Rejection } from './span-batch.ts';
import type { SampleExemplar, SampleHistogram, SeriesLabels, SeriesType } from './sample-batch.ts';

export type RemoteWriteVersion = '1.0' | '2.0';

/** The connection that a request came over. */
export interface PeerAddress {
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly remoteFamily: string;
  readonly localPort: number;
}

/** One request: its body as it came, or why there was none to read, which the sender has been told. */
export interface WriteCall {
  readonly path: string;
  readonly contentType: string;
  readonly compression: string;
  readonly userAgent: string;
  readonly peer: PeerAddress;
  readonly content:
    | { readonly kind: 'body'; readonly body: Uint8Array; readonly version: RemoteWriteVersion }
    | { readonly kind: 'refused'; readonly bytes: number; readonly status: number; readonly message: string };
}

export interface WrittenSample {
  /** Unix milliseconds. */
  readonly time: number;
  /** Unix milliseconds since when it counts; 0 where unknown. */
  readonly start: number;
  /** The series has ended. */
  readonly stale: boolean;
  readonly value: number;
  readonly histogram: SampleHistogram | undefined;
}

export interface WrittenSeries {
  /** As sent, with `__name__`. */
  readonly labels: SeriesLabels;
  /** What version 2.0 says with every series; version 1.0 says it in messages of their own. */
  readonly metadata: WrittenMetadata | undefined;
  readonly samples: readonly WrittenSample[];
  readonly exemplars: readonly Omit<SampleExemplar, 'sample'>[];
}

export interface WrittenMetadata {
  /** Empty where it belongs to the series that it came with. */
  readonly family: string;
  readonly type: SeriesType;
  readonly unit: string;
  readonly help: string;
}

export interface WriteRequest {
  readonly series: readonly WrittenSeries[];
  readonly metadata: readonly WrittenMetadata[];
  /** Series that could not be used, in words. */
  readonly rejections: readonly string[];
  /** Samples of those. */
  readonly rejected: number;
  /** Unpacked. */
  readonly bodyBytes: number;
}

/** What became of a body, for the inspector. */
export interface WriteOutcome {
  readonly answer: WriteAnswer;
  /** Unpacked; 0 where it could not be. */
  readonly bodyBytes: number;
  /** Samples and histograms. */
  readonly accepted: number;
  readonly rejected: number;
  readonly rejections: readonly Rejection[];
  readonly jobs: readonly string[];
}

/** What a sender is told. */
export interface WriteAnswer {
  readonly status: number;
  /** Empty when all is well. */
  readonly message: string;
  readonly retryAfterSeconds: number | undefined;
  /** What is stored, for version 2.0. */
  readonly written: { readonly samples: number; readonly histograms: number; readonly exemplars: number };
}
