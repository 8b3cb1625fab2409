// Records of collectors become OTLP requests for the live run. A busy run is asked again until it takes them.
import type { Payload, Receipt } from '../../contract/ingest.ts';
import type { RecordGroup } from '../../contract/otlp-records.ts';
import type { UnixNanos } from '../../contract/time.ts';
import type { Stored } from '../collect/supervise.ts';
import { encodeOtlpProtobuf } from '../encode/otlp-protobuf.ts';

export type CollectStore = (groups: readonly RecordGroup[], source: string) => Promise<Stored>;

/** The run may be busy for as long as it takes to switch it, or for a full disk to be emptied: then items are lost. */
const mostTries = 60;
const longestWait = 1000;

export function createCollectStore(
  sendLive: (payload: Payload) => Promise<Receipt>,
  now: () => UnixNanos,
): CollectStore {
  async function storeSignal(groups: readonly RecordGroup[], source: string): Promise<Stored> {
    const [first] = groups;
    if (first === undefined) return { stored: 0, lost: 0, why: '' };
    const items = groups.reduce((sum, { items: { length } }) => sum + length, 0);
    const payload: Payload = {
      signal: first.signal,
      encoding: 'protobuf',
      transport: 'http',
      bytes: encodeOtlpProtobuf(groups),
      sender: { id: `source ${source}`, address: '' },
      receivedAt: now(),
    };
    for (let tries = 1; ; tries++) {
      const receipt = await sendLive(payload);
      switch (receipt.kind) {
        case 'stored':
          return { stored: receipt.accepted, lost: receipt.rejected, why: receipt.message };
        case 'refused':
          return { stored: 0, lost: items, why: receipt.reason };
        case 'busy':
          if (tries >= mostTries) return { stored: 0, lost: items, why: receipt.reason };
          await new Promise((resolve) => setTimeout(resolve, Math.min(longestWait, receipt.retryAfterMillis)));
      }
    }
  }

  return async (groups, source) => {
    let sum: Stored = { stored: 0, lost: 0, why: '' };
    for (const signal of ['traces', 'logs', 'metrics'] as const) {
      const own = groups.filter((group) => group.signal === signal);
      const { stored, lost, why } = await storeSignal(own, source);
      sum = { stored: sum.stored + stored, lost: sum.lost + lost, why: why === '' ? sum.why : why };
    }
    return sum;
  };
}
