// Sessions in the window: from the list into the timeline, by keys and by address, while events arrive, and from trace and
// record to the session.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { agentTurn, FakeLlamaStack } from '../support/systems/llama-stack.ts';
import { textsOn } from './kit/canvas-texts.ts';
import { logRequestOf, sendLogs, type LogSpec } from './kit/logs.ts';
import { hexId, send, type Value } from './kit/otlp.ts';
import { openPipe } from '../headless/kit/pipe-client.ts';
import { FakeTokioConsole, taskUpdate } from '../support/systems/tokio-console.ts';
import { clipboard, eventually, placeOf, useKit } from './kit/window.ts';

const began = Date.now() - 20_000;
const traceId = hexId(7, 32);
const spanId = hexId(8, 16);

function event(
  name: string,
  at: number,
  attributes: Readonly<Record<string, Value>>,
  more: Partial<LogSpec> = {},
): LogSpec {
  return {
    service: 'skit',
    at: began + at,
    severity: 9,
    event: name,
    attributes: { 'session.id': 'voice-1', ...attributes },
    ...more,
  };
}

const kit = useKit(
  async (engine) => {
    await sendLogs(engine, [
      event('session.start', 0, { node_id: 'script' }),
      event('vad.speech_start', 1000, { node_id: 'vad', segment_id: 'a', turn_id: 'turn-1' }),
      event('vad.speech_end', 3000, { node_id: 'vad', segment_id: 'a', turn_id: 'turn-1' }),
      event('stt.result', 3500, { node_id: 'whisper', turn_id: 'turn-1', text_preview: 'what is the weather' }),
      event('llm.request.start', 4000, { node_id: 'llm', span_id: 'x', turn_id: 'turn-1' }),
      event(
        'llm.request.error',
        6000,
        { node_id: 'llm', span_id: 'x', turn_id: 'turn-1' },
        { severity: 17, body: 'model gone' },
      ),
      event('otterscope.loss', 7000, { node_id: 'script', dropped: 7 }, { body: '7 events dropped by tap' }),
      event('otterscope.gap', 12_000, { 'gap.seconds': 3 }, { body: 'gap of 3 s' }),
      event('tts.start', 13_000, { node_id: 'kokoro', turn_id: 'turn-2' }),
      event('other', 100, { 'session.id': 'voice-2' }),
    ]);
    await send(engine, [
      {
        traceId,
        start: began + 4000,
        spans: [
          {
            service: 'model',
            name: 'POST /chat',
            id: spanId,
            at: 0,
            lasts: 1900,
            attributes: { 'session.id': 'voice-1' },
          },
        ],
      },
    ]);
  },
  { processes: true },
);

const timeline = (page: Page) => page.getByRole('application');
const details = (page: Page) => page.getByRole('region', { name: 'Details of the selected item' });
const said = async (page: Page): Promise<string> =>
  (await textsOn(page, '[role="application"] canvas')).map(({ text }) => text).join('|');

/** Two frames on: what the pointer was answered with is painted. */
const painted = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

/** CSS pixels of the axis where heads of exits are painted, in the colour of warnings. */
const exitsOn = (page: Page): Promise<readonly number[]> =>
  page
    .locator('canvas[aria-hidden]')
    .first()
    .evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('no 2d context');
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.color = 'var(--warning)';
      const colour = [...(getComputedStyle(probe).color.match(/\d+/g) ?? []), 255].join();
      probe.remove();
      const row = context.getImageData(0, Math.round(17 * devicePixelRatio), canvas.width, 1).data;
      const columns = Array.from({ length: canvas.width }, (_, x) => x);
      return columns.filter((x) => row.slice(4 * x, 4 * x + 4).join() === colour).map((x) => x / devicePixelRatio);
    });

describe('sessions', () => {
  it('are listed, found, sorted, and opened by Enter or a click', async () => {
    const page = await kit.open({ path: '/sessions' });
    const rows = page.getByRole('grid', { name: 'Sessions' }).locator('[role="row"][aria-selected]');
    await eventually(() => rows.count()).toBe(2);
    await page.getByRole('button', { name: 'Session', exact: true }).click();
    await eventually(() => rows.allTextContents().then((all) => all.map((text) => text.slice(0, 7)))).toEqual([
      'voice-1',
      'voice-2',
    ]);
    await eventually(() => placeOf(page)).toBe('/sessions?order=id');
    await page.keyboard.press('/');
    await page.keyboard.insertText('voice-1');
    await eventually(() => rows.count()).toBe(1);
    await page.getByRole('grid', { name: 'Sessions' }).focus();
    await page.keyboard.press('j');
    await eventually(() => placeOf(page)).toContain('session=voice-1');
    await page.keyboard.press('Enter');
    await timeline(page).waitFor();
    expect(placeOf(page)).toMatch(/^\/sessions\/voice-1/);
  });

  it('are drawn in lanes, with what is missing said above', async () => {
    const page = await kit.open({ path: '/sessions/voice-1?from=3900000000&to=6100000000' });
    for (const lane of ['script', 'vad', 'whisper', 'llm', 'kokoro', 'model'])
      await page.getByRole('button', { name: lane, exact: true }).waitFor();
    await page.getByText('7 events dropped by the sender, 1 gap in what was received.').waitFor();
    await page.getByRole('button', { name: 'gap of 3 s' }).waitFor();
    await eventually(() => said(page)).toMatch(/✕ llm\.request model gone/);
    expect(await timeline(page).getAttribute('aria-label')).toMatch(/^Timeline of session voice-1: 8 items in 7 lanes/);
  });

  it('are gone through by keys; what is selected is in the address and beside it', async () => {
    const page = await kit.open({ path: '/sessions/voice-1' });
    await timeline(page).focus();
    await page.keyboard.press('e');
    await details(page).getByText('End llm.request.error').waitFor();
    await details(page).getByText('model gone').waitFor();
    await eventually(() => placeOf(page)).toContain('item=e4');
    await page.keyboard.press('z');
    await eventually(() => placeOf(page)).toMatch(/from=\d+&to=\d+/);
    await page.getByRole('button', { name: 'Resume live' }).waitFor();
    await page.getByRole('button', { name: 'Copy a link to this view' }).click();
    const link = new URL(await clipboard(page));
    expect(link.searchParams.get('item')).toBe('e4');
    const again = await kit.open({ path: link.pathname + link.search });
    await details(again).getByText('model gone').waitFor();
    await again.getByRole('button', { name: 'Resume live' }).click();
    await again.getByText('Live', { exact: true }).waitFor();
    await timeline(page).focus();
    await page.keyboard.press('l');
    await page.keyboard.press('0');
    await page.keyboard.press('Escape');
    await details(page).waitFor({ state: 'detached' });
    await eventually(() => placeOf(page)).toBe('/sessions/voice-1');
  });

  it('are filtered by type, lane and turn, and searched', async () => {
    const page = await kit.open({ path: '/sessions/voice-1?type=llm.request' });
    await page.getByText(/1 of 8 items shown/).waitFor();
    await page.getByRole('button', { name: /^Choose types/ }).click();
    await page.getByRole('menuitem', { name: /^vad\.speech/ }).click();
    await page.getByText(/2 of 8 items shown/).waitFor();
    await eventually(() => placeOf(page)).toBe('/sessions/voice-1?type=llm.request&type=vad.speech');
    await eventually(() => page.getByRole('button', { name: 'kokoro', exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Show all' }).click();
    await timeline(page).focus();
    await page.keyboard.press('/');
    await page.keyboard.insertText('WEATHER');
    await page.getByText('1 match', { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await details(page).getByText('what is the weather').waitFor();
  });

  it('lead to the trace, the logs and the metrics of an item, and back from trace and record', async () => {
    const page = await kit.open({ path: `/sessions/voice-1?item=s${spanId}` });
    const ways = details(page).getByRole('link');
    await eventually(() => ways.allTextContents()).toEqual([
      'Trace',
      'Logs of the session at this time',
      'All logs of this time',
      'Metrics of this time',
    ]);
    await details(page).getByRole('link', { name: 'Trace' }).click();
    await eventually(() => placeOf(page)).toContain(`span=${spanId}`);
    await page.getByRole('link', { name: 'voice-1', exact: true }).click();
    await timeline(page).waitFor();
    await timeline(page).focus();
    await page.keyboard.press('e');
    await details(page).getByRole('link', { name: 'Log record' }).click();
    await page
      .getByRole('region', { name: 'Record details' })
      .getByRole('link', { name: 'voice-1', exact: true })
      .click();
    await timeline(page).waitFor();
  });

  it('grow while events arrive: what was open closes', async () => {
    const page = await kit.open({ path: '/sessions/voice-1?type=tts' });
    await timeline(page).focus();
    await page.keyboard.press('j');
    await details(page).getByText('still open').waitFor();
    await sendLogs(kit.engine, [event('tts.done', 15_000, { node_id: 'kokoro', turn_id: 'turn-2', latency_ms: 1750 })]);
    await details(page)
      .getByText(/kokoro · 1\.75 s/)
      .waitFor();
    await details(page).getByText('End tts.done').waitFor();
  });

  it.skipIf(process.platform !== 'linux')(
    'have starts and exits of the processes that send on their axis; Sources lists these',
    async () => {
      const body = logRequestOf([event('epoch.start', 20_000, { 'session.id': 'training' }, { service: 'trainer' })]);
      // It goes on sending nothing, so that its connection is there whenever somebody looks whose it is.
      const program = `const send = (body) => fetch('http://${kit.engine.ready.otlp_http}/v1/logs', { method: 'POST',
      headers: { 'content-type': 'application/json' }, body });
      await send(${JSON.stringify(body)}); setInterval(() => send('{}'), 500);`;
      const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'ignore' });
      try {
        const page = await kit.open({ path: '/sources' });
        const row = page.getByRole('region', { name: 'Processes' }).getByRole('row', { name: /trainer/ });
        await row.getByText(String(child.pid)).waitFor();
        await row.getByText(/^started/).waitFor();
        await page.goto(`${kit.engine.ready.ui}/sessions/training`);
        await page.getByRole('button', { name: /starts? (and|or) exits?$/ }).click();
        await page.getByRole('menuitem', { name: `trainer: node started, process ${child.pid}` }).waitFor();
        child.kill();
        // The session goes on without a word; the exit is found all the same.
        await page.getByRole('menuitem', { name: `trainer: node ended, process ${child.pid}` }).click();
        await eventually(() => placeOf(page)).toMatch(/from=\d+&to=\d+/);
        const axis = await page.locator('canvas[aria-hidden]').first().boundingBox();
        if (axis === null) throw new Error('no axis');
        await eventually(async () => {
          for (const x of await exitsOn(page)) {
            await page.mouse.move(axis.x + x, axis.y + 24);
            await painted(page);
            if (await page.getByText(`ended, process ${child.pid}`).isVisible()) return true;
          }
          return false;
        }).toBe(true);
      } finally {
        child.kill();
      }
    },
  );
  it('come out of a Llama Stack store that is added as a source; a turn without its root is running', async () => {
    const turn = Date.now() % 1_000_000;
    const session = `agent-${turn}`;
    const path = join(kit.engine.folder, `${turn}.db`);
    const store = new FakeLlamaStack(path);
    store.fill(agentTurn(turn, began, session));
    // A span is written when it ends, the root last.
    const [root, ...others] = agentTurn(turn + 1, Date.now() - 2000, session).toReversed();
    for (const span of others) store.end(span);
    const page = await kit.open({ path: '/sources?add=llama-stack' });
    await page.getByRole('textbox', { name: 'Path' }).fill(path);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('grid', { name: 'Fetched sources' }).getByText('live', { exact: true }).waitFor();
    await page.goto(`${kit.engine.ready.ui}/sessions`);
    const row = page.getByRole('grid', { name: 'Sessions' }).getByRole('row', { name: session });
    await eventually(() => row.textContent()).toContain('llama-stack');
    await row.dblclick();
    await page.getByRole('button', { name: 'llama-stack', exact: true }).waitFor();
    await timeline(page).focus();
    await page.keyboard.press('e');
    await details(page).getByText('no such tool').waitFor();
    await page.goto(`${kit.engine.ready.ui}/traces`);
    await page.getByText('(running, root not received yet)').waitFor();
    store.end(root ?? expect.fail());
    await page.getByText('(running, root not received yet)').waitFor({ state: 'detached' });
    store.close();
  });

  it('that are not there are said to be so', async () => {
    const page = await kit.open({ path: '/sessions/nobody' });
    await page.getByText('This run has no such session').waitFor();
    await page.getByRole('link', { name: 'All sessions of the run' }).click();
    await page.getByRole('grid', { name: 'Sessions' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.insertText('nothing like it');
    await page.getByText('No session matches').waitFor();
  });
});

describe('tasks of a tokio program', () => {
  it('are listed with their states, found, and told about one by one', async () => {
    const program = new FakeTokioConsole();
    const at = BigInt(Date.now()) * 1_000_000n;
    const idle = { created: at - 60_000_000_000n, polls: 40, wakes: 40, busy: 2_000_000_000n };
    program.first = [
      taskUpdate(at, [
        { ...idle, id: 1, name: 'accept loop', lastWake: at - 5000n, pollStarted: at - 4000n, pollEnded: at - 1000n },
        { ...idle, id: 2, name: 'stuck', polls: 1, pollStarted: at - 30_000_000_000n },
        {
          ...idle,
          id: 3,
          name: 'chatter',
          selfWakes: 30,
          lastWake: at - 5000n,
          pollStarted: at - 4000n,
          pollEnded: at,
        },
      ]),
    ];
    const pipe = await openPipe(kit.engine.ready);
    try {
      const url = await program.listen();
      const source = { id: 't', kind: 'tokio-console', name: 'shop', service: 'shop', url, paused: false } as const;
      await pipe.call('settings.change', { collectors: [{ ...source, auth: { kind: 'none' }, headers: [] }] });
      const page = await kit.open({ path: '/tasks' });
      const rows = page.getByRole('grid', { name: 'Tasks' }).locator('[role="row"][aria-selected]');
      await eventually(() => rows.count()).toBe(3);
      await page.getByText('2 tasks with warnings').waitFor();
      await rows.filter({ hasText: 'stuck' }).click();
      const task = page.getByRole('region', { name: 'Details of the task' });
      await task.getByText('running', { exact: true }).waitFor();
      await eventually(() => placeOf(page)).toContain('task=2-');
      await page.keyboard.press('/');
      await page.keyboard.insertText('chat');
      await eventually(() => rows.count()).toBe(1);
      await program.close();
      await page.getByText('no longer connected').waitFor();
    } finally {
      await pipe.call('settings.change', { collectors: [] });
      pipe.close();
    }
  });
});
