// How senders say "this span failed" besides the status code, and "this span is not over yet". One row per habit.
// The store decides on arrival which spans failed; the query decides which are not over. A habit is believed on its own
// evidence, whatever the status code says, but for the exception event: with an explicit status ok it tells of a failure
// that was handled.

/** Span status codes of OTLP. */
export const statusOk = 1;
export const statusError = 2;

/** The event that SDKs add when a program records an exception (OpenTelemetry semantic conventions). */
export const exceptionEvent = 'exception';

export interface AttributeSign {
  readonly key: string;
  /** Which values of the attribute say it: these texts, or any text that is not empty. */
  readonly values: readonly string[] | 'any text';
  /** The habit is the sender's only where its spans carry this attribute too. */
  readonly marker?: string;
}

/** Booleans are compared by their text form; numbers say nothing. */
export const errorAttributes: readonly AttributeSign[] = [
  // OpenTracing's convention, kept by many bridges.
  { key: 'error', values: ['true'] },
  // Llama Stack: automatically traced calls that failed carry the message, under status ok.
  { key: 'error', values: 'any text', marker: '__autotraced__' },
  // Kronk: the status stays unset.
  { key: 'request_status', values: ['error'] },
];

/** OmniRT writes its state as the status message and no code. */
export const errorStatusMessage = 'error';

export const unfinishedAttributes: readonly AttributeSign[] = [
  // Logfire sends a span once when it begins.
  { key: 'logfire.span_type', values: ['pending_span'] },
  // Exporters that send open spans, as on shutdown, flag them.
  { key: 'span.unfinished', values: ['true'] },
];

/** Scopes whose spans are unfinished where the end equals the start: OmniRT exports a stage that never ended like this. */
export const unfinishedScopes: readonly string[] = ['omnirt'];

/** Scopes whose spans never name a parent: where a span lies within another, it is shown below it. */
export const parentlessScopes: readonly string[] = ['omnirt'];
