// Attribute keys by which spans and log records belong together beyond their trace, and what collectors of native events
// write so that one set of rules serves all of them. Sources: what StreamKit, Llama Stack, OmniRT and Twinkle send, and
// OpenTelemetry's conventions for sessions and gen_ai.

/** A span or record with one of these belongs to the session of its value. Settings may add keys. */
export const sessionKeys: readonly string[] = [
  'session.id',
  'session_id',
  'twinkle.session_id',
  'gen_ai.conversation.id',
  'omnirt.job_id',
  'kronk.request_id',
];

/** Values that name a session under a key which is too common to do so by itself: a chat completion is a request of Kronk. */
export const sessionValues: readonly { readonly key: string; readonly begins: string }[] = [
  { key: 'id', begins: 'chatcmpl-' },
];

/** Keys that name a part of exactly one session: where one item has such a key and a session, others with it follow. */
export const joinKeys: readonly string[] = [
  'turn_id',
  'twinkle.model_id',
  'twinkle.sampling_session_id',
  'kronk.trace_id',
];

export const turnKeys: readonly string[] = ['turn_id'];
export const correlationKeys: readonly string[] = ['correlation_id'];

/** What part of the service did it: lanes of the timeline, the first that is there. */
export const nodeKeys: readonly string[] = ['node_id', 'node.name', 'gen_ai.agent.name', 'agent_name'];
export const stageKeys: readonly string[] = ['stage_name', 'stage'];

/** Event names with a meaning of their own, written by collectors. */
export const SessionEvent = {
  /** The session began, or ended, as its source says. */
  began: 'session.start',
  ended: 'session.end',
  /** Nothing was received for a while: attribute `gap.seconds`, time of the end of the gap. */
  gap: 'otterscope.gap',
  /** The sender dropped items: attribute `dropped`. */
  loss: 'otterscope.loss',
} as const;
