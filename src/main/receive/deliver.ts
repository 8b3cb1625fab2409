// The middle of both transports: wire bytes -> inflate -> sink -> one outcome that each transport words in its own way.
import type { Compression, Encoding, Payload, PayloadSink, Receipt, Signal, Transport } from '../../contract/ingest.ts';
import type { Rejection } from '../../contract/span-batch.ts';
import type { ReceiveClock, ReceiverLimits } from './config.ts';
import type { Connection } from './connection.ts';
import type { Ticket } from './gate.ts';
import { inflateWithin } from './inflate.ts';
import { createTurns } from './turns.ts';

interface Delivery {
  readonly transport: Transport;
  readonly signal: Signal;
  readonly compression: Compression;
  readonly connection: Connection;
  /** Told from the inflated bytes where the sender did not say. */
  readonly encodingOf: (bytes: Uint8Array) => Encoding;
}

export type Outcome = OutcomeKind & { readonly bodyBytes: number };

type OutcomeKind =
  | Extract<Receipt, { kind: 'stored' }>
  | { readonly kind: 'refused'; readonly message: string; readonly rejections: readonly Rejection[] }
  | { readonly kind: 'too-large'; readonly message: string }
  | {
      readonly kind: 'busy';
      readonly cause: 'queue' | 'disk';
      readonly retryAfterMillis: number;
      readonly message: string;
    }
  | { readonly kind: 'failed'; readonly message: string };

export interface Deliverer {
  /** Never rejects; the ticket stays the caller's. */
  deliver(wire: Uint8Array, delivery: Delivery, ticket: Ticket): Promise<Outcome>;
  tooLarge(): { readonly kind: 'too-large'; readonly message: string };
  queueFull(): Extract<OutcomeKind, { kind: 'busy' }>;
}

/** The size of an inflated body is known, and counted, only afterwards: so few bombs may grow to their limit at once. */
const inflatingAtOnce = 4;

export function createDeliverer(sink: PayloadSink, limits: ReceiverLimits, clock: ReceiveClock): Deliverer {
  const turns = createTurns(inflatingAtOnce);
  const inflated = (wire: Uint8Array, compression: Compression) => {
    const inflate = () => inflateWithin(wire, compression, limits.messageBytes);
    return compression === 'identity' ? inflate() : turns.take(inflate);
  };
  const tooLarge = () =>
    ({
      kind: 'too-large',
      message: `the request is larger than the limit of ${limits.messageBytes} bytes (${sizeWords(limits.messageBytes)}); send smaller batches`,
    }) as const;
  const queueFull = () =>
    ({
      kind: 'busy',
      cause: 'queue',
      retryAfterMillis: limits.retryAfterMillis,
      message: 'too many requests are in flight; send again after the delay',
    }) as const;

  return {
    tooLarge,
    queueFull,
    async deliver(wire, delivery, ticket) {
      try {
        return await attempt(wire, delivery, ticket);
      } catch (cause) {
        return { ...failed(cause), bodyBytes: 0 };
      }
    },
  };

  async function attempt(
    wire: Uint8Array,
    { transport, signal, compression, connection, encodingOf }: Delivery,
    ticket: Ticket,
  ): Promise<Outcome> {
    const body = await inflated(wire, compression);
    if (body.kind === 'too-large') return { ...tooLarge(), bodyBytes: 0 };
    if (body.kind === 'broken') return { kind: 'refused', message: body.reason, rejections: [], bodyBytes: 0 };
    const { bytes, format } = body;
    const undeclared = compression === 'identity' ? magicOf(bytes) : undefined;
    if (undeclared !== undefined) {
      const message = `the body looks like ${undeclared} data, but no header says so; set the encoding header to ${undeclared}`;
      return {
        kind: 'refused',
        message,
        rejections: [{ field: '', offset: 0, reason: message }],
        bodyBytes: bytes.length,
      };
    }
    const bodyBytes = bytes.length;
    if (compression !== 'identity' && !ticket.grow(bodyBytes)) return { ...queueFull(), bodyBytes };
    const payload: Payload = {
      signal,
      encoding: encodingOf(bytes),
      transport,
      bytes,
      ...(compression === 'identity' ? {} : { compressed: { compression: format, bytes: wire } }),
      sender: await connection.resolveSender(),
      receivedAt: clock.now(),
    };
    return { ...(await receiptOf(sink, payload)), bodyBytes };
  }
}

function failed(cause: unknown): Extract<OutcomeKind, { kind: 'failed' }> {
  return { kind: 'failed', message: `the receiver failed: ${cause instanceof Error ? cause.message : String(cause)}` };
}

async function receiptOf(sink: PayloadSink, payload: Payload): Promise<OutcomeKind> {
  const receipt = await sink(payload);
  switch (receipt.kind) {
    case 'stored':
      return receipt;
    case 'refused':
      return {
        kind: 'refused',
        message: withPlace(receipt.reason, receipt.rejections[0]),
        rejections: receipt.rejections,
      };
    case 'busy':
      return {
        kind: 'busy',
        cause: receipt.cause ?? 'queue',
        retryAfterMillis: receipt.retryAfterMillis,
        message: receipt.reason,
      };
  }
}

/** A sender's log shows only the message, so the message names field and offset. */
function withPlace(reason: string, rejection: Rejection | undefined): string {
  if (rejection === undefined) return reason;
  const field = rejection.field === '' || reason.includes(rejection.field) ? '' : `field ${rejection.field}`;
  const offset = rejection.offset < 0 ? '' : `offset ${rejection.offset}`;
  const said = (part: string): boolean => part === '' || new RegExp(`\\b${part}\\b`).test(reason);
  const place = [field, said(offset) ? '' : offset].filter((part) => part !== '').join(', ');
  return place === '' ? reason : `${reason} (${place})`;
}

function sizeWords(bytes: number): string {
  const mebi = bytes / (1024 * 1024);
  return mebi >= 1 ? `${Math.round(mebi * 10) / 10} MiB` : `${Math.round(bytes / 102.4) / 10} KiB`;
}

/** Neither begins an OTLP request, whose first key is 0x0a. Magic numbers: RFC 1952, RFC 8878. */
function magicOf(bytes: Uint8Array): 'gzip' | 'zstd' | undefined {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip';
  return bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd ? 'zstd' : undefined;
}
