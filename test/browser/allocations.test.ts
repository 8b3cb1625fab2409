// Program points of DHAT files in the window: from the flame graph to the tree and back, by keys, by address, by question, by
// function, and against another file.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { clipboard, eventually, placeOf, useKit } from './kit/window.ts';

const fixtures = join(import.meta.dirname, '../fixtures/profiles/dhat');
const built = process.env['OTTERSCOPE_OUT'] ?? join(import.meta.dirname, '../../out');

const kit = useKit(async (engine) => {
  const bring = (into: 'live' | 'new', names: readonly string[]) =>
    promisify(execFile)(process.execPath, [
      join(built, 'main/headless.js'),
      'import',
      '--data',
      engine.folder,
      '--into',
      into,
      ...names.map((name) => join(fixtures, `${name}.json`)),
    ]);
  await bring('live', ['valgrind_alloc_mix', 'edge_repeated_location', 'rust_dhat-heap', 'valgrind_empty']);
  await bring('new', ['edge_repeated_location']);
});

const rows = (page: Page, table: string) =>
  page.getByRole('grid', { name: table, exact: true }).locator('[role="row"][aria-selected]');
const firstCells = (page: Page, table: string) =>
  rows(page, table)
    .locator('[role="gridcell"]:first-child')
    .allTextContents()
    .then((cells) => cells.map((cell) => cell.replace(/ ‹.*/, '')));

describe('allocations', () => {
  it('are reached from the profile, sorted by any metric, gone through by keys', async () => {
    const page = await kit.open({ path: '/profiles/1' });
    await page.getByRole('link', { name: 'Allocations' }).click();
    await eventually(() => firstCells(page, 'Program points')).toEqual([
      '1all program points',
      '1.1churn (alloc_mix.c:24)',
      '1.2records (alloc_mix.c:30)',
      '1.3inl_a (alloc_mix.c:57) … 2 more … main (alloc_mix.c:73)',
      '1.4[10 insignificant]',
    ]);
    await page.getByRole('combobox', { name: 'Sorted by' }).click();
    await page.getByRole('option', { name: 'At t-end (bytes)' }).click();
    await page.getByText('at-t-end >= 724.96 bytes (1%)').waitFor();
    await eventually(() => placeOf(page)).toContain('metric=t-end-bytes');
    await page.getByRole('grid', { name: 'Program points' }).focus();
    for (const key of ['j', 'j', 'j']) await page.keyboard.press(key);
    const point = page.getByRole('region', { name: 'The selected program point' });
    await point.getByText('PP 1.2/4').waitFor();
    await page.keyboard.press('ArrowLeft');
    await point.getByText('PP 1/1').waitFor();
    await page.keyboard.press('ArrowLeft');
    await eventually(() => rows(page, 'Program points').count()).toBe(1);
    await page.getByRole('button', { name: 'As it was' }).click();
    await eventually(() => rows(page, 'Program points').count()).toBe(5);
    await page.getByRole('button', { name: 'Copy as text' }).first().click();
    await eventually(() => clipboard(page)).toContain('PP significance threshold: at-t-end >= 724.96 bytes (1%)');
    await page.getByRole('link', { name: 'Flame graph' }).click();
    await eventually(() => placeOf(page)).toBe('/profiles/1?type=t-end_bytes');
  });

  it('show a node of an address where it is, with its accesses and what its maximum must be', async () => {
    const page = await kit.open({ path: '/profiles/1/allocations?find=rec_list&metric=t-end-bytes' });
    await page.getByText('11 of 23 points, 0.68%').waitFor();
    const hidden = await kit.open({ path: '/profiles/1/allocations?node=20' });
    const point = hidden.getByRole('region', { name: 'The selected program point' });
    await point.getByText('It held at least 16 bytes in 1 blocks at once.', { exact: false }).waitFor();
    await point.getByRole('img', { name: /^16 bytes, at most 1 access each; 4 bytes never accessed/ }).waitFor();
    await hidden.locator('[role="row"][aria-selected="true"]').getByText('main (alloc_mix.c:72)').waitFor();
  });

  it('answer questions, also with what is not recorded', async () => {
    const page = await kit.open({ path: '/profiles/1/allocations?tab=questions' });
    await page.getByRole('button', { name: /^Left at the end ?14 points/ }).waitFor();
    await page.getByRole('button', { name: /^Churn/ }).click();
    await eventually(() => rows(page, 'Program points of the question').count()).toBe(4);
    await rows(page, 'Program points of the question').first().click();
    const point = page.getByRole('region', { name: 'The selected program point' });
    await point.getByText(/^PP 1.2\/6 \{/).waitFor();
    await eventually(() => placeOf(page)).toContain('node=');
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as CSV' }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe('Churn.csv');
    const csv = readFileSync(await saved.path(), 'utf8').split('\n');
    expect(csv[0]).toMatch(/^Allocated at,Called from,"Total, bytes","Total, blocks",/);
    expect(csv.slice(1).map((line) => line.split(' ', 1)[0])).toEqual(['sparse', 'churn', 'inl_a', 'zero', '']);
    await rows(page, 'Program points of the question').first().dblclick();
    await page.getByText('PP 1.2/6').waitFor();
    await eventually(() => placeOf(page)).toContain('metric=total-bytes');
    const rust = await kit.open({ path: '/profiles/3/allocations?tab=questions&question=low-access' });
    await rust.getByText('This file does not record accesses').waitFor();
    const empty = await kit.open({ path: '/profiles/4/allocations' });
    await empty.getByText('The program allocated nothing').waitFor();
    const none = await kit.open({ path: '/profiles/99/allocations' });
    await none.getByText('This profile is not here').waitFor();
  });

  it('are merged by function and laid over another file', async () => {
    const page = await kit.open({ path: '/profiles/2/allocations?tab=functions' });
    await page.getByText('1 program point had the stack of another', { exact: false }).waitFor();
    await eventually(() => firstCells(page, 'Functions').then(([first]) => first)).toBe('main (alloc_mix.c)');
    await page.getByRole('button', { name: 'By itself' }).click();
    await eventually(() => firstCells(page, 'Functions').then(([first]) => first)).toBe('peak (alloc_mix.c)');
    await page.getByRole('tab', { name: 'Compare' }).click();
    await page.getByText('+35,999 (+0.99%)').waitFor();
    await eventually(() => rows(page, 'Differences').allTextContents()).toEqual([
      '+35,999 (+100%)churn (alloc_mix.c) ‹ main (alloc_mix.c)35,99971,9984,0008,000',
    ]);
    expect(await page.getByRole('group', { name: 'DHAT files of the run' }).getByRole('button').count()).toBe(4);
    await page.getByRole('combobox', { name: 'Run of the file compared with' }).click();
    await page.getByRole('option', { name: 'edge_repeated_location' }).click();
    await eventually(() => placeOf(page)).toMatch(/base=1%40/);
    await page.getByText('Nothing differs').waitFor();
  });
});
