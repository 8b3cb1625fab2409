import { expect, test } from 'vitest';
import { createRouter, type RouterHost } from '../../../../src/renderer/routes/router.ts';

/** A browser history over a list, as the real one behaves without hash links. */
function historyHost(start: string) {
  const entries: { url: URL; state: unknown }[] = [{ url: new URL(start, 'http://here'), state: null }];
  let at = 0;
  let onPop: () => void = () => undefined;
  const current = () => entries[at] ?? { url: new URL('http://here/'), state: null };
  const host: RouterHost = {
    location: {
      get pathname() {
        return current().url.pathname;
      },
      get search() {
        return current().url.search;
      },
      get href() {
        return current().url.href;
      },
    },
    history: {
      get state(): unknown {
        return current().state;
      },
      pushState(state: unknown, _: string, url: string | URL | null | undefined) {
        entries.splice((at += 1), entries.length, { url: new URL(String(url), 'http://here'), state });
      },
      replaceState(state: unknown, _: string, url: string | URL | null | undefined) {
        entries[at] = { url: new URL(String(url), 'http://here'), state };
      },
      back() {
        at = Math.max(0, at - 1);
        onPop();
      },
      go(by = 0) {
        at = Math.min(entries.length - 1, Math.max(0, at + by));
        onPop();
      },
      forward() {
        at = Math.min(entries.length - 1, at + 1);
        onPop();
      },
    },
    addEventListener: (_, listener) => void (onPop = listener),
  };
  return { host, count: () => entries.length };
}

test('navigates, tells listeners, goes back', () => {
  const { host } = historyHost('/traces?service=a');
  const router = createRouter(host);
  const seen: string[] = [];
  const stop = router.subscribe(() => seen.push(router.place.path));
  expect(router.place.search.get('service')).toBe('a');
  router.navigate('/runs?run=r1');
  expect(router.place.search.get('run')).toBe('r1');
  router.back();
  router.forward();
  stop();
  router.back();
  expect(seen).toEqual(['/runs', '/traces', '/runs']);
  expect(router.place.path).toBe('/traces');
});

test('replacing keeps the entry and its key; the same address is no move', () => {
  const { host, count } = historyHost('/traces');
  const router = createRouter(host);
  router.navigate('/traces?q=a');
  const { key } = router.place;
  router.navigate('/traces?q=ab', { replace: true });
  router.navigate('/traces?q=ab');
  expect(router.place.search.get('q')).toBe('ab');
  expect(router.place.key).toBe(key);
  expect(count()).toBe(2);
});

test('every entry has a key of its own, found again when going back', () => {
  const router = createRouter(historyHost('/traces').host);
  const first = router.place.key;
  router.navigate('/a');
  const second = router.place.key;
  router.navigate('/b');
  expect(new Set([first, second, router.place.key]).size).toBe(3);
  router.back();
  expect(router.place.key).toBe(second);
});

test('leaving goes to the page before, over all that was looked at here', () => {
  const router = createRouter(historyHost('/traces?service=a').host);
  expect(router.leave()).toBe(false);
  router.navigate('/traces/1');
  router.navigate('/traces/1?zoom=a');
  router.navigate('/traces/1?zoom=b');
  router.navigate('/traces/1?zoom=b&span=c', { replace: true });
  expect(router.leave()).toBe(true);
  expect([router.place.path, router.place.search.get('service')]).toEqual(['/traces', 'a']);
  router.forward();
  router.forward();
  expect(router.place.search.get('zoom')).toBe('a');
  expect(router.leave()).toBe(true);
  expect(router.place.path).toBe('/traces');
});

test('what was opened by its address is not left by going back', () => {
  const router = createRouter(historyHost('/traces/1').host);
  router.navigate('/traces/1?zoom=a');
  expect(router.leave()).toBe(false);
  expect(router.place.search.get('zoom')).toBe('a');
});

test('a guard may keep the window where it is, until it is taken away', () => {
  const { host } = historyHost('/dashboards/a');
  const router = createRouter(host);
  const asked: string[] = [];
  const release = router.guard((href) => asked.push(href) > 0 && href.startsWith('/dashboards'));
  router.navigate('/traces?q=a');
  expect(router.place.path).toBe('/dashboards/a');
  router.navigate('/dashboards/a?edit=panels');
  expect(router.place.search.get('edit')).toBe('panels');
  release();
  router.navigate('/traces');
  expect(router.place.path).toBe('/traces');
  expect(asked).toEqual(['/traces?q=a', '/dashboards/a?edit=panels']);
});
