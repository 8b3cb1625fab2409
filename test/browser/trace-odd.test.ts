// Traces that are not as they should be: parents that never came, cycles, duplicates; and spans that come late.
import { describe, expect, it } from 'vitest';
import { hexId, morning, send, type SpanSpec } from './kit/otlp.ts';
import {
  clickExpander,
  clickRow,
  expectRows,
  expectSelected,
  rowNamed,
  shownNames,
  shownRows,
  treegrid,
} from './kit/waterfall.ts';
import { eventually, placeOf, useKit } from './kit/window.ts';

const kit = useKit();
const id = (number: number): string => hexId(number, 16);
const span = (name: string, own: number, parent: number | undefined, at: number, lasts: number): SpanSpec => ({
  service: 'jobs',
  name,
  id: id(own),
  at,
  lasts,
  ...(parent === undefined ? {} : { parent: id(parent) }),
});

describe('odd traces', () => {
  it('show a missing parent as what it is, until it arrives', async () => {
    const traceId = hexId(11, 32);
    await send(kit.engine, [
      { traceId, start: morning, spans: [span('left', 2, 1, 10, 20), span('right', 3, 1, 40, 20)] },
    ]);
    const page = await kit.open({ path: `/traces/${traceId}` });
    await expectRows(page, [`missing span ${id(1)}`, 'left', 'right']);
    await page.getByText('root span not received').waitFor();
    await clickRow(page, `missing span ${id(1)}`);
    await page.getByText('2 spans name this span as parent, but it was not received').waitFor();
    await clickRow(page, 'right');
    await send(kit.engine, [{ traceId, start: morning, spans: [span('the root', 1, undefined, 0, 100)] }]);
    await expectRows(page, ['the root', 'left', 'right']);
    await expectSelected(page, 'right');
    await page.getByText('root span not received').waitFor({ state: 'detached' });
  });

  it('cut a cycle loose, mark duplicates, and say so', async () => {
    const traceId = hexId(12, 32);
    await send(kit.engine, [
      {
        traceId,
        start: morning,
        spans: [
          span('snake', 1, 2, 0, 30),
          span('tail', 2, 1, 5, 10),
          span('twin', 3, undefined, 40, 10),
          span('twin again', 3, undefined, 60, 10),
        ],
      },
    ]);
    const page = await kit.open({ path: `/traces/${traceId}` });
    await eventually(async () => (await shownNames(page)).toSorted()).toEqual(['snake', 'tail', 'twin', 'twin again']);
    expect((await shownRows(page)).map(({ texts }) => texts.join(' '))).toEqual([
      expect.stringContaining('cycle'),
      expect.any(String),
      expect.stringContaining('duplicate'),
      expect.stringContaining('duplicate'),
    ]);
    await clickRow(page, 'twin again');
    await page.getByRole('region', { name: 'Span details' }).getByText('duplicate span id').waitFor();
    await page.getByRole('heading', { name: 'twin again' }).waitFor();
  });

  it('say when the address asks for a span that is not there, and take it when it comes', async () => {
    const traceId = hexId(21, 32);
    await send(kit.engine, [{ traceId, start: morning, spans: [span('alone', 31, undefined, 0, 100)] }]);
    const page = await kit.open({ path: `/traces/${traceId}?span=${id(32)}` });
    const note = page.getByRole('note').filter({ hasText: 'which the address asks for, is not in this trace' });
    await note.getByText(id(32)).waitFor();
    await send(kit.engine, [{ traceId, start: morning, spans: [span('late', 32, 31, 10, 50)] }]);
    await expectSelected(page, 'late');
    await note.waitFor({ state: 'detached' });
    await page.goto(`${kit.engine.ready.ui}/traces/${traceId}?span=${id(99)}`);
    await note.getByRole('link', { name: 'Show the trace without it' }).click();
    await note.waitFor({ state: 'detached' });
    expect(placeOf(page)).toBe(`/traces/${traceId}`);
    await page.goto(`${kit.engine.ready.ui}/traces/${traceId}?span=nonsense`);
    await page.getByText('which is no span id').waitFor();
  });

  it('take in late spans without losing selection and collapsed rows', async () => {
    const traceId = hexId(13, 32);
    const spans = [
      span('job', 1, undefined, 0, 100),
      span('first', 2, 1, 5, 30),
      span('inner', 3, 2, 6, 10),
      span('second', 4, 1, 50, 30),
    ];
    await send(kit.engine, [{ traceId, start: morning, spans }]);
    const page = await kit.open({ path: `/traces/${traceId}` });
    await expectRows(page, ['job', 'first', 'inner', 'second']);
    await clickExpander(page, 'first');
    await expectRows(page, ['job', 'first', 'second']);
    await clickRow(page, 'second');
    await expectSelected(page, 'second');
    await send(kit.engine, [
      {
        traceId,
        start: morning,
        spans: [
          span('early bird', 5, 1, 1, 3),
          span('inner two', 6, 2, 20, 5),
          { ...span('late', 7, 4, 55, 10), error: 'too late' },
        ],
      },
    ]);
    await expectRows(page, ['job', 'early bird', 'first', 'second', 'late']);
    await expectSelected(page, 'second');
    await page.getByText('3 new spans').waitFor();
    expect((await rowNamed(page, 'first')).texts).toEqual(['first', 'jobs', '+2']);
    expect(await treegrid(page).getAttribute('aria-rowcount')).toBe('7');
  });

  it('say when a trace is not there, and show it once it is', async () => {
    const traceId = hexId(14, 32);
    const page = await kit.open({ path: `/traces/${traceId}` });
    await page.getByText('This trace is not here').waitFor();
    await send(kit.engine, [{ traceId, start: morning, spans: [span('here I am', 1, undefined, 0, 5)] }]);
    await expectRows(page, ['here I am']);
  });

  it('refuse an address that names no trace', async () => {
    const page = await kit.open({ path: '/traces/xyz' });
    await page.getByText('This is no trace id').waitFor();
    await page.getByRole('link', { name: 'To the traces', exact: true }).click();
    await eventually(() => placeOf(page)).toBe('/traces');
  });

  it("say running only on the sender's word, and missing parents since when", async () => {
    const traceId = hexId(21, 32);
    const start = Date.now() - 5000;
    await send(kit.engine, [
      {
        traceId,
        start,
        spans: [
          span('job', 1, undefined, 0, 4000),
          { ...span('load model', 2, 1, 10, 0), attributes: { 'logfire.span_type': 'pending_span' } },
          { ...span('job', 3, 1, 0, 0), attributes: { 'logfire.span_type': 'pending_span' } },
          span('late child', 4, 99, 100, 200),
        ],
      },
    ]);
    const page = await kit.open({ path: `/traces/${traceId}` });
    expect((await rowNamed(page, 'load model')).texts).toContain('running');
    await eventually(async () => (await shownRows(page)).some(({ texts }) => texts.includes('start signal'))).toBe(
      true,
    );
    await page.getByText(/^live: last span .*1 span running$/).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    const details = page.getByRole('region', { name: 'Span details' });
    await details.getByText('it was not received yet').waitFor();
    await details.getByText('when the first of its children ended').waitFor();
    await clickRow(page, 'load model');
    await details.getByText('its sender said that it began').waitFor();
  });

  it('open a chain of 3,000 levels at its end', async () => {
    const traceId = hexId(15, 32);
    const chain = Array.from({ length: 3000 }, (_, i) =>
      span(`level ${i + 1}`, i + 1, i === 0 ? undefined : i, i * 0.01, 100 - i * 0.02),
    );
    await send(kit.engine, [{ traceId, start: morning, spans: chain }]);
    const page = await kit.open({ path: `/traces/${traceId}` });
    await rowNamed(page, 'level 1');
    await treegrid(page).focus();
    await page.keyboard.press('End');
    await expectSelected(page, 'level 3000');
    expect(await treegrid(page).getByRole('row').getAttribute('aria-level')).toBe('3000');
    await eventually(async () => (await shownNames(page)).at(-1)).toBe('level 3000');
    // Also beside the details, where the tree is narrow, every row says its name and its level.
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Span details' }).waitFor();
    await eventually(async () => {
      const rows = await shownRows(page);
      return (
        rows.length > 10 &&
        rows.every(
          ({ texts }) => /^level \d+$/.test(texts[0] ?? '') && texts.at(-1) === texts[0]?.replace('level ', 'L'),
        )
      );
    }).toBe(true);
  });
});
