// Whatever a decoder accepts, the store keeps, seals and reads back: damaged requests among good ones leave a sound run.
// OTTERSCOPE_FUZZ_ROUNDS sets the number of requests per signal (default 1,500).
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { traceIdAt } from '../../src/contract/ids.ts';
import { mutate } from '../support/mutate.ts';
import { jsonOf, logsType, tracesType } from '../support/otlp-oracle.ts';
import { randomLogs, randomTraces } from '../support/random-otlp.ts';
import { seededRandom } from '../support/random.ts';
import { journalDecoder } from '../unit/store/journal-decoder.ts';
import { openWriter, payloadOf, temporaryFolder } from '../unit/store/support.ts';
import { askEverything } from './ask-everything.ts';

const rounds = Number(process.env['OTTERSCOPE_FUZZ_ROUNDS'] ?? 1500);
const encodings = ['protobuf', 'json'] as const;

test(
  'accepted requests are readable, from the journal and from blocks',
  { timeout: 120_000 + 20 * rounds },
  async () => {
    const random = seededRandom(21);
    const decode = journalDecoder();
    const path = join(temporaryFolder(), 'run.otter');
    const writer = openWriter(path);
    const samples = {
      traces: Array.from({ length: 10 }, () => randomTraces(random)),
      logs: Array.from({ length: 10 }, () => randomLogs(random)),
    };
    const bytesOf = {
      traces: {
        protobuf: samples.traces.map((one) => tracesType.encode(tracesType.fromObject(one)).finish()),
        json: samples.traces.map(jsonOf),
      },
      logs: {
        protobuf: samples.logs.map((one) => logsType.encode(logsType.fromObject(one)).finish()),
        json: samples.logs.map(jsonOf),
      },
    };
    let items = 0;
    for (let round = 0; round < rounds; round++) {
      for (const signal of ['traces', 'logs'] as const) {
        const encoding = random.pick(encodings);
        const good = bytesOf[signal][encoding];
        const bytes = mutate(random, random.pick(good), random.pick(good));
        const batch = decode({ signal, encoding, bytes });
        if (batch === undefined) continue;
        items += batch.count;
        void writer.append(payloadOf(bytes, signal, 'pid:1', encoding), batch);
      }
      writer.flush();
    }
    const db = new Database(path, { readonly: true });
    const ids = db.prepare('SELECT trace_id FROM traces ORDER BY spans DESC LIMIT 5').pluck().all() as Buffer[];
    db.close();
    const traces = ids.map((id) => traceIdAt(id, 0));
    expect(items).toBeGreaterThan(rounds / 10);
    // A parent that never came has a row in the waterfall but no details: that is the one thing not to be found.
    const troubles = (): string[] => [...askEverything(path, traces).keys()].filter((one) => one !== 'not-found');
    expect(troubles()).toEqual(['answer']);
    writer.close();
    expect(troubles()).toEqual(['answer']);
  },
);
