// Where addresses of links lead, and that nothing but the web and dashboards is followed.
import { expect, test } from 'vitest';
import { linkPlace } from '../../../../../../src/renderer/features/dashboards/model/link-place.ts';

test('a dashboard by its uid, with time, variables and panel', () => {
  expect(linkPlace('/d/abc-1/some-name?var-job=a&var-job=b%20c&from=now-1h&to=now&viewPanel=panel-4&orgId=1')).toEqual({
    kind: 'dashboard',
    id: 'abc-1',
    from: 'now-1h',
    to: 'now',
    variables: { job: ['a', 'b c'] },
    panel: '4',
  });
  expect(linkPlace('d/abc')).toMatchObject({ kind: 'dashboard', id: 'abc', variables: {} });
});

test.each(['https://example.org/d/abc?x', 'http://localhost:3000/a', '//example.org/x'])('%s is the web', (address) => {
  const place = linkPlace(address);
  expect(place.kind === 'web' ? place.url.protocol : place.kind).toMatch(/^https?:$/);
});

test.each([
  'javascript:alert(1)',
  ' JavaScript:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  '/explore?left=x',
  'dashboard/db/name',
  '',
])('%s leads nowhere', (address) => {
  expect(linkPlace(address)).toEqual({ kind: 'nowhere' });
});
