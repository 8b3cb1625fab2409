// Writes a run of many log records through decoder and writer, as the engine would, and says how long the store took.
import { runId } from '../../src/contract/ids.ts';
import { unixNanos } from '../../src/contract/time.ts';
import { createLogsDecoder } from '../../src/main/decode/logs.ts';
import { openRunWriter } from '../../src/main/store/writer.ts';
import { manyLogs } from './many-logs.ts';

const perRequest = 4096;

/** Answers records a second of decoder and writer alone, without making the requests. */
export async function fillLogs(path: string, records: number): Promise<number> {
  const writer = openRunWriter(path, {
    create: { id: runId('bench'), name: 'bench', startedAt: unixNanos(0n), host: 'bench', appVersion: '0' },
    durability: 'normal',
    maxRunBytes: 0,
    decodeJournal: () => undefined,
  });
  const decoder = createLogsDecoder();
  const request = manyLogs(perRequest, { total: records });
  let millis = 0;
  for (let i = 0; i * perRequest < records; i++) {
    const bytes = request(i);
    const begun = performance.now();
    const decoded = decoder.decode(bytes, 'protobuf');
    if (decoded.kind !== 'ok') throw new Error(decoded.failure.reason);
    const stored = writer.append(
      {
        signal: 'logs',
        encoding: 'protobuf',
        transport: 'grpc',
        bytes,
        sender: { id: 'pid:1', address: '127.0.0.1' },
        receivedAt: unixNanos(0n),
      },
      decoded.value,
    );
    writer.flush();
    await stored;
    millis += performance.now() - begun;
  }
  writer.close();
  return Math.round(records / (millis / 1000));
}
