// One request from bytes to receipt: decode, append to the live run, and say what became of it.
import { ContractError } from '../../contract/errors.ts';
import type { Payload, PayloadSink, Receipt } from '../../contract/ingest.ts';
import type { LogBatch } from '../../contract/log-batch.ts';
import type { ProblemReport } from '../../contract/problems.ts';
import { NONE, type SpanBatch } from '../../contract/span-batch.ts';
import type { NoiseFilter } from './noise-filter.ts';
import { createLogsDecoder } from '../decode/logs.ts';
import { createTracesDecoder } from '../decode/traces.ts';
import type { RunWriter } from '../store/writer-face.ts';

export interface PayloadSinkParts {
  /** The live run at the moment of the call: a request belongs to the run that was live when it was decoded. */
  readonly writer: () => Pick<RunWriter, 'append' | 'path'>;
  /** Whether the file is still there: what is written into a deleted one would be acknowledged and lost. */
  readonly present: () => boolean;
  readonly report: (problem: ProblemReport) => void;
  readonly noise: Pick<NoiseFilter, 'apply'>;
}

/** A new run begins as soon as the engine hears of it. */
const lostRetryMillis = 1000;
/** Until a disk has room again, senders should not knock every second. */
const diskRetryMillis = 5000;
const mostServices = 8;

export function createPayloadSink({ writer, present, report, noise }: PayloadSinkParts): PayloadSink {
  const traces = createTracesDecoder();
  const logs = createLogsDecoder();

  async function store(payload: Payload, batch: SpanBatch | LogBatch, ignored = 0): Promise<Receipt> {
    const { rejectedCount: rejected } = batch;
    const accepted = batch.count + ignored;
    // The batch is the decoder's own and is gone with the next request: everything needed of it is taken first.
    const rejections = [...batch.rejections];
    const services = servicesOf(batch);
    const target = writer();
    if (!present()) return lost(target.path);
    try {
      await target.append(payload, batch);
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
    return {
      kind: 'stored',
      accepted,
      rejected,
      ignored,
      message: messageOf(rejected, rejections),
      rejections,
      services,
    };
  }

  async function storeSpans(payload: Payload, batch: SpanBatch): Promise<Receipt> {
    const filtered = noise.apply(payload, batch);
    if (filtered.kind === 'all') return store(payload, batch);
    const { ignored } = filtered;
    // What is said of the request is said of all of it, not of what is left.
    const { rejectedCount: rejected } = batch;
    const rejections = [...batch.rejections];
    const whole = {
      rejected,
      ignored,
      rejections,
      message: messageOf(rejected, rejections),
      services: servicesOf(batch),
    };
    if (filtered.kind === 'nothing') return { kind: 'stored', accepted: ignored, ...whole };
    const rest = traces.decode(filtered.payload.bytes, 'protobuf');
    if (rest.kind !== 'ok')
      throw new Error(`what noise rules left of a request does not decode: ${rest.failure.reason}`);
    const receipt = await store(filtered.payload, rest.value, ignored);
    return receipt.kind === 'stored' ? { ...receipt, ...whole } : receipt;
  }

  function lost(path: string): Receipt {
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
    if (signal !== 'traces' && signal !== 'logs') {
      return { kind: 'unsupported', reason: `Otterscope does not store ${signal} yet; traces and logs are stored.` };
    }
    const result = (signal === 'traces' ? traces : logs).decode(payload.bytes, payload.encoding);
    if (result.kind === 'ok')
      return result.value.signal === 'traces' ? storeSpans(payload, result.value) : store(payload, result.value);
    const { reason, field, offset } = result.failure;
    return { kind: 'refused', reason, rejections: [{ reason, field, offset }] };
  };
}

/** For `partial_success`: the first reasons, each with its place. */
function messageOf(rejected: number, rejections: SpanBatch['rejections']): string {
  if (rejections.length === 0) return '';
  const shown = rejections
    .slice(0, 3)
    .map(({ field, offset, reason }) => `${field}${offset < 0 ? '' : ` at offset ${offset}`}: ${reason}`);
  const rest = Math.max(rejected, rejections.length) - shown.length;
  return shown.join('; ') + (rest > 0 ? `; and ${rest} more` : '');
}

function servicesOf({ bytes, resources }: SpanBatch | LogBatch): readonly string[] {
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
