// A request of remote write as the ingest worker takes it: stored, answered, and written down like a request of the ports.
import type { WriteAnswer, WriteCall, WriteOutcome } from '../../contract/remote-write.ts';
import type { OutsideRecords } from '../receive/outside.ts';
import type { RequestEnd } from '../receive/inspector.ts';
import type { RemoteWriteSink } from './remote-write-sink.ts';

export type RemoteWriteDoor = (call: WriteCall) => Promise<WriteAnswer>;

const nothing = { samples: 0, histograms: 0, exemplars: 0 } as const;

/** What was refused before it was read is only written down. */
export function createRemoteWriteDoor(write: RemoteWriteSink, outside: OutsideRecords): RemoteWriteDoor {
  return async ({ path, contentType, compression, userAgent, peer, content }) => {
    const end = outside({
      transport: 'remote-write',
      signal: 'metrics',
      method: 'POST',
      path,
      encoding: content.kind === 'body' ? `protobuf ${content.version}` : contentType,
      compression,
      userAgent,
      from: peer,
    });
    if (content.kind === 'refused') {
      const { status, message, bytes } = content;
      end({ status, outcome: status === 429 ? 'busy' : 'refused', message, wireBytes: bytes });
      return { status, message, retryAfterSeconds: undefined, written: nothing };
    }
    const outcome = await write(content.body, content.version);
    end({ ...endOf(outcome), wireBytes: content.body.length });
    return outcome.answer;
  };
}

function endOf({ answer, bodyBytes, accepted, rejected, rejections, jobs }: WriteOutcome): RequestEnd {
  const { status, message } = answer;
  const known = { status, message, bodyBytes, accepted, rejected, rejections, services: jobs };
  if (status < 400) return { ...known, outcome: 'stored' };
  // The sink has told what is wrong with the disk.
  if (status === 503) return { ...known, outcome: 'busy', problem: 'told' };
  return { ...known, outcome: accepted + rejected > 0 ? 'partial' : 'refused' };
}
