// Targets in a settings file that somebody wrote by hand: what is missing has its default, what is wrong is told.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ProblemReport } from '../../../src/contract/problems.ts';
import { newTarget } from '../../../src/contract/scrape.ts';
import { openSettings } from '../../../src/main/engine/settings-file.ts';

test('good targets are used, bad ones are told of and left out, the rest of the file holds', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'otterscope-settings-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'settings.json');
  const good = { url: 'http://127.0.0.1:9100/metrics', job: 'node' };
  const targets = [
    good,
    { ...good, url: 'localhost:9100' },
    { ...good, intervalSeconds: 5, timeoutSeconds: 8 },
    { ...good, id: 'target-1' },
    { ...good, headers: [{ name: 'a b', value: 'x' }] },
    { ...good, labels: [{ name: 'job', value: 'x' }] },
    { ...good, url: 'http://user:secret@127.0.0.1/metrics' },
    { ...good, colour: 'red' },
    'http://127.0.0.1:9100/metrics',
    { ...good, id: 'other', paused: true },
  ];
  writeFileSync(path, JSON.stringify({ resumeLastRun: true, targets }));
  const problems: ProblemReport[] = [];
  const settings = await openSettings(path, (problem) => problems.push(problem));
  expect(settings.current.resumeLastRun).toBe(true);
  expect(settings.current.targets).toEqual([
    { ...newTarget, ...good, id: 'target-1' },
    { ...newTarget, ...good, id: 'other', paused: true },
  ]);
  expect(problems.map(({ subject }) => subject)).toEqual(
    [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `${path}: targets[${number}]`),
  );
  const words = problems.map(({ message }) => message);
  expect(words[0]).toContain('"localhost:9100" is no http or https address');
  expect(words[1]).toContain('the timeout is longer than the interval');
  expect(words[2]).toContain('its id is that of another one');
  expect(words[3]).toContain('"a b" is no header that can be sent');
  expect(words[4]).toContain('"job" cannot be a label of a target');
  expect(words[5]).toContain('user and password belong into their own fields');
  expect(problems.every(({ code }) => code === 'settings-broken')).toBe(true);
});
