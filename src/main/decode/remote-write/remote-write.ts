// The door for bodies of remote write: snappy off, then the message of either version.
import type { RemoteWriteVersion, WriteRequest } from '../../../contract/remote-write.ts';
import { DecodeFault, type DecodeFailure, type Result } from '../result.ts';
import { snappyBlock } from './snappy-block.ts';
import { readWriteRequestV1 } from './write-request-v1.ts';
import { readWriteRequestV2 } from './write-request-v2.ts';

/** Largest body, unpacked. */
const mostBytes = 128 * 1024 ** 2;

export function readRemoteWrite(body: Uint8Array, version: RemoteWriteVersion): Result<WriteRequest, DecodeFailure> {
  const unpacked = snappyBlock(body, mostBytes);
  if (unpacked.kind === 'failed') return unpacked;
  try {
    return { kind: 'ok', value: (version === '1.0' ? readWriteRequestV1 : readWriteRequestV2)(unpacked.value) };
  } catch (fault) {
    if (!(fault instanceof DecodeFault)) throw fault;
    return { kind: 'failed', failure: { reason: fault.message, field: '', offset: fault.offset } };
  }
}
