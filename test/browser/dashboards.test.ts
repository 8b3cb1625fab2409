// Dashboards: what comes with the app appears with its metrics, Grafana's JSON is imported, charts are pinned.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { kronk } from '../support/dashboards/kronk.ts';
import { streamkit } from '../support/dashboards/streamkit.ts';
import { FakeKronk } from '../support/systems/kronk-server.ts';
import { openPipe } from '../headless/kit/pipe-client.ts';
import { eventually, placeOf, useKit } from './kit/window.ts';

const kit = useKit();

const attributes = (of: Readonly<Record<string, string>>) =>
  Object.entries(of).map(([key, value]) => ({ key, value: { stringValue: value } }));

/** Three minutes of gauges of StreamKit and of requests of an HTTP server, up to now. */
async function sendMetrics(): Promise<void> {
  const now = Date.now();
  for (let i = 0; i <= 18; i++) {
    const time = `${now - (18 - i) * 10_000}000000`;
    const gauge = (name: string, unit: string, value: number) => ({
      name,
      unit,
      gauge: { dataPoints: [{ timeUnixNano: time, asDouble: value }] },
    });
    const requests = {
      name: 'http.server.request.duration',
      unit: 's',
      histogram: {
        aggregationTemporality: 2,
        dataPoints: [
          {
            attributes: attributes({ 'http.route': '/orders', 'http.request.method': 'GET' }),
            startTimeUnixNano: `${now - 600_000}000000`,
            timeUnixNano: time,
            count: String(i * 30),
            sum: i * 3,
            bucketCounts: [i * 20, i * 10, 0].map(String),
            explicitBounds: [0.1, 1],
          },
        ],
      },
    };
    const metrics = [gauge('system_cpu_utilization', '%', 40 + i), gauge('sessions.active', '', 7), requests];
    const response = await fetch(`http://${kit.engine.ready.otlp_http}/v1/metrics`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        resourceMetrics: [
          { resource: { attributes: attributes({ 'service.name': 'skit' }) }, scopeMetrics: [{ metrics }] },
        ],
      }),
    });
    expect(response.status).toBe(200);
  }
}

const panel = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true });

/** As if dragged from a folder onto the window. */
async function dropFile(page: Page, name: string, json: unknown): Promise<void> {
  await page.evaluate(
    ([fileName, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], fileName, { type: 'application/json' }));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
    },
    [name, JSON.stringify(json)] as const,
  );
}

async function importFile(page: Page, name: string, json: unknown): Promise<void> {
  const file = { name, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(json)) };
  await page.locator('input[type=file]').setInputFiles(file);
}

describe('dashboards', () => {
  it('says what to do while there are none', async () => {
    const page = await kit.open({ path: '/dashboards' });
    await page.getByText('No dashboards yet').waitFor();
    const plots = await kit.open({ path: '/dashboards/app~statsviz' });
    await plots.getByText('No Go program plots itself in this run').waitFor();
  });

  it('come with their metrics, by themselves', async () => {
    const page = await kit.open({ path: '/dashboards' });
    await page.getByText('No dashboards yet').waitFor();
    await sendMetrics();
    await page.getByRole('link', { name: 'HTTP server' }).click();
    await panel(page, 'Requests per second by route').getByText('GET /orders').waitFor();
    await eventually(() => panel(page, 'Requests per second by route').innerText()).toContain('req/s');
    expect(await panel(page, 'Requests under way').count()).toBe(0);
  });

  it('draw everything that a Go program plots of itself, as it describes it', async () => {
    const go = new FakeKronk();
    const pipe = await openPipe(kit.engine.ready);
    try {
      const url = `${await go.listen()}/debug/statsviz`;
      const web = { service: '', paused: false, auth: { kind: 'none' }, headers: [] } as const;
      await pipe.call('settings.change', { collectors: [{ kind: 'statsviz', id: 'go', name: 'demo', url, ...web }] });
      await eventually(async () => go.connections).toBe(1);
      const began = Date.now() - 15_000;
      for (let at = 0; at < 15; at++) go.second((at % 3) as 0 | 1 | 2, began + at * 1000, { lastgc: [began + 4000] });
      const page = await kit.open({ path: '/dashboards/app~statsviz' });
      await panel(page, 'CPU (Overall)').getByText('scavenge').waitFor();
      expect(
        await page
          .getByRole('region')
          .filter({ has: page.getByRole('heading', { level: 2 }) })
          .count(),
      ).toBe(25);
      await eventually(() => page.getByRole('group', { name: 'Annotations' }).innerText()).toMatch(/collections\s*1/);
      await panel(page, 'Size Classes').scrollIntoViewIfNeeded();
      await panel(page, 'Size Classes')
        .getByLabel(/: \d+ buckets over \d+ steps/)
        .waitFor();
      await panel(page, 'Stop-the-world Stopping Latencies (Other)').getByText('Nothing was counted').waitFor();
    } finally {
      await pipe.call('settings.change', { collectors: [] });
      pipe.close();
      await go.close();
    }
  });

  it('are imported with a report, shown, reached by their address, and deleted', async () => {
    await sendMetrics();
    const page = await kit.open({ path: '/dashboards' });
    await dropFile(page, 'streamkit.json', streamkit);
    await page.getByText('StreamKit Performance Dashboard was imported').waitFor();
    await eventually(() => page.getByRole('dialog').getByText('ok', { exact: true }).count()).toBe(7);
    await page.getByRole('button', { name: 'Open it' }).click();
    await eventually(() => placeOf(page)).toBe('/dashboards/streamkit-perf');
    await panel(page, 'CPU Usage').getByText('System CPU').waitFor();
    await eventually(() => panel(page, 'CPU Usage').innerText()).toContain('%');
    await eventually(() => panel(page, 'Active Components').innerText()).toContain('7');
    await panel(page, 'HTTP Request Rate')
      .getByText(/No metric is named http_server_requests_total/)
      .waitFor();
    await page.getByRole('button', { name: 'System Overview' }).click();
    await eventually(() => panel(page, 'CPU Usage').count()).toBe(0);
    await page.getByRole('button', { name: 'Delete this dashboard' }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await eventually(() => placeOf(page)).toBe('/dashboards');
    await eventually(() => page.getByRole('link', { name: /StreamKit/ }).count()).toBe(0);
  });

  it('show traces, logs and variables too, and refuse what is none', async () => {
    const page = await kit.open({ path: '/dashboards' });
    await importFile(page, 'kronk.json', kronk);
    await page.getByRole('button', { name: 'Open it' }).click();
    await page.getByRole('group', { name: 'Variables' }).getByText('Model').waitFor();
    await panel(page, 'Kronk - Traces').waitFor();
    await kit.open({ path: '/dashboards' }).then(async (other) => {
      await importFile(other, 'odd.json', { a: 1 });
      await other.getByText(/odd.json was not imported/).waitFor();
    });
  });

  it('take a chart of the metrics page', async () => {
    await sendMetrics();
    const page = await kit.open({ path: '/metrics?q=system_cpu_utilization_percent' });
    await page.getByRole('button', { name: 'Pin', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Pin to a dashboard' });
    await dialog.getByLabel('Title of the panel').fill('My load');
    await dialog.getByRole('button', { name: 'Pin', exact: true }).click();
    await panel(page, 'My load').waitFor();
    await eventually(() => panel(page, 'My load').innerText()).toContain('system_cpu_utilization_percent');
  });

  it('mark annotations, switched at the top, and follow links after naming where they lead', async () => {
    await sendMetrics();
    const page = await kit.open({ path: '/dashboards' });
    const gauge = { refId: 'A', expr: 'system_cpu_utilization_percent', legendFormat: 'cpu' };
    await importFile(page, 'marks.json', {
      uid: 'marks',
      title: 'Marks',
      schemaVersion: 39,
      time: { from: 'now-15m', to: 'now' },
      annotations: {
        list: [
          { name: 'Busy', enable: true, iconColor: 'red', expr: 'system_cpu_utilization_percent > 50', step: '10s' },
        ],
      },
      links: [{ title: 'Same again', type: 'link', url: '/d/marks?from=now-1h&to=now' }],
      panels: [
        {
          id: 1,
          type: 'stat',
          title: 'Load',
          gridPos: { x: 0, y: 0, w: 6, h: 6 },
          targets: [gauge],
          fieldConfig: { defaults: { links: [{ title: 'Find', url: 'https://example.org/?q=${__value.raw}' }] } },
        },
      ],
    });
    await page.getByRole('button', { name: 'Open it' }).click();
    const annotations = page.getByRole('group', { name: 'Annotations' });
    await eventually(() => annotations.innerText()).toMatch(/Busy\s*1/);
    await annotations.getByRole('checkbox').uncheck();
    await eventually(() => placeOf(page)).toContain('note=Busy');
    await panel(page, 'Load').getByRole('button', { name: '58' }).click();
    const asking = page.getByRole('alertdialog', { name: 'Open example.org?' });
    await asking.getByText('https://example.org/?q=58').waitFor();
    await asking.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('navigation', { name: 'Links' }).getByRole('button', { name: 'Same again' }).click();
    await eventually(() => placeOf(page)).toContain('from=now-1h');
  });

  it('are made from nothing, by keys and pointer, and are there again after a reload', async () => {
    await sendMetrics();
    const page = await kit.open({ path: '/dashboards?new=dashboard' });
    await page.getByLabel('Title', { exact: true }).fill('Mine');
    await page.keyboard.press('Enter');
    await page.getByText('No panels yet').waitFor();
    await page.keyboard.press('a');
    await page.getByRole('button', { name: /^Time series/ }).press('Enter');
    // The field has the focus by itself, once its editor is there.
    await eventually(() => page.evaluate(() => document.activeElement?.matches('[aria-label="Query A"] div'))).toBe(
      true,
    );
    await page.keyboard.type('system_cpu_utilization_percent');
    await page.getByLabel('Title', { exact: true }).fill('Load');
    await eventually(() => panel(page, 'Load').innerText()).toContain('system_cpu_utilization_percent');
    expect(placeOf(page)).toMatch(/\?edit=panel\.1$/);

    await page.getByRole('button', { name: 'Back', exact: true }).click();
    const tile = page.getByRole('group', { name: 'Panel Load' });
    await tile.focus();
    await page.keyboard.press('Shift+ArrowLeft');
    const before = await tile.boundingBox();
    if (before === null) throw new Error('the tile has no place');
    await page.mouse.move(before.x + 100, before.y + 100);
    await page.mouse.down();
    await page.mouse.move(before.x + 130, before.y + 100);
    await page.mouse.move(before.x + 100 + before.width, before.y + 100, { steps: 4 });
    await page.mouse.up();
    await eventually(async () => (await tile.boundingBox())?.x ?? 0).toBeGreaterThan(before.x + before.width - 60);

    await page.getByRole('link', { name: 'Traces', exact: true }).click();
    await page.getByRole('button', { name: 'Stay' }).click();
    await page.keyboard.press('Control+s');
    await page.getByText('Not saved', { exact: true }).waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('button', { name: 'Done' }).click();
    await eventually(() => panel(page, 'Load').innerText()).toContain('system_cpu_utilization_percent');
    expect((await panel(page, 'Load').boundingBox())?.x).toBeGreaterThan(before.x + before.width - 60);
  });
});
