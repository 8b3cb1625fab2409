// Files of source code on this machine, as stack traces name them. Paths come from telemetry: they are only ever looked
// up, and what is found is opened or shown by the user's own hand.

/** A file of source code, or why there is none, in words after its name. */
export type SourceText =
  | { readonly kind: 'text'; readonly lines: readonly string[] }
  | { readonly kind: 'none'; readonly reason: string };

export interface SourceMethods {
  /**
   * Which of these absolute paths (at most 200) are readable files of this machine. 1 or 0 per path. All 0 where the window
   * may be on another machine (`--listen` beyond loopback).
   */
  'source.locate': { request: { readonly paths: readonly string[] }; answer: { readonly found: Uint8Array } };
  /** The text of a file of this machine, at most 4 MiB, for a window on the same one. */
  'source.read': { request: { readonly path: string }; answer: SourceText };
}
