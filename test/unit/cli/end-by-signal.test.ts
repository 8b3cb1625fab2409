// One Ctrl-C that arrives twice is one; a second one later is impatience.
import { expect, it } from 'vitest';
import { endBySignal } from '../../../src/main/cli/end-by-signal.ts';

function program(close: () => Promise<void>) {
  const exits: number[] = [];
  const said: string[] = [];
  const clock = { now: 1000 };
  const onSignal = endBySignal({
    close,
    exit: (code) => exits.push(code),
    say: (words) => said.push(words),
    now: () => clock.now,
  });
  return { exits, said, clock, onSignal };
}
const forEver = (): Promise<void> => new Promise(() => undefined);

it('closes once, however often one signal arrives', async () => {
  let closes = 0;
  const { exits, onSignal } = program(async () => void (closes += 1));
  onSignal();
  onSignal();
  await new Promise((resolve) => setImmediate(resolve));
  expect([closes, exits]).toEqual([1, [0]]);
});

it('ends at once on a second signal after half a second', () => {
  const { exits, clock, onSignal } = program(forEver);
  onSignal();
  clock.now += 499;
  onSignal();
  expect(exits).toEqual([]);
  clock.now += 1;
  onSignal();
  expect(exits).toEqual([1]);
});

it('says why closing failed', async () => {
  const { exits, said, onSignal } = program(() => Promise.reject(new Error('no room')));
  onSignal();
  await new Promise((resolve) => setImmediate(resolve));
  expect(exits).toEqual([1]);
  expect(said.join()).toContain('no room');
});
