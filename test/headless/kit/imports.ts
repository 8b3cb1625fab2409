// What the tests of files in share: folders and engines that are gone after each test, and what they say of imports.
import { afterEach, expect } from 'vitest';
import { openPipe, type PipeClient } from './pipe-client.ts';
import { serve, tempFolder, type Program } from './program.ts';
import { makeLogRequestJson, makeTraceRequestJson } from '../../support/otlp-payloads.ts';
import type { ImportInfo } from '../../../src/contract/imports.ts';

/** Called after each test, the last first. */
export const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of cleanups.splice(0).toReversed()) await one();
});

export function newFolder(): string {
  const folder = tempFolder();
  cleanups.push(folder.remove);
  return folder.path;
}

export async function started(
  data: string,
  args: readonly string[] = [],
): Promise<{ program: Program; pipe: PipeClient }> {
  const program = await serve(data, args);
  cleanups.push(() => program.stop());
  const pipe = await openPipe(program.ready);
  cleanups.push(() => pipe.close());
  return { program, pipe };
}

export const line = (bytes: Uint8Array): Buffer => Buffer.concat([bytes, Buffer.from('\n')]);
const metrics = Buffer.from(
  '{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"queue.length","gauge":{"dataPoints":[' +
    '{"asInt":"3","timeUnixNano":"1700000000000000000"},{"asInt":"4","timeUnixNano":"1700000001000000000"}]}}]}]}]}\n' +
    '{"resourceProfiles":5}\n',
);

/** 60 spans, 20 logs, 2 samples of metrics and a line of profiles. */
export const mixed = Buffer.concat([
  line(makeTraceRequestJson({ seed: 1, spans: 40 })),
  metrics,
  line(makeLogRequestJson({ seed: 2, records: 20 })),
  line(makeTraceRequestJson({ seed: 3, spans: 20 })),
]);

export const ended = async (pipe: PipeClient, id: string | undefined): Promise<ImportInfo> => {
  let found: ImportInfo | undefined;
  await expect
    .poll(
      async () => {
        found = (await pipe.call('imports.list', {})).find((one) => one.id === id);
        return found?.endedAt;
      },
      { timeout: 40_000 },
    )
    .toBeDefined();
  return found as ImportInfo;
};

export const listed = async (pipe: PipeClient): Promise<unknown> =>
  (await pipe.call('runs.list', {})).map(({ name, state, spans, logs, trouble }) => [
    name,
    state,
    spans,
    logs,
    trouble,
  ]);
