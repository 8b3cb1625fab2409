// What a row of the trace list says where room is scarce: the day of old traces, services that do not fit, a long legend.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hexId, morning, send, type TraceSpec } from './kit/otlp.ts';
import { eventually, placeOf, useKit } from './kit/window.ts';

const names = Array.from({ length: 24 }, (_, i) => `service-number-${i + 10}`);
/** One trace per service as root; each calls all that come after it. */
const wide = names.map((service, i): TraceSpec => ({
  traceId: hexId(i + 1, 32),
  start: morning + i * 1000,
  spans: [
    { service, name: `root ${i}`, id: hexId(i * 100 + 1, 16), at: 0, lasts: 50 },
    ...names.slice(i + 1).map((other, k) => ({
      service: other,
      name: 'call',
      id: hexId(i * 100 + 2 + k, 16),
      parent: hexId(i * 100 + 1, 16),
      at: 1,
      lasts: 5,
      ...(k % 2 === 0 ? { error: 'late' } : {}),
    })),
  ],
}));
const fresh: TraceSpec = {
  traceId: hexId(500, 32),
  start: Date.now(),
  spans: [{ service: 'today', name: 'just now', id: hexId(90_000, 16), at: 0, lasts: 3 }],
};
const kit = useKit((engine) => send(engine, [...wide, fresh]));

const rowOf = (page: Page, operation: string) => page.getByRole('row').filter({ hasText: operation });

describe('rows of the trace list', () => {
  it('name the day where it is not today, and the exact instant at the pointer', async () => {
    const page = await kit.open({ path: '/traces' });
    const old = rowOf(page, 'root 23').locator('time');
    await eventually(() => old.textContent()).toMatch(/^(15 Jan|2026-01-15) 09:30:23\.000$/);
    await eventually(() => rowOf(page, 'just now').locator('time').textContent()).toMatch(/^ ?\d\d:\d\d:\d\d\.\d{3}$/);
    await old.hover();
    await eventually(() => old.getAttribute('title')).toMatch(/^2026-01-15 09:30:23\.000 000 000 UTC\n.*ago$/);
    const cell = await old.evaluate((time) => ({
      text: time.scrollWidth,
      room: time.parentElement?.clientWidth ?? 0,
    }));
    expect(cell.text).toBeLessThanOrEqual(cell.room);
  });

  it('count the services that do not fit, and name them at the pointer', async () => {
    const page = await kit.open({ path: '/traces', height: 900 });
    const cell = rowOf(page, 'root 0').getByRole('gridcell').last();
    const rest = cell.getByText(/^\+\d+$/);
    await rest.waitFor();
    const shown = (await cell.locator(':scope > span').count()) - 1;
    expect(Number((await rest.textContent())?.slice(1))).toBe(names.length - shown);
    expect(await rest.getAttribute('title')).toMatch(/more services$/);
    const { right, edge } = await rest.evaluate((mark) => ({
      right: mark.getBoundingClientRect().right,
      edge: mark.parentElement?.getBoundingClientRect().right ?? 0,
    }));
    expect(right).toBeLessThanOrEqual(edge);
  });
});

describe('the legend of the scatter', () => {
  it('lists in a menu what does not fit into its line', async () => {
    const page = await kit.open({ path: '/traces' });
    const more = page.getByRole('button', { name: /^Root services: \d+ more$/ });
    await more.waitFor();
    const inLine = await page.getByRole('list', { name: 'Root services' }).getByRole('button').count();
    expect(await more.textContent()).toBe(`+${names.length + 1 - inLine}`);
    await more.click();
    await page.getByRole('menuitem', { name: /^today/ }).click();
    await eventually(() => placeOf(page)).toBe('/traces?where=service+%3D+today');
    await page.getByText('1 of 25 traces').waitFor();
    await more.waitFor({ state: 'detached' });
  });
});
