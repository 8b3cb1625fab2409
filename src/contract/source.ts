// Files of source code on this machine, as stack traces name them. Paths come from telemetry: they are only ever looked
// up, and what is found is opened by the user's own hand.

export interface SourceMethods {
  /**
   * Which of these absolute paths (at most 200) are readable files of this machine. 1 or 0 per path. All 0 where the window
   * may be on another machine (`--listen` beyond loopback).
   */
  'source.locate': { request: { readonly paths: readonly string[] }; answer: { readonly found: Uint8Array } };
}
