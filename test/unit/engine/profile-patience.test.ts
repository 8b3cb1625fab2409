// Questions that are given up: the worker is free for the next one, decodes on for those who wait for the same file, and
// keeps nothing of what was not finished.
import { wholeView } from '../../support/profiles/whole-view.ts';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { runId } from '../../../src/contract/ids.ts';
import type { ProfileView } from '../../../src/contract/profiles/view.ts';
import type { ProfileQuestion } from '../../../src/main/engine/profile-messages.ts';
import { patienceLooks, ProfilePatience, type Asked } from '../../../src/main/engine/profile-patience.ts';
import { createProfileThread } from '../../../src/main/engine/profile-thread.ts';
import { newProfile } from '../store/new-profile.ts';
import { openWriter, temporaryFolder } from '../store/support.ts';

const run = runId('test');
const nothing = { text: '', offset: 0, limit: 1, reversed: false } as const;

function topOf(profile: number, path = '', base?: number): Extract<ProfileQuestion, { kind: 'method' }> {
  const view: ProfileView = {
    ...wholeView({ run, profile }),
    base: base === undefined ? undefined : { run, profile: base, part: 0 },
  };
  return {
    kind: 'method',
    method: 'profiles.top',
    request: { view, sort: 'flat', ...nothing },
    runs: [{ id: run, path }],
  };
}

afterEach(() => vi.useRealTimers());

test('a file is decoded on while somebody waits for it, or might ask for it in a moment', () => {
  vi.useFakeTimers();
  const waiting: Asked[] = [];
  const patience = new ProfilePatience(waiting);
  const now = { running: 7 };
  const { alive, decoding } = patienceLooks(patience.shared, () => now.running);
  const one: Asked = { id: 7, question: topOf(1, '', 2) };
  const goesOn = decoding(2);
  alive();
  patience.giveUp(one);
  expect(alive).toThrow('cancelled');
  expect(() => decoding(1)).toThrow('cancelled');
  goesOn();
  const asked = (id: number, question: ProfileQuestion): void => {
    waiting.splice(0, waiting.length, { id, question });
    patience.look();
  };
  // Of the files of the question it is the second one that is decoded.
  asked(8, topOf(1));
  expect(goesOn).toThrow('cancelled');
  asked(8, topOf(3));
  expect(goesOn).toThrow('cancelled');
  asked(8, { kind: 'inspect', file: { path: '' } });
  expect(goesOn).toThrow('cancelled');
  asked(9, topOf(2));
  goesOn();
  vi.advanceTimersByTime(5000);
  goesOn();
  waiting.pop();
  patience.look();
  expect(goesOn).toThrow('cancelled');
  patience.settled();
  now.running = 9;
  alive();
  const alone = decoding(2);
  patience.giveUp({ id: 9, question: topOf(2) });
  alone();
  vi.advanceTimersByTime(5000);
  expect(alone).toThrow('cancelled');
});

test('after hundreds of questions that were given up the next one is answered right, and nothing of them stays', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  for (const first of [0, 1000]) {
    const lines = Array.from({ length: 150_000 }, (_, i) => `main;step_${i % 397};leaf_${first + (i % 50_000)} 1`);
    await writer.profiles.add(newProfile(Buffer.from(lines.join('\n'))));
  }
  writer.close();
  const deaths: string[] = [];
  const thread = createProfileThread((reason) => deaths.push(reason));
  const outcomes = new Map<unknown, number>();
  let held = 0;
  for (let round = 0; round < 300; round++) {
    const giving = new AbortController();
    const question = round % 3 === 0 ? topOf(1, path, 2) : topOf(1 + (round % 2), path);
    const asked = thread.ask(question, giving.signal).then(
      () => 'answered',
      (error: { code?: string }) => error.code,
    );
    await new Promise((resolve) => setTimeout(resolve, round % 7));
    giving.abort();
    const outcome = await asked;
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    if (round === 100) held = process.memoryUsage().rss;
  }
  expect([...outcomes.keys()].filter((one) => one !== 'answered' && one !== 'cancelled')).toEqual([]);
  expect(outcomes.get('cancelled')).toBeGreaterThan(100);
  expect(process.memoryUsage().rss - held).toBeLessThan(400e6);
  const top = await thread.ask(topOf(1, path));
  expect(top).toMatchObject({ functions: 50_398, sum: 150_000, names: ['leaf_0'], flat: Float64Array.of(3) });
  expect(await thread.ask(topOf(1, path, 2))).toMatchObject({ sum: 0, names: ['leaf_0'], flat: Float64Array.of(3) });
  expect(deaths).toEqual([]);
  await thread.close();
}, 120_000);
