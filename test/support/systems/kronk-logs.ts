// What Kronk writes to stdout: a banner, what llama.cpp says, and slog's JSON lines, `trace_id` last, in its three forms.
// Source: Kronk 1.31 cmd/server, sdk/kronk/admission.go, sdk/kronk/model.

export const kronkBanner = `
██╗  ██╗██████╗  ██████╗ ███╗   ██╗██╗  ██╗
KRONK 1.31.9
`;

const llama = 'llama_model_loader: loaded meta data with 28 key-value pairs and 399 tensors from Qwen3-8B-Q8_0.gguf';
const outside = '0'.repeat(32);

/** One chat request, from admission to its end; `millis` after `began` for each line. */
export function kronkRequestLines(
  began: number,
  id: string,
  trace: string,
  end: 'complete' | 'error' | 'timeout' | 'cancel' = 'complete',
): readonly string[] {
  const line = (after: number, file: string, msg: string, fields: object, level = 'INFO'): string =>
    JSON.stringify({ time: stamp(began + after), level, file, msg, service: 'KRONK', ...fields, trace_id: trace });
  const stage = (after: number, number: number, name: string, status: string, fields: object): string =>
    line(after, 'model.go:94', 'request-lifecycle', { stage: number, stage_name: name, status, ...fields });
  const failure = end === 'complete' ? {} : { err: 'decode: failed to find a memory slot' };
  return [
    line(0, 'logging.go:22', 'request started', { method: 'POST', path: '/v1/chat/completions' }),
    stage(1, 1, 'admit-request', 'started', { capacity: 4, admitted: 0 }),
    stage(2, 1, 'admit-request', 'complete', { elapsed: '1.001ms', capacity: 4, admitted: 1 }),
    stage(3, 2, 'prepare-model-work', 'started', { id }),
    stage(23, 2, 'prepare-model-work', 'complete', { id, elapsed: '20.2ms' }),
    llama,
    stage(24, 3, 'schedule-job', 'started', { id }),
    stage(25, 3, 'schedule-job', 'queued', { id, pending_jobs: 1 }),
    stage(64, 3, 'schedule-job', 'complete', { id, slot: 0, queue_wait: '39.9ms' }),
    stage(65, 4, 'execute-in-slot', 'started', { id, slot: 0, seq: 0 }),
    stage(1265, 4, 'execute-in-slot', end, { id, slot: 0, seq: 0, elapsed: '1.2s', ...failure }),
    line(1266, 'logging.go:39', 'request completed', { statuscode: 'ok', since: '1.266s' }),
  ];
}

/** Of no request: the trace id is all zeros. */
export function kronkServerLine(time: number, msg: string): string {
  return JSON.stringify({
    time: stamp(time),
    level: 'INFO',
    file: 'main.go:88',
    msg,
    service: 'KRONK',
    trace_id: outside,
  });
}

/** As Go writes local times: with nanoseconds and an offset. */
function stamp(millis: number): string {
  return new Date(millis - 4 * 3_600_000).toISOString().replace(/Z$/, '456789-04:00');
}
