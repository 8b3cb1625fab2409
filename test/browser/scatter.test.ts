// The latency scatter: a hint at a point, a click that opens it, a drag that becomes a filter, keys that do the same.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { traffic } from './kit/shop.ts';
import { hexId, morning, send } from './kit/otlp.ts';
import { eventually, placeOf, useKit } from './kit/window.ts';

// Three traces far apart in time and duration: one point each, nothing near it.
const lasts = [20, 200, 2000];
const traces = lasts.map((millis, i) => ({
  traceId: hexId(i + 1, 32),
  start: morning + i * 60_000,
  spans: [{ service: `service-${i}`, name: `operation ${i}`, id: hexId(i + 1, 16), at: 0, lasts: millis }],
}));
const kit = useKit((engine) => send(engine, traces));

const chart = (page: Page) => page.getByRole('application');

/** Where the points are: found by asking the chart with the arrow keys. */
async function points(page: Page): Promise<readonly { readonly x: number; readonly y: number }[]> {
  const found: { x: number; y: number }[] = [];
  await eventually(() => chart(page).getAttribute('aria-label')).toMatch(/^3 traces/);
  await chart(page).focus();
  for (let i = 0; i < traces.length; i++) {
    await page.keyboard.press('ArrowLeft');
    const hint = chart(page).getByRole('status');
    await hint.getByText(`service-${traces.length - 1 - i}`).waitFor();
    found.unshift(
      await hint.evaluate((element: HTMLElement) => ({
        x: Number.parseFloat(element.style.left),
        y: Number(/, ([\d.]+)px/.exec(element.style.top)?.[1]),
      })),
    );
  }
  return found;
}

async function at(page: Page, point: { readonly x: number; readonly y: number }): Promise<readonly [number, number]> {
  const box = await chart(page).boundingBox();
  return [(box?.x ?? 0) + point.x, (box?.y ?? 0) + point.y];
}

describe('the scatter', () => {
  it('says in words what it shows', async () => {
    const page = await kit.open({ path: '/traces' });
    await eventually(() => chart(page).getAttribute('aria-label')).toMatch(
      /^3 traces from .* median duration 200 ms, 95th percentile 2\.00 s, longest 2\.00 s\. 0 with errors/,
    );
  });

  it('hints at the point under the pointer, with its operation, and opens it by a click', async () => {
    const page = await kit.open({ path: '/traces' });
    const [, middle] = await points(page);
    // Moved again until the chart listens, as a hand does.
    await eventually(async () => {
      const [x, y] = await at(page, middle ?? { x: 0, y: 0 });
      await page.mouse.move(x + 1, y);
      await page.mouse.move(x, y);
      return chart(page).getByText('operation 1').isVisible();
    }).toBe(true);
    await page.mouse.down();
    await page.mouse.up();
    await eventually(() => placeOf(page)).toBe(`/traces/${hexId(2, 32)}`);
  });

  it('turns a drag into a filter of time and duration, and takes it back', async () => {
    const page = await kit.open({ path: '/traces' });
    const [first, middle, last] = await points(page);
    const [x0, y0] = await at(page, {
      x: ((first?.x ?? 0) + (middle?.x ?? 0)) / 2,
      y: ((first?.y ?? 0) + (middle?.y ?? 0)) / 2,
    });
    const [x1, y1] = await at(page, {
      x: ((last?.x ?? 0) + (middle?.x ?? 0)) / 2,
      y: ((last?.y ?? 0) + (middle?.y ?? 0)) / 2,
    });
    await page.mouse.move(x0, y0);
    await page.mouse.down();
    await page.mouse.move((x0 + x1) / 2, (y0 + y1) / 2);
    await page.mouse.move(x1, y1);
    await page.mouse.up();
    await page.getByText('1 of 3 traces').waitFor();
    const query = new URL(page.url()).searchParams;
    expect([...query.keys()]).toEqual(['where', 'from', 'to']);
    expect(query.get('where')).toMatch(/^trace\.duration >= \d\S*ms and trace\.duration <= \d\S*ms$/);
    await page.reload();
    await page.getByText('1 of 3 traces').waitFor();
    const conditions = page.getByRole('list', { name: 'Conditions' });
    await conditions.getByRole('button', { name: /^Remove .*–/ }).click();
    await eventually(() => [...new URL(page.url()).searchParams.keys()]).toEqual(['where']);
    await conditions.getByRole('button', { name: /^Remove trace.duration >=/ }).click();
    await conditions.getByRole('button', { name: /^Remove trace.duration <=/ }).click();
    await page.getByText('3 traces, 3 spans').waitFor();
    expect(placeOf(page)).toBe('/traces');
  });

  it('opens with Enter, filters by its legend, hides and shows', async () => {
    const page = await kit.open({ path: '/traces' });
    await page
      .getByRole('list', { name: 'Root services' })
      .getByRole('button', { name: /^service-2/ })
      .click();
    await eventually(() => placeOf(page)).toBe('/traces?where=service+%3D+service-2');
    await page.getByText('1 of 3 traces').waitFor();
    await chart(page).focus();
    await page.keyboard.press('ArrowLeft');
    await chart(page).getByText('operation 2').waitFor();
    await page.keyboard.press('Enter');
    await eventually(() => placeOf(page)).toBe(`/traces/${hexId(3, 32)}`);
    await page.goBack();
    await page.getByRole('button', { name: 'Scatter', exact: true }).click();
    await chart(page).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Scatter', exact: true }).click();
    await chart(page).waitFor();
  });

  it('draws the new point of a trace that arrives', async () => {
    const page = await kit.open({ path: '/traces' });
    await eventually(() => chart(page).getAttribute('aria-label')).toMatch(/^3 traces/);
    await send(kit.engine, traffic({ count: 1, seed: 5, start: morning + 240_000, first: 900 }));
    await eventually(() => chart(page).getAttribute('aria-label')).toMatch(/^4 traces/);
  });
});
