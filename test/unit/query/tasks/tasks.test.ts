// Tasks of a real run file, as the collector writes them: from the journal and from blocks alike.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LogItem } from '../../../../src/contract/otlp-records.ts';
import { ResourceKey, TaskEvent } from '../../../../src/contract/task-events.ts';
import type { TaskId, TaskListRequest } from '../../../../src/contract/tasks.ts';
import { unixNanos } from '../../../../src/contract/time.ts';
import type { AttributeValue } from '../../../../src/contract/values.ts';
import type { TaskStats } from '../../../../src/main/collect/tokio-console/read-tasks.ts';
import { statsItem, taskItem } from '../../../../src/main/collect/tokio-console/task-records.ts';
import { logRequest, logStart, second, testLog } from '../logs/log-samples.ts';
import { alive, attributes, run, TestRun } from '../test-run.ts';

const listed: TaskListRequest = { run, text: '', shown: 'all', order: 'id', descending: false, limit: 100 };
const millis = 1_000_000n;
const at = (seconds: number): bigint => logStart + BigInt(Math.round(seconds * 1000)) * millis;
const quiet: TaskStats = {
  created: at(0),
  dropped: undefined,
  wakes: 0n,
  selfWakes: 0n,
  wakerClones: 1n,
  wakerDrops: 0n,
  lastWake: undefined,
  scheduled: 0n,
  polls: 1n,
  firstPoll: at(1),
  pollStarted: at(1),
  pollEnded: at(1),
  busy: 0n,
};
const known = (
  id: number,
  name: string,
  stats: Partial<TaskStats>,
  fields: Readonly<Record<string, AttributeValue>> = {},
) => ({
  task: {
    id: BigInt(id),
    target: 'tokio::task',
    blocking: fields['kind'] === 'blocking',
    fields: Object.entries({ 'task.id': BigInt(id), 'task.name': name, ...fields }).map(([key, value]) => ({
      name: key,
      value,
    })),
    location: 'src/main.rs:1:1',
  },
  stats: { ...quiet, ...stats },
});
const ofLog = ({ eventName, time, body, attributes: all }: LogItem) =>
  testLog({ eventName, time, body, service: 'skit', attributes: all });
const whole = (seconds: number, ...tasks: ReturnType<typeof known>[]) =>
  tasks.map((task) => ofLog(taskItem(task, unixNanos(at(seconds)), unixNanos(at(seconds)))));
const stats = (seconds: number, ...tasks: ReturnType<typeof known>[]) => [
  ofLog(statsItem(tasks, unixNanos(at(seconds)), unixNanos(at(seconds)))),
];
const event = (eventName: string, seconds: number, more: Readonly<Record<string, AttributeValue>> = {}) => [
  testLog({ eventName, time: at(seconds), service: 'skit', attributes: attributes(more) }),
];

describe.each(['journal', 'blocks'])('from the %s', (where) => {
  let test: TestRun;
  beforeEach(() => {
    test = new TestRun();
  });
  afterEach(() => test.remove());
  const add = async (...logs: ReturnType<typeof testLog>[]): Promise<void> => {
    await test.addLogBytes(logRequest(logs));
    if (where === 'blocks') test.seal();
  };

  it('works out state, times and warnings as of a time, of the newest that was told', async () => {
    const waits = known(1, 'waits', { polls: 3n, busy: 100n * millis, scheduled: 50n * millis });
    await add(
      ...event(TaskEvent.connected, 2),
      ...whole(
        2,
        waits,
        known(2, 'stuck', { polls: 1n, pollStarted: at(0.5), pollEnded: undefined }),
        known(3, 'woken', { lastWake: at(1.75), scheduled: 10n * millis }),
        known(4, 'lost', { wakerDrops: 1n }),
        known(5, 'itself', { wakes: 10n, selfWakes: 6n }),
        known(6, 'big', {}, { 'size.bytes': 8n, 'original_size.bytes': 20_000n }),
        known(7, 'disk', { wakerClones: 0n }, { kind: 'blocking', path: '/tmp/a' }),
        known(8, 'over', { dropped: at(1.5), polls: 9n }),
      ),
    );
    await add(...stats(3, known(1, '', { polls: 4n, busy: 300n * millis, pollStarted: at(2.5), pollEnded: at(2.7) })));
    const answer = test.queries.methods['tasks.list'](listed, alive);
    expect(answer).toMatchObject({
      service: 'skit',
      services: [{ name: 'skit', connected: true }],
      at: at(3),
      total: 8,
      warned: 4,
      states: { running: 1, scheduled: 1, idle: 5, completed: 1, gone: 0 },
    });
    expect(answer.tasks.map(({ name, state, warnings }) => [name, state, ...warnings].join(' '))).toEqual([
      'waits idle',
      'stuck running never-yielded',
      'woken scheduled',
      'lost idle lost-waker',
      'itself idle self-wakes',
      'big idle boxed large',
      'disk idle',
      'over completed',
    ]);
    const [first, stuck, woken] = answer.tasks;
    expect(first).toMatchObject({ polls: 4, total: 3n * second, busy: 300n * millis, idle: 2_700n * millis });
    expect(stuck).toMatchObject({ busy: 2_500n * millis, idle: 500n * millis });
    expect(woken).toMatchObject({ scheduled: 1_260n * millis });
    expect(answer.tasks[6]?.fields).toEqual([{ key: 'path', value: '/tmp/a' }]);
    expect(answer.tasks[7]?.total).toBe(1_500n * millis);
    const earlier = test.queries.methods['tasks.list']({ ...listed, at: unixNanos(at(2)), text: 'WAIT' }, alive);
    expect(earlier.tasks.map(({ polls }) => polls)).toEqual([3]);
    const warned = test.queries.methods['tasks.list'](
      { ...listed, shown: 'warnings', order: 'busy', descending: true },
      alive,
    );
    expect(warned.tasks[0]?.name).toBe('stuck');
    const history = test.queries.methods['tasks.history'](
      { run, service: 'skit', key: first?.key as TaskId, at: unixNanos(at(3)) },
      alive,
    );
    expect([...history.times]).toEqual([at(2), at(3)]);
    expect([...history.busy]).toEqual([100e6, 300e6]);
  });

  it('knows what is gone with its program, and the resources that were told last', async () => {
    const lists = (live: bigint) => ({
      [ResourceKey.type]: ['Mutex', 'Sleep'],
      [ResourceKey.live]: [1n, live],
      [ResourceKey.internal]: [false, false],
      [ResourceKey.state]: ['locked true', ''],
    });
    await add(...event(TaskEvent.connected, 1), ...whole(1, known(1, 'old', {}), known(2, 'kept', {})));
    await add(...event(TaskEvent.resources, 2, lists(3n)), ...event(TaskEvent.disconnected, 3));
    const away = test.queries.methods['tasks.list'](listed, alive);
    expect(away.services).toEqual([{ name: 'skit', connected: false, last: at(3) }]);
    expect(away.states).toMatchObject({ idle: 2, gone: 0 });
    await add(...event(TaskEvent.connected, 5), ...whole(5, known(2, 'kept', {})));
    await add(...event(TaskEvent.resources, 6, lists(7n)));
    const back = test.queries.methods['tasks.list'](listed, alive);
    expect(back.services[0]?.connected).toBe(true);
    expect(back.tasks.map(({ name, state }) => `${name} ${state}`)).toEqual(['old gone', 'kept idle']);
    expect(back.resources.map(({ type, live, state }) => [type, live, state])).toEqual([
      ['Sleep', 7, ''],
      ['Mutex', 1, 'locked true'],
    ]);
    const live = test.queries.methods['tasks.list']({ ...listed, shown: 'live' }, alive);
    expect(live.tasks.map(({ name }) => name)).toEqual(['kept']);
  });
});

it('says that nothing is known where no event tells of tasks', async () => {
  const test = new TestRun();
  await test.addLogBytes(logRequest([testLog({ eventName: 'other', time: at(1), service: 'skit' })]));
  expect(test.queries.methods['tasks.list'](listed, alive)).toMatchObject({ services: [], service: '', tasks: [] });
  test.remove();
});
