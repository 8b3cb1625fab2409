// Addresses to give away, in a browser and on the desktop.
import { expect, test } from 'vitest';
import { runId } from '../../../../src/contract/ids.ts';
import { permalink } from '../../../../src/renderer/host/permalink.ts';
import { runPinned } from '../../../../src/renderer/routes/href.ts';

test('a browser gives its own address, the desktop a link that the system hands to the app', () => {
  expect(permalink('/traces?run=a', { protocol: 'http:', origin: 'http://127.0.0.1:4319' })).toBe(
    'http://127.0.0.1:4319/traces?run=a',
  );
  expect(permalink('/traces?run=a', { protocol: 'app:', origin: 'app://otterscope' })).toBe(
    'otterscope://page/traces?run=a',
  );
});

test('the run is named, whatever the address says of it', () => {
  const place = { path: '/traces/1', search: new URLSearchParams('span=2&run=old&attr=a&attr=b') };
  expect(runPinned(place, runId('new one'))).toBe('/traces/1?span=2&attr=a&attr=b&run=new+one');
  expect(runPinned(place, runId('r'), ['span'])).toBe('/traces/1?attr=a&attr=b&run=r');
});
