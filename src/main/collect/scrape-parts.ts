// What the engine hands to the room: where samples go and how pages are read. Decoders are not imported here.
import type { ExpositionReader, ExpositionType, LintFinding } from '../../contract/exposition.ts';
import type { ProblemReport } from '../../contract/problems.ts';
import type { ScrapeEnd, ScrapeTarget } from '../../contract/scrape.ts';
import type { SampleSink } from '../../contract/sample-batch.ts';

export interface ScrapeParts {
  /** The live run at the moment of the call. */
  readonly sink: () => SampleSink;
  readonly newReader: () => ExpositionReader;
  /** The format that a Content-Type announces. */
  readonly typeOf: (contentType: string | undefined) => ExpositionType | undefined;
  /** What is wrong with a page, strictly; `before` is a page of the same target from a moment earlier. */
  readonly lint: (page: Uint8Array, type: ExpositionType, before?: Uint8Array) => readonly LintFinding[];
  /** Writes a scrape down that begins now; call the answer at most once. */
  readonly record: (target: ScrapeTarget) => (end: ScrapeEnd) => void;
  readonly report: (problem: ProblemReport) => void;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** The status of a target is another one. */
  readonly onStatus: () => void;
}

/** Largest page, unpacked. */
export const maxPageBytes = 64 * 1024 ** 2;
