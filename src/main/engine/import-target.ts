// Where the records of an import go: into a run file of its own, or, as requests, to the live run.
import { unixNanosOfMillis } from '../../contract/time.ts';
import type { Encoding, Payload, Receipt, Signal } from '../../contract/ingest.ts';
import type { SampleOutcome } from '../../contract/sample-batch.ts';
import { NONE, type Rejection } from '../../contract/span-batch.ts';
import { createLogsDecoder } from '../decode/logs.ts';
import { createMetricsDecoder } from '../decode/metrics.ts';
import { createTracesDecoder } from '../decode/traces.ts';
import { openRunWriter } from '../store/writer.ts';
import type { AddedProfile, NewProfile } from '../store/new-profile.ts';
import type { RunWriter } from '../store/writer-face.ts';
import { createJournalDecoder } from './decode-journal.ts';
import { createMasking } from './masking.ts';
import { createProfileThread, type ProfileThread } from './profile-thread.ts';
import type { ImportOrder, ImportTarget } from './import-messages.ts';
import type { ImportReport } from './import-report.ts';

export interface RecordTarget {
  /** Takes a request; the bytes must hold until `drained`. */
  store(signal: Signal, encoding: Encoding, bytes: Uint8Array, place: string): void;
  /** Rejects with ContractError when it cannot be stored. */
  addProfile(profile: NewProfile): Promise<AddedProfile>;
  /** Resolves when everything given so far is stored. Rejects with ContractError when it cannot be. */
  drained(): Promise<void>;
  /** `whole`: the import came to its end. Answers whether a run was made. */
  close(whole: boolean): boolean;
}

export type SendLive = (payload: Payload) => Promise<Receipt>;

export type SendProfile = (profile: NewProfile) => Promise<AddedProfile>;

export function openTarget(
  order: ImportOrder,
  report: ImportReport,
  sendLive: SendLive,
  sendProfile: SendProfile,
): RecordTarget {
  const { target } = order;
  return target.kind === 'run' ? runTarget(order, target, report) : liveTarget(order, report, sendLive, sendProfile);
}

/** How often a busy live run is asked again before the import gives up. */
const mostTries = 20;

/** What the report calls the items of each signal. */
const itemsOf = {
  traces: 'spans',
  logs: 'logs',
  metrics: 'samples',
  profiles: 'profiles',
} as const satisfies Readonly<Record<Signal, keyof ImportReport>>;

function payloadOf(order: ImportOrder, signal: Signal, encoding: Encoding, bytes: Uint8Array): Payload {
  const id = `file ${order.name}`;
  return {
    signal,
    encoding,
    transport: 'http',
    bytes,
    sender: { id, address: '' },
    receivedAt: unixNanosOfMillis(Date.now()),
  };
}

function runTarget(
  order: ImportOrder,
  { run, host, version, masking }: Extract<ImportTarget, { kind: 'run' }>,
  report: ImportReport,
): RecordTarget {
  const traces = createTracesDecoder();
  const logs = createLogsDecoder();
  const metrics = createMetricsDecoder();
  const { masked } = createMasking(masking);
  const pending: Promise<void>[] = [];
  let writer: RunWriter | undefined;
  let failure: unknown;

  // Made with the first record: a file that nobody knows leaves no run behind.
  function opened(): RunWriter {
    writer ??= openRunWriter(run.path, {
      create: {
        id: run.id,
        name: `${run.name} (import not finished)`,
        startedAt: unixNanosOfMillis(Date.now()),
        host,
        appVersion: version,
      },
      durability: 'normal',
      maxRunBytes: 0,
      decodeJournal: createJournalDecoder(),
      // Commits are asked for; waiting for company would only delay them.
      groupMillis: 1000,
    });
    return writer;
  }

  let intake: ProfileThread | undefined;

  async function storeProfiles({ bytes, encoding, sender, receivedAt }: Payload, place: string): Promise<number> {
    intake ??= createProfileThread(() => undefined);
    const taken = await intake.takeIn({ bytes, encoding, sender: sender.id, receivedAt, masking });
    if (taken.kind === 'refused') {
      report.skip(`requests that cannot be read: ${taken.reason}`, placeIn(place, { ...taken, field: '' }));
      return 0;
    }
    tell(report, place, taken.rejections, taken.rejected);
    if (taken.profile === undefined) return 0;
    const { profile } = await opened().profiles.add(taken.profile);
    report.profile ??= profile;
    return taken.accepted;
  }

  function awaiting(signal: Signal, stored: Promise<number>): void {
    pending.push(
      stored.then(
        (items) => {
          report[itemsOf[signal]] += items;
        },
        (error: unknown) => {
          failure ??= error;
        },
      ),
    );
  }

  return {
    store(signal, encoding, bytes, place) {
      if (failure !== undefined) return;
      if (signal === 'profiles')
        return awaiting(signal, storeProfiles(payloadOf(order, signal, encoding, bytes), place));
      const decoder = { traces, logs, metrics }[signal];
      const came = payloadOf(order, signal, encoding, bytes);
      const read = decoder.decode(bytes, encoding);
      const hidden = read.kind === 'ok' ? masked(came, read.value) : undefined;
      const payload = hidden ?? came;
      const result = hidden === undefined ? read : decoder.decode(hidden.bytes, encoding);
      if (result.kind === 'failed') {
        const { reason, field, offset } = result.failure;
        return report.skip(`requests that cannot be read: ${reason}`, placeIn(place, { field, offset, reason }));
      }
      const batch = result.value;
      tell(report, place, batch.rejections, batch.rejectedCount);
      const { count } = batch;
      if (count === 0) return;
      const stored =
        batch.signal === 'metrics'
          ? opened()
              .appendPoints(payload, batch)
              .then((outcome) => tellPoints(report, place, outcome))
          : opened()
              .append(payload, batch)
              .then(() => count);
      awaiting(signal, stored);
    },
    addProfile: (profile) => opened().profiles.add(profile),
    async drained() {
      writer?.flush();
      await Promise.all(pending.splice(0));
      if (failure !== undefined) throw failure;
    },
    close(whole) {
      void intake?.close();
      if (writer === undefined) return false;
      try {
        if (whole) writer.rename(run.name);
      } finally {
        writer.close();
      }
      return true;
    },
  };
}

function liveTarget(
  order: ImportOrder,
  report: ImportReport,
  sendLive: SendLive,
  sendProfile: SendProfile,
): RecordTarget {
  const sent: Promise<void>[] = [];

  async function deliver(payload: Payload, place: string): Promise<void> {
    for (let tries = 1; ; tries++) {
      const receipt = await sendLive(payload);
      switch (receipt.kind) {
        case 'stored':
          report[itemsOf[payload.signal]] += receipt.accepted;
          report.profile ??= receipt.profile;
          return tell(report, place, receipt.rejections, receipt.rejected);
        case 'refused': {
          const [first = { reason: receipt.reason, field: '', offset: -1 }] = receipt.rejections;
          return report.skip(`requests that cannot be read: ${receipt.reason}`, placeIn(place, first));
        }
        case 'busy':
          if (tries >= mostTries) throw new Error(`The live run takes nothing: ${receipt.reason}.`);
          await new Promise((resolve) => setTimeout(resolve, Math.min(1000, receipt.retryAfterMillis)));
      }
    }
  }

  return {
    store(signal, encoding, bytes, place) {
      const delivery = deliver(payloadOf(order, signal, encoding, bytes), place);
      // Its failure is told by `drained`.
      delivery.catch(() => undefined);
      sent.push(delivery);
    },
    addProfile: sendProfile,
    async drained() {
      await Promise.all(sent.splice(0));
    },
    close: () => false,
  };
}

function tell(report: ImportReport, place: string, rejections: readonly Rejection[], rejected: number): void {
  for (const one of rejections) report.skip(one.reason, placeIn(place, one));
  if (rejected > rejections.length)
    report.skip('further items that cannot be read', place, rejected - rejections.length);
}

/** Answers how many points are stored. */
function tellPoints(report: ImportReport, place: string, outcome: SampleOutcome): number {
  const { stored, repeated, duplicates, outOfOrder, overLimit } = outcome;
  for (const [reason, count] of [
    ['data points that were there before with another value at the same time', duplicates],
    ['data points that are older than the latest one of their series', outOfOrder],
    [`data points beyond a limit: ${outcome.message}`, overLimit],
  ] as const)
    if (count > 0) report.skip(reason, place, count);
  return stored + repeated;
}

function placeIn(place: string, { field, offset }: Rejection): string {
  const where = field === '' ? '' : `, ${field}`;
  return offset < 0 || offset === NONE ? place + where : `${place}${where}, offset ${offset}`;
}
