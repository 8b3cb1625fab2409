// Sessions of a run that grows: what is kept between questions never differs from what a reader says that sees the run for the
// first time, and the list counts as many records and spans as the timeline shows.
import { afterEach, expect, it } from 'vitest';
import { ItemSource } from '../../../../src/contract/sessions.ts';
import { createQueries } from '../../../../src/main/query/index.ts';
import { openRunReader } from '../../../../src/main/store/reader.ts';
import { seededRandom } from '../../../support/random.ts';
import { logRequest, logStart, second, testLog, type TestLog } from '../logs/log-samples.ts';
import { alive, attributes, journalDecoder, run, spanHex, TestRun, traceHex, type TestSpan } from '../test-run.ts';

const perBlock = 8192;
const listed = { run, text: '', order: 'id', descending: false, offset: 0, limit: 1000 } as const;

let test: TestRun | undefined;
afterEach(() => test?.remove());

it.each([1, 2, 3, 4])('is told alike by old and new readers (%i)', { timeout: 120_000 }, async (seed) => {
  const made = new TestRun();
  test = made;
  const random = seededRandom(seed);
  let number = 0;
  let mixed = false;
  const naming = (traces: number): readonly [trace: number, fields: Record<string, string>] => {
    const trace = random.below(traces);
    // Mostly one session a trace; some traces name none, some several.
    const session = random.below(8) === 0 ? random.below(12) : trace % 12;
    const fields: Record<string, string> = {};
    if (trace % 5 !== 0 && random.below(3) === 0) fields['session.id'] = `s${session}`;
    if (random.below(6) === 0) fields['turn_id'] = `t${random.below(10) === 0 ? random.below(20) : session}`;
    return [trace, fields];
  };
  const span = (): TestSpan => {
    const [trace, fields] = naming(40);
    const start = logStart + BigInt(trace) * second + BigInt(random.below(1000)) * 1_000_000n;
    return {
      traceId: traceHex(1 + trace),
      spanId: spanHex(++number),
      parentId: '',
      name: `span ${number}`,
      start,
      end: start + BigInt(random.below(2000)) * 1_000_000n,
      status: random.below(10) === 0 ? 2 : 0,
      attributes: attributes({ ...fields, ...(random.below(4) === 0 ? { 'gen_ai.usage.input_tokens': 3n } : {}) }),
      resource: attributes({ 'service.name': random.pick(['api', 'model', 'tool']) }),
    };
  };
  const log = (): TestLog => {
    const [trace, fields] = naming(40);
    // A value that joins nothing would leave it open whose record of a trace this is.
    const alone = fields['turn_id'] !== undefined && fields['session.id'] === undefined;
    return testLog({
      time: logStart + BigInt(trace) * second + BigInt(random.below(1000)) * 1_000_000n,
      eventName: random.below(2) === 0 ? 'happened' : '',
      severity: random.pick([9, 9, 9, 17]),
      traceId: alone || random.below(4) === 0 ? undefined : traceHex(1 + trace),
      service: random.pick(['api', 'model']),
      attributes: attributes(fields),
    });
  };
  for (let step = 0; step < 25; step++) {
    // Enough for a block: what was in the head is sealed under the readers' eyes.
    if (step === 8) await made.add(Array.from({ length: perBlock }, () => ({ ...span(), attributes: [] })));
    if (step === 16)
      await made.addLogBytes(logRequest(Array.from({ length: perBlock }, () => testLog({ time: logStart }))));
    if (random.below(3) > 0) await made.add(Array.from({ length: 1 + random.below(12) }, span));
    if (random.below(3) > 0) await made.addLogBytes(logRequest(Array.from({ length: 1 + random.below(12) }, log)));
    const known = made.queries.methods['sessions.list'](listed, alive);
    const fresh = openRunReader(made.reader.path, { decodeJournal: journalDecoder() });
    const first = createQueries(fresh).methods['sessions.list'](listed, alive);
    fresh.close();
    expect(known.sessions).toEqual(first.sessions);
    mixed ||= known.sessions.some(({ traces, logs, spans }) => traces > 1 && logs > 1 && spans > 1);
  }
  expect(mixed).toBe(true);
  for (const { id, logs, events } of made.queries.methods['sessions.list'](listed, alive).sessions) {
    const { source } = made.queries.methods['sessions.timeline'](
      { run, session: id, lanes: 'node', limit: 5000 },
      alive,
    );
    expect([id, source.filter((one) => one !== ItemSource.span).length]).toEqual([id, logs + events]);
  }
});
