// What is fetched, on the Sources page: metrics targets and sources with a connection of their own are tested, added,
// watched live, edited, paused, removed.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FakeStreamkit } from '../support/systems/streamkit-server.ts';
import { eventually, useKit } from './kit/window.ts';

const kit = useKit(() => Promise.resolve());
let server: Server;
let address = '';
let status = 200;

beforeAll(async () => {
  server = createServer((_, response) => {
    response.writeHead(status, { 'Content-Type': 'text/plain; version=0.0.4' });
    response.end('# HELP orders Orders taken\n# TYPE orders counter\norders{shop="a"} 5\norders{shop="b"} 6\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

it('a target is tested before it is added, and its state is live', { timeout: 120_000 }, async () => {
  const page = await kit.open({ path: '/sources' });
  await page.getByRole('button', { name: 'Metrics targets' }).click();
  await page.getByText('No metrics target yet').waitFor();
  await page.getByRole('button', { name: 'Add a target' }).click();
  const url = page.getByRole('textbox', { name: 'Address' });
  await url.fill('no address at all');
  await page.getByRole('button', { name: 'Test now' }).click();
  await page.getByRole('alert').getByText('is no http or https address').waitFor();
  await url.fill(address);
  await page.getByRole('textbox', { name: 'Job' }).fill('shop');
  await page.getByRole('textbox', { name: 'Every' }).fill('200ms');
  await url.press('Enter');
  const result = page.getByRole('region', { name: 'Result of the test' });
  await result.getByText('2 samples of 1 metric').waitFor();
  await result.getByText('The name of a counter ends with _total.').waitFor();
  await page.getByRole('button', { name: 'Add', exact: true }).click();

  const row = page.getByRole('row', { name: /shop/ });
  await eventually(async () => expect(await row.innerText()).toMatch(/up[^]*200ms[^]*2/));
  status = 503;
  await page.getByText('It answered with HTTP status 503.').first().waitFor();
  await eventually(async () => expect(await row.innerText()).toContain('down'));
  status = 200;
  await eventually(async () => expect(await row.innerText()).toContain('up'));

  await page.getByRole('button', { name: 'Pause the target' }).click();
  await eventually(async () => expect(await row.innerText()).toContain('paused'));
  await page.getByRole('button', { name: 'Go on with the target' }).click();
  await eventually(async () => expect(await row.innerText()).toContain('up'));
  await row.dblclick();
  await page.getByRole('textbox', { name: 'Every' }).fill('1m');
  await page.getByRole('button', { name: 'Save' }).click();
  await eventually(async () => expect(await row.innerText()).toContain('1m'));
  await page.getByRole('button', { name: 'Remove the target' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByText('No metrics target yet').waitFor();
});

it('a recipe adds all that a service offers; a source that vanishes says so', { timeout: 120_000 }, async () => {
  const skit = new FakeStreamkit();
  skit.create('s1', 'demo');
  const url = await skit.listen();
  const page = await kit.open({ path: '/sources?tab=fetched' });
  await page.getByText('Nothing is fetched yet').waitFor();
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Address' }).fill('127.0.0.1:9');
  await dialog.getByRole('textbox', { name: 'Address' }).press('Enter');
  await dialog.getByRole('alert').getByText('Nothing listens on 127.0.0.1:9.').first().waitFor();
  await dialog.getByRole('textbox', { name: 'Address' }).fill(url);
  await dialog.getByRole('button', { name: 'Test now' }).click();
  await dialog.getByText('sessions: 1').waitFor();
  await dialog.getByText('otlp_endpoint').waitFor();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();

  const row = page.getByRole('row', { name: /skit StreamKit/ });
  await eventually(async () => expect(await row.innerText()).toMatch(/live[^]*sessions: 1/));
  await eventually(async () =>
    expect(await page.getByRole('row', { name: /skit health/ }).innerText()).toContain('live'),
  );
  expect(new URL(page.url()).searchParams.get('source')).not.toBe('');
  await skit.close();
  await page.getByText(/It is tried again at/).waitFor();
  await page.getByRole('button', { name: 'Pause the source' }).click();
  await eventually(async () => expect(await row.innerText()).toContain('paused'));
  await page.keyboard.press('Escape');
  await row.dblclick();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name', exact: true }).fill('voice');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('row', { name: /voice StreamKit/ }).waitFor();
  await page.getByRole('button', { name: 'Remove the source' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await eventually(async () => expect(await page.getByRole('row', { name: /voice/ }).count()).toBe(0));
});
