// One request from bytes to receipt: decode, append to the live run, and say what became of it.
import { ContractError } from '../../contract/errors.ts';
import type { Payload, PayloadSink, Receipt } from '../../contract/ingest.ts';
import type { LogBatch } from '../../contract/log-batch.ts';
import type { MetricBatch } from '../../contract/metric-batch.ts';
import type { ProblemReport } from '../../contract/problems.ts';
import { NONE, type Rejection, type SpanBatch } from '../../contract/span-batch.ts';
import type { Masking } from './masking.ts';
import type { NoiseFilter } from './noise-filter.ts';
import type { TakenIn } from './profile-messages.ts';
import { createLogsDecoder } from '../decode/logs.ts';
import { createMetricsDecoder } from '../decode/metrics.ts';
import { createTracesDecoder } from '../decode/traces.ts';
import type { RunWriter } from '../store/writer-face.ts';

type LiveWriter = Pick<RunWriter, 'append' | 'appendPoints' | 'path' | 'profiles'>;

export interface PayloadSinkParts {
  /** The live run at the moment of the call: a request belongs to the run that was live when it was decoded. */
  readonly writer: () => LiveWriter;
  /** Whether the file is still there: what is written into a deleted one would be acknowledged and lost. */
  readonly present: () => boolean;
  readonly report: (problem: ProblemReport) => void;
  readonly noise: Pick<NoiseFilter, 'apply'>;
  readonly masking: Pick<Masking, 'masked'>;
  /** Makes a request with profiles ready for the store, elsewhere. */
  readonly takeProfiles: (payload: Payload) => Promise<TakenIn>;
}

/** A new run begins as soon as the engine hears of it. */
const lostRetryMillis = 1000;
/** Until a disk has room again, senders should not knock every second. */
const diskRetryMillis = 5000;
const mostServices = 8;

export function createPayloadSink({
  writer,
  present,
  report,
  noise,
  masking,
  takeProfiles,
}: PayloadSinkParts): PayloadSink {
  const traces = createTracesDecoder();
  const logs = createLogsDecoder();
  const metrics = createMetricsDecoder();

  async function store(payload: Payload, batch: SpanBatch | LogBatch, ignored = 0): Promise<Receipt> {
    const said = saidOf(batch);
    const accepted = batch.count + ignored;
    const written = await committed((target) => target.append(payload, batch));
    return written.kind === 'busy' ? written : { kind: 'stored', accepted, ignored, ...said };
  }

  async function storePoints(payload: Payload, batch: MetricBatch): Promise<Receipt> {
    const said = saidOf(batch);
    const { count } = batch;
    const written = await committed((target) => target.appendPoints(payload, batch));
    if (written.kind === 'busy') return written;
    const { duplicates, outOfOrder, overLimit, message } = written.answer;
    const left = duplicates + outOfOrder + overLimit;
    if (left === 0) return { kind: 'stored', accepted: count, ignored: 0, ...said };
    const reason = `${left} of ${count} data points are not stored: ${message}`;
    return {
      kind: 'stored',
      accepted: count - left,
      ignored: 0,
      ...said,
      rejected: said.rejected + left,
      message: said.message === '' ? reason : `${said.message}; ${reason}`,
      rejections: [...said.rejections, { field: '', offset: -1, reason }],
    };
  }

  async function storeProfiles(payload: Payload): Promise<Receipt> {
    const taken = await takenIn(payload);
    if (taken.kind === 'busy') return taken;
    if (taken.kind === 'refused') {
      const { reason, offset } = taken;
      return { kind: 'refused', reason, rejections: [{ reason, field: '', offset }] };
    }
    const { profile, accepted, rejected, rejections, withheld, services } = taken;
    if (withheld.length > 0)
      report({
        code: 'ingest-rejected-items',
        severity: 'warning',
        subject: 'originals of OTLP profiles',
        message: `Profiles were stored without their originals: ${withheld.map(({ reason }) => reason).join('; ')}.`,
      });
    const said = { accepted, rejected, ignored: 0, message: messageOf(rejected, rejections), rejections, services };
    if (profile === undefined) return { kind: 'stored', ...said };
    const written = await committed((target) => target.profiles.add(profile));
    return written.kind === 'busy' ? written : { kind: 'stored', ...said, profile: written.answer.profile };
  }

  /** What the worker cannot do, for want of memory, it can do no better the next time. */
  async function takenIn(payload: Payload): Promise<TakenIn | Busy> {
    try {
      return await takeProfiles(payload);
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      if (error.code === 'internal') return { kind: 'refused', reason: error.message, offset: -1 };
      return { kind: 'busy', retryAfterMillis: lostRetryMillis, reason: error.message };
    }
  }

  /** Writes into the live run and waits for its commit; a disk that does not take it makes the sender wait. */
  async function committed<T>(write: (target: LiveWriter) => Promise<T>): Promise<Committed<T>> {
    const target = writer();
    if (!present()) return lost(target.path);
    try {
      return { kind: 'committed', answer: await write(target) };
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      const full = error.code === 'disk-full';
      report({
        code: full ? 'disk-full' : 'disk-error',
        severity: 'error',
        subject: target.path,
        message: `${error.message} Nothing of the request was kept, and the sender was asked to try again.`,
      });
      return {
        kind: 'busy',
        retryAfterMillis: diskRetryMillis,
        reason: full ? 'the disk is full' : 'the run file cannot be written',
        cause: 'disk',
      };
    }
  }

  async function storeSpans(payload: Payload, batch: SpanBatch): Promise<Receipt> {
    const filtered = noise.apply(payload, batch);
    if (filtered.kind === 'all') return store(payload, batch);
    const { ignored } = filtered;
    // What is said of the request is said of all of it, not of what is left.
    const whole = { ...saidOf(batch), ignored };
    if (filtered.kind === 'nothing') return { kind: 'stored', accepted: ignored, ...whole };
    const rest = traces.decode(filtered.payload.bytes, 'protobuf');
    if (rest.kind !== 'ok')
      throw new Error(`what noise rules left of a request does not decode: ${rest.failure.reason}`);
    const receipt = await store(filtered.payload, rest.value, ignored);
    return receipt.kind === 'stored' ? { ...receipt, ...whole } : receipt;
  }

  function lost(path: string): Busy {
    report({
      code: 'disk-error',
      severity: 'error',
      subject: path,
      message:
        'The file of the live run was removed or replaced by somebody. A new run begins; what was in it is gone.',
    });
    return {
      kind: 'busy',
      retryAfterMillis: lostRetryMillis,
      reason: 'the run file was removed; a new one is begun',
      cause: 'disk',
    };
  }

  return async (payload) => {
    const { signal } = payload;
    if (signal === 'profiles') return storeProfiles(payload);
    const decoder = { traces, logs, metrics }[signal];
    const read = decoder.decode(payload.bytes, payload.encoding);
    const masked = read.kind === 'ok' ? masking.masked(payload, read.value) : undefined;
    const stored = masked ?? payload;
    const result = masked === undefined ? read : decoder.decode(masked.bytes, masked.encoding);
    if (result.kind === 'ok') {
      const batch = result.value;
      if (batch.signal === 'metrics') return storePoints(stored, batch);
      return batch.signal === 'traces' ? storeSpans(stored, batch) : store(stored, batch);
    }
    const { reason, field, offset } = result.failure;
    return { kind: 'refused', reason, rejections: [{ reason, field, offset }] };
  };
}

type Busy = Extract<Receipt, { kind: 'busy' }>;
type Committed<T> = { readonly kind: 'committed'; readonly answer: T } | Busy;
type Said = Pick<Extract<Receipt, { kind: 'stored' }>, 'rejected' | 'message' | 'rejections' | 'services'>;

/** The batch is the decoder's own and is gone with the next request: what a receipt needs of it is taken before it is stored. */
function saidOf(batch: SpanBatch | LogBatch | MetricBatch): Said {
  const { rejectedCount: rejected } = batch;
  const rejections = [...batch.rejections];
  return { rejected, rejections, message: messageOf(rejected, rejections), services: servicesOf(batch) };
}

/** For `partial_success`: the first reasons, each with its place. */
function messageOf(rejected: number, rejections: readonly Rejection[]): string {
  if (rejections.length === 0) return '';
  const shown = rejections
    .slice(0, 3)
    .map(({ field, offset, reason }) => `${field}${offset < 0 ? '' : ` at offset ${offset}`}: ${reason}`);
  const rest = Math.max(rejected, rejections.length) - shown.length;
  return shown.join('; ') + (rest > 0 ? `; and ${rest} more` : '');
}

function servicesOf({ bytes, resources }: SpanBatch | LogBatch | MetricBatch): readonly string[] {
  const names = new Set<string>();
  for (let i = 0; i < resources.count && names.size < mostServices; i++) {
    const start = resources.serviceStart[i] ?? NONE;
    if (start !== NONE)
      names.add(
        Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.min(200, resources.serviceLength[i] ?? 0)).toString(),
      );
  }
  return [...names];
}
