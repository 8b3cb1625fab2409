// Profiles in the window: how to get a first one, captured from a service, opened as flame graph and tables, filtered, found,
// compared, saved, and met again on the trace of their time.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProfileServer, type ProfileServer } from '../support/systems/profile-server.ts';
import { textsOn } from './kit/canvas-texts.ts';
import type { Engine } from './kit/engine.ts';
import { hexId, send } from './kit/otlp.ts';
import { eventually, placeOf, useKit } from './kit/window.ts';

const fixtures = join(import.meta.dirname, '../fixtures/profiles');
const fixture = (name: string): Buffer => readFileSync(join(fixtures, name));
const built = process.env['OTTERSCOPE_OUT'] ?? join(import.meta.dirname, '../../out');
const traceId = hexId(3, 32);
/** The time of go1.23/go_cpu.pb.gz. */
const recorded = Date.UTC(2026, 10, 20, 23, 31, 45, 740);

const kit = useKit();
let service: ProfileServer;
beforeAll(async () => {
  service = await startProfileServer({
    profiles: {
      profile: fixture('pprof/go1.23/go_cpu.pb.gz'),
      heap: fixture('pprof/go1.23/go_heap.pb.gz'),
    },
    secondMillis: 100,
  });
});
afterAll(() => service.close());

const importFiles = (engine: Engine, ...names: readonly string[]) =>
  promisify(execFile)(process.execPath, [
    join(built, 'main/headless.js'),
    'import',
    '--data',
    engine.folder,
    '--into',
    'live',
    ...names.map((name) => join(fixtures, name)),
  ]);

const canvas = '[role="tree"] canvas';
const said = async (page: Page): Promise<string> => (await textsOn(page, canvas)).map(({ text }) => text).join('|');
const table = (page: Page, name: string) => page.getByRole('grid', { name, exact: true });

async function pressOn(page: Page, frame: string, button: 'left' | 'right' = 'left'): Promise<void> {
  await eventually(() => said(page)).toContain(frame);
  const found = (await textsOn(page, canvas)).find(({ text }) => text === frame);
  if (found === undefined) throw new Error(`${frame} is not drawn`);
  await page.locator(canvas).click({ button, position: { x: found.x + 3, y: found.y } });
}

describe('profiles', () => {
  it('begin with what to do, and are captured from a service, whose own words are shown', async () => {
    const page = await kit.open({ path: '/profiles' });
    await page.getByText('No profile in this run').waitFor();
    await page.getByRole('tab', { name: 'Valgrind' }).click();
    await page.getByText('valgrind --tool=dhat ./program').waitFor();
    await page.getByRole('button', { name: 'Capture from a service…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Capture a profile' });
    await dialog.getByRole('combobox', { name: 'Address' }).fill(service.url);
    await page.keyboard.press('Tab');
    await dialog.getByRole('textbox', { name: 'Seconds', exact: true }).fill('many');
    await dialog.getByRole('button', { name: 'Capture', exact: true }).click();
    await dialog.getByText('The duration is a number of seconds, such as 10.').waitFor();
    await dialog.getByRole('textbox', { name: 'Seconds', exact: true }).fill('4');
    await dialog.getByRole('textbox', { name: 'Service name' }).fill('shop');
    await dialog.getByRole('button', { name: 'Capture', exact: true }).click();
    const captures = page.getByRole('region', { name: 'Captures' });
    await captures.getByRole('progressbar').waitFor();
    await captures.getByRole('link', { name: 'Open the profile' }).click();
    await eventually(() => said(page)).toContain('main.encode');
    await page.getByRole('link', { name: 'To the list of profiles' }).click();
    await table(page, 'Profiles').getByText('shop').waitFor();

    await page.keyboard.press('c');
    await dialog.getByRole('combobox', { name: 'Address' }).fill(`${service.url}/nothing`);
    await page.keyboard.press('Tab');
    await dialog.getByRole('combobox', { name: 'Profile' }).click();
    await page.getByRole('option', { name: 'Mutex contention' }).click();
    await dialog.getByRole('button', { name: 'Capture', exact: true }).click();
    await captures.getByText(/404/).waitFor();
  });

  it('are flame graphs that zoom, find and filter, all in the address', async () => {
    await importFiles(
      kit.engine,
      'pprof/go1.23/go_cpu.pb.gz',
      'pprof/go1.23-b/go_cpu.pb.gz',
      'goroutine_debug2.txt',
      'go_trace.out',
    );
    const page = await kit.open({ path: '/profiles?find=go_cpu' });
    const rows = table(page, 'Profiles').getByRole('link', { name: 'go_cpu.pb.gz' });
    await eventually(() => rows.count()).toBe(2);
    // Newest first: the second was recorded before the other.
    await rows.nth(1).click();
    await eventually(() => placeOf(page)).toMatch(/^\/profiles\/\d+$/);
    await pressOn(page, 'main.encode');
    await eventually(() => placeOf(page)).toMatch(/\?at=/);
    await page.getByRole('navigation', { name: 'Way to the zoomed frame' }).getByText('main.encode').waitFor();
    await eventually(() => said(page)).not.toContain('sort.Ints');
    await page.goBack();
    await eventually(() => said(page)).toContain('sort.Ints');

    await page.keyboard.press('/');
    await page.keyboard.type('deflate');
    await page.getByText('1.45s matched (28.83%), 2 names').waitFor();
    await page.keyboard.press('Enter');
    const chosen = page.getByRole('region', { name: 'Chosen frame' });
    await eventually(() => chosen.innerText()).toMatch(/deflate.*its own/s);
    const first = await chosen.innerText();
    await page.keyboard.press('Enter');
    await eventually(() => chosen.innerText()).not.toBe(first);
    await page.keyboard.press('Escape');

    await pressOn(page, 'main.encode', 'right');
    await page.getByRole('menuitem', { name: 'Focus' }).click();
    await page.getByRole('group', { name: 'Filters' }).getByText('^main\\.encode$').waitFor();
    await eventually(() => said(page)).not.toContain('sort.Ints');
    const reopened = await kit.open({ path: placeOf(page) });
    await eventually(() => said(reopened)).toContain('main.encode');
    expect(await said(reopened)).not.toContain('sort.Ints');
    await reopened.getByRole('button', { name: 'Filters' }).click();
    await reopened.getByRole('textbox', { name: 'Ignore', exact: true }).fill('(');
    await reopened.keyboard.press('Enter');
    await reopened
      .getByText(/missing \)|missing closing/)
      .first()
      .waitFor();
  });

  it('are tables with the numbers of pprof, callers and callees, lines and labels', async () => {
    const page = await kit.open({ path: '/profiles?find=go_cpu' });
    await table(page, 'Profiles').getByRole('link', { name: 'go_cpu.pb.gz' }).nth(1).click();
    await page.getByRole('tab', { name: 'Top' }).click();
    const first = table(page, 'Top functions').locator('[aria-rowindex="2"]');
    await eventually(() => first.innerText()).toMatch(
      /0\.61s\s+12\.13%\s+12\.13%\s+1\.35s\s+26\.84%\s+compress\/flate/,
    );
    await table(page, 'Top functions').getByRole('button', { name: 'Cum', exact: true }).click();
    await eventually(() => first.innerText()).toContain('main.main.func1');
    await page.getByRole('tab', { name: 'Peek' }).click();
    await table(page, 'Functions').getByText('main.encode', { exact: true }).click();
    await table(page, 'Callers and callees').getByText('from main.worker.func1').waitFor();
    await page.getByRole('tab', { name: 'Source' }).click();
    await page.getByText(/main\.go is shown without its text: there is no such file .* --source-path/).waitFor();
    await page.getByRole('tab', { name: 'Labels' }).click();
    await page
      .getByRole('region', { name: 'Label route' })
      .getByRole('button', { name: '/api/a', exact: true })
      .click();
    await page.getByRole('group', { name: 'Filters' }).getByText('Label focus').waitFor();
    await page.getByRole('tab', { name: 'Sandwich' }).click();
    await page.getByText(/with all that it calls/).waitFor();
  });

  it('are compared, and the difference is drawn and listed', async () => {
    const page = await kit.open({ path: '/profiles?find=go_cpu' });
    await table(page, 'Profiles').getByRole('link', { name: 'go_cpu.pb.gz' }).first().click();
    await eventually(() => said(page)).toContain('main.encode');
    await page.getByRole('button', { name: 'Compare…' }).click();
    const dialog = page.getByRole('dialog');
    await table(page, 'Profiles to compare with').getByText('go_cpu.pb.gz').dblclick();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('group', { name: 'Comparison' }).getByText('5.03s → 4.21s, −820ms').waitFor();
    await page.getByRole('tab', { name: 'Differences' }).click();
    const differences = table(page, 'Differences by function');
    await eventually(() => differences.locator('[aria-rowindex="2"]').innerText()).toMatch(/−950ms.*main\.encode/s);
    await page.getByRole('button', { name: 'End the comparison' }).click();
    await eventually(() => placeOf(page)).not.toContain('base=');
  });

  it('are goroutines in groups, and say why a file is only kept', async () => {
    const page = await kit.open({ path: '/profiles?find=goroutine' });
    await table(page, 'Profiles').getByRole('link', { name: 'goroutine_debug2.txt' }).click();
    const groups = table(page, 'Goroutines');
    await groups.getByText('main.worker.func1').first().click();
    await page.getByRole('region', { name: 'Stack of the group' }).getByText('Created by').first().waitFor();
    await page.goto(page.url().replace(/\/profiles.*/, '/profiles?find=go_trace'));
    await table(page, 'Profiles').getByRole('link', { name: 'go_trace.out' }).click();
    await page.getByText('Kept, but not shown').waitFor();
  });

  it('are saved, renamed and deleted', async () => {
    const page = await kit.open({ path: '/profiles?find=go_trace' });
    const row = table(page, 'Profiles').getByRole('row').filter({ hasText: 'go_trace.out' });
    const saving = page.waitForEvent('download');
    await row.getByRole('button', { name: 'Save the file as received' }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe('go_trace.out');
    expect(readFileSync(await saved.path()).equals(fixture('go_trace.out'))).toBe(true);
    const other = await kit.open({ path: '/profiles?find=go_trace' });
    await table(other, 'Profiles').getByRole('link', { name: 'go_trace.out' }).click();
    await other.getByText('Kept, but not shown').waitFor();
    const [, number] = /profiles\/(\d+)/.exec(placeOf(other)) ?? [];
    const compared = await kit.open({ path: `/profiles/1?base=${number}` });
    await compared.getByRole('group', { name: 'Comparison' }).getByText('go_trace.out').waitFor();
    await row.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No profile matches').waitFor();
    await other.getByText('This profile is not here').waitFor();
    await compared.getByRole('group', { name: 'Comparison' }).getByText('it may have been deleted').waitFor();
    await compared.getByRole('button', { name: 'End the comparison' }).click();
    await eventually(() => said(compared)).toContain('main.encode');
    await page.goto(page.url().replace(/\?.*/, '?find=goroutine_debug2'));
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('at noon');
    await page.keyboard.press('Enter');
    await table(page, 'Profiles').getByRole('link', { name: 'at noon' }).waitFor();
  });

  it('are listed with the span whose time they cover', async () => {
    await send(kit.engine, [
      {
        traceId,
        start: recorded + 500,
        spans: [{ service: 'shop', name: 'GET /cart', id: hexId(4, 16), at: 0, lasts: 900 }],
      },
    ]);
    const page = await kit.open({ path: `/traces/${traceId}?span=${hexId(4, 16)}` });
    const details = page.getByRole('region', { name: 'Span details' });
    await details.getByRole('link', { name: 'go_cpu.pb.gz' }).first().click();
    await eventually(() => said(page)).toContain('main.encode');

    // Samples that say whose they are: only they are opened, and lead back.
    const sampled = (linkIndex: number, stackIndex: number) => ({ linkIndex, stackIndex, values: ['5000000'] });
    const request = {
      resourceProfiles: [
        {
          scopeProfiles: [
            {
              profiles: [{ sampleType: { typeStrindex: 1, unitStrindex: 2 }, samples: [sampled(1, 1), sampled(0, 2)] }],
            },
          ],
        },
      ],
      dictionary: {
        stringTable: ['', 'cpu', 'nanoseconds', 'checkout', 'idle'],
        functionTable: [{}, { nameStrindex: 3 }, { nameStrindex: 4 }],
        locationTable: [{}, { lines: [{ functionIndex: 1 }] }, { lines: [{ functionIndex: 2 }] }],
        stackTable: [{}, { locationIndices: [1] }, { locationIndices: [2] }],
        linkTable: [{}, { traceId, spanId: hexId(4, 16) }],
      },
    };
    const sent = await fetch(`http://${kit.engine.ready.otlp_http}/v1development/profiles`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
    expect(sent.status).toBe(200);
    await page.goBack();
    await details.getByText('1 sample of this span, 5ms cpu').waitFor();
    await details.locator('li', { hasText: 'of this span' }).getByRole('link').click();
    await eventually(() => said(page)).toContain('checkout');
    expect(await said(page)).not.toContain('idle');
    await page.getByRole('group', { name: 'Filters' }).getByText(hexId(4, 16)).waitFor();
    await page.getByRole('tab', { name: 'Labels' }).click();
    await page.getByRole('region', { name: 'Spans of the samples' }).getByRole('link', { name: 'Trace' }).click();
    await eventually(() => placeOf(page)).toBe(`/traces/${traceId}?span=${hexId(4, 16)}`);
    await page.goto(new URL('/traces', page.url()).href);
    const lane = page.getByRole('group', { name: 'Profiles on the time axis' });
    // Two were recorded at nearly one time: one mark, which leads to their list.
    await lane
      .getByRole('link', { name: /go_cpu/ })
      .first()
      .waitFor();
    await lane.getByRole('link').first().focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await eventually(() => placeOf(page)).toMatch(/^\/profiles\?flat=1&from=\d+&to=\d+$/);
    await table(page, 'Profiles').getByText('go_cpu.pb.gz').first().waitFor();
  });
});
