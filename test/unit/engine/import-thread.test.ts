// The life of the import worker around the imports it has.
import { getEventListeners } from 'node:events';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { createImportThread } from '../../../src/main/engine/import-thread.ts';
import type { ImportOrder } from '../../../src/main/engine/import-messages.ts';

const nowhere: ImportOrder = {
  path: join(tmpdir(), 'otterscope-no-such-file.json'),
  name: 'no-such-file.json',
  target: { kind: 'live' },
  from: 0,
  follow: false,
};
const refused = (): Promise<never> => Promise.reject(new Error('no profile is stored here'));
const thread = () =>
  createImportThread({
    store: () => Promise.resolve({ kind: 'refused', reason: 'nothing is stored here', rejections: [] }),
    profiles: { inspect: refused, storePacked: refused, warm: () => undefined },
  });

test('a worker that ends does not fail the import that the next one has', async () => {
  const imports = thread();
  const { signal } = new AbortController();
  await imports.run(nowhere, signal, () => undefined);
  const ended = imports.close();
  const outcome = await imports.run(nowhere, signal, () => undefined);
  await ended;
  expect(outcome).toMatchObject({ kind: 'failed', error: 'There is no such file.' });
  await imports.close();
});

test('nothing of an import that is over hangs on the signal', async () => {
  const imports = thread();
  const abort = new AbortController();
  for (let i = 0; i < 3; i++) await imports.run(nowhere, abort.signal, () => undefined);
  expect(getEventListeners(abort.signal, 'abort')).toEqual([]);
  await imports.close();
});
