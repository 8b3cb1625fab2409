// Noise rules: hidden traces are counted and can be shown; ignored spans are not stored and counted in Sources.
import { describe, expect, it } from 'vitest';
import { hexId, morning, send, type TraceSpec } from './kit/otlp.ts';
import { eventually, useKit } from './kit/window.ts';

const trace = (number: number, name: string): TraceSpec => ({
  traceId: hexId(number, 32),
  start: morning + number * 1000,
  spans: [{ service: 'web', name, id: hexId(number, 16), at: 0, lasts: 5, kind: 2 }],
});
const kit = useKit((engine) =>
  send(engine, [trace(1, 'GET /orders'), trace(2, 'GET /healthz'), trace(3, 'GET /healthz'), trace(4, 'GET /app.css')]),
);

it('a rule hides traces, the page says how many, and shows them when asked', async () => {
  const page = await kit.open({ path: '/settings' });
  await page.getByRole('button', { name: 'Add a rule' }).click();
  await page.getByText('Hide health checks').click();
  // In force at once, as its switch says.
  const rule = page.getByRole('group', { name: 'Noise rule 1' });
  await rule.waitFor();
  await eventually(async () => {
    await page.reload();
    await page.getByRole('button', { name: 'Add a rule' }).waitFor();
    return rule.count();
  }).toBe(1);
  await page.goto(`${kit.engine.ready.ui}/traces`);
  const rows = page.getByRole('table').or(page.getByRole('grid')).first();
  await eventually(async () => {
    const text = await rows.innerText();
    expect(text).toContain('GET /orders');
    expect(text).not.toContain('/healthz');
  });
  const hidden = page.getByRole('button', { name: 'Hidden: 2' });
  await hidden.click();
  await eventually(async () => expect(await rows.innerText()).toContain('GET /healthz'));
  await page.getByRole('button', { name: 'Showing 2 of noise' }).click();
  await page.goto(`${kit.engine.ready.ui}/traces?where=${encodeURIComponent('name contains health')}`);
  await page.getByText('All that matches is hidden').waitFor();
  await page.getByRole('button', { name: 'Show 2 hidden traces' }).click();
  await eventually(async () => expect(await rows.innerText()).toContain('GET /healthz'));
});

it('a rule that ignores keeps spans out, and Sources tells how many', async () => {
  const page = await kit.open({ path: '/settings' });
  await page.getByRole('button', { name: 'Add a rule' }).click();
  await page.getByText('Empty rule').click();
  await page.getByRole('combobox', { name: 'What to do' }).last().click();
  await page.getByRole('option', { name: 'Do not store' }).click();
  const search = page.getByRole('textbox', { name: 'Search' }).last();
  await search.fill('trace.spans = 1');
  await page.getByText('cannot be used').waitFor();
  await search.fill('name = "GET /ignored"');
  await search.press('Enter');
  await eventually(async () => {
    await send(kit.engine, [trace(10, 'GET /ignored')]);
    await page.goto(`${kit.engine.ready.ui}/sources`);
    expect(await page.getByRole('main').innerText()).toMatch(/\d+ ignored as noise/);
  });
});

describe('beyond what a page of the list looks ahead', () => {
  const many = useKit((engine) =>
    send(
      engine,
      Array.from({ length: 2000 }, (_, at) => trace(at + 1, at % 4 === 0 ? 'GET /healthz' : `GET /orders/${at}`)),
    ),
  );

  it('says how many are listed and hidden, and lists them to the last', async () => {
    const page = await many.open({ path: '/settings' });
    await page.getByRole('button', { name: 'Add a rule' }).click();
    await page.getByText('Hide health checks').click();
    await page.getByRole('group', { name: 'Noise rule 1' }).waitFor();
    await page.getByRole('link', { name: 'Traces' }).first().click();
    await page.getByRole('button', { name: 'Hidden: 500', exact: true }).waitFor();
    await page.getByText('1,500 of 2,000 traces', { exact: true }).waitFor();
    await page.getByRole('grid').or(page.getByRole('table')).first().focus();
    await page.keyboard.press('End');
    await page.getByText('GET /orders/1', { exact: true }).waitFor();
    // A search that only spans can answer is counted by walking them.
    await page.goto(`${many.engine.ready.ui}/traces?where=${encodeURIComponent('kind = server and name != x')}`);
    await page.getByText('1,500 of 2,000 traces', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Hidden: 500', exact: true }).waitFor();
  });
});
