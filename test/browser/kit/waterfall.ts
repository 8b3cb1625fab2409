// The waterfall as a test sees it: rows by their painted names, the selected row by what a screen reader is told.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { clampTreeWidth, rulerHeight } from '../../../src/renderer/draw/waterfall/geometry.ts';
import { textsOn } from './canvas-texts.ts';
import { patience } from './window.ts';

export interface ShownRow {
  /** Texts of the tree from left to right: name, service, signs like `+3`. */
  readonly texts: readonly string[];
  /** Middle of the row on the canvas. */
  readonly y: number;
}

const canvas = '[role="treegrid"] canvas';

export const treegrid = (page: Page): Locator => page.getByRole('treegrid');

async function treeWidth(page: Page): Promise<number> {
  return clampTreeWidth(undefined, await page.locator(canvas).evaluate((element) => element.clientWidth));
}

/** The rows in view from top to bottom, as painted. */
export async function shownRows(page: Page): Promise<readonly ShownRow[]> {
  const width = await treeWidth(page);
  const rows = new Map<number, { text: string; x: number }[]>();
  for (const { text, x, y } of await textsOn(page, canvas)) {
    if (x >= width || y < rulerHeight) continue;
    const at = Math.round(y);
    const near = [at, at - 1, at + 1].find((one) => rows.has(one)) ?? at;
    rows.set(near, [...(rows.get(near) ?? []), { text, x }]);
  }
  return [...rows]
    .sort(([a], [b]) => a - b)
    .map(([y, texts]) => ({ y, texts: texts.sort((a, b) => a.x - b.x).map(({ text }) => text) }));
}

/** First text of each row in view. */
export async function shownNames(page: Page): Promise<readonly string[]> {
  return (await shownRows(page)).map(({ texts }) => texts[0] ?? '');
}

/** Waits until the rows in view are these, by name. */
export async function expectRows(page: Page, names: readonly string[]): Promise<void> {
  await expect.poll(() => shownNames(page), { timeout: patience }).toEqual(names);
}

/** Waits for the row that is painted with this name; the first of several. */
export async function rowNamed(page: Page, name: string): Promise<ShownRow> {
  let found: ShownRow | undefined;
  await expect
    .poll(
      async () => {
        found = (await shownRows(page)).find(({ texts }) => texts[0] === name);
        return found?.texts[0];
      },
      { timeout: patience },
    )
    .toBe(name);
  if (found === undefined) throw new Error(`no row ${name}`);
  return found;
}

/** Clicks the row's name in the tree. */
export async function clickRow(page: Page, name: string): Promise<void> {
  const { y } = await rowNamed(page, name);
  await page.locator(canvas).click({ position: { x: (await treeWidth(page)) * 0.55, y } });
}

/** Clicks the row's chevron; `depth` counts from 0. */
export async function clickExpander(page: Page, name: string): Promise<void> {
  const { y } = await rowNamed(page, name);
  const text = (await textsOn(page, canvas)).find((one) => one.text === name && Math.abs(one.y - y) <= 1);
  await page.locator(canvas).click({ position: { x: (text?.x ?? 0) - 19, y } });
}

/** Name of the selected row, as assistive technology gets it; '' without one. */
export async function selectedName(page: Page): Promise<string> {
  const row = treegrid(page).getByRole('row');
  return (await row.count()) === 0 ? '' : ((await row.textContent()) ?? '');
}

export async function expectSelected(page: Page, name: string): Promise<void> {
  await expect.poll(() => selectedName(page), { timeout: patience }).toBe(name);
}

/** The ruler's times, left to right: what part of the trace is shown. */
export async function rulerTexts(page: Page): Promise<readonly string[]> {
  const width = await treeWidth(page);
  return (await textsOn(page, canvas)).filter(({ x, y }) => x >= width && y < rulerHeight).map(({ text }) => text);
}
