// Stack traces as six languages print them.
import { describe, expect, it } from 'vitest';
import { pathOfFrame, stackLines } from '../../../../src/renderer/ui/stack-frames.ts';
import { stacks } from '../../../browser/kit/shop-logs.ts';

const rust = [
  "thread 'main' panicked at src/cart.rs:10:5:",
  'cart is empty',
  'stack backtrace:',
  '   0: rust_begin_unwind',
  '             at /rustc/9fc6b43126469e3858e2fe86cafb4f0fd5068869/library/std/src/panicking.rs:665:5',
  '   1: shop::cart::total',
  '             at /srv/shop/src/cart.rs:10:5',
  '   2: shop::main',
  '             at /srv/shop/src/main.rs:4:9',
].join('\n');

const dotnet = [
  'System.InvalidOperationException: Sequence contains no elements',
  '   at System.Linq.ThrowHelper.ThrowNoElementsException()',
  '   at Shop.Cart.First(IEnumerable`1 lines) in /src/Shop/Cart.cs:line 42',
  '   at Shop.Program.Main(String[] args) in C:\\src\\Shop\\Program.cs:line 7',
].join('\r\n');

/** Places of the program's own frames. */
function own(text: string): readonly string[] {
  return (stackLines(text) ?? []).flatMap(({ frame, library }) =>
    frame === undefined || library
      ? []
      : [`${frame.file}:${frame.line}${frame.column === undefined ? '' : `:${frame.column}`}`],
  );
}

describe('frames of stack traces', () => {
  it('Java, with causes', () => {
    expect(own(stacks.java)).toEqual([
      'Cart.java:87',
      'CheckoutService.java:143',
      'CheckoutController.java:51',
      'QueryExecutorImpl.java:2725',
      'CartStore.java:34',
    ]);
    const lines = stackLines(stacks.java) ?? [];
    expect(lines.filter(({ kind }) => kind === 'head').map(({ text }) => text)).toEqual([
      'java.lang.IllegalStateException: cart is locked',
      'Caused by: java.sql.SQLTransientException: deadlock detected',
    ]);
    expect(lines.filter(({ library }) => library)).toHaveLength(3);
  });

  it('Python, with the source under each frame', () => {
    expect(own(stacks.python)).toEqual(['/srv/pricing/app.py:41', '/srv/pricing/basket.py:18']);
    const lines = stackLines(stacks.python) ?? [];
    expect(lines.map(({ kind }) => kind)).toEqual([
      'head',
      'frame',
      'frame',
      'frame',
      'frame',
      'frame',
      'frame',
      'head',
    ]);
  });

  it('Node, files and URLs', () => {
    expect(own(stacks.node)).toEqual([
      '/srv/web-gateway/src/cart.js:22:31',
      '/srv/web-gateway/src/cart.js:40:18',
      '/srv/web-gateway/src/routes.js:12:3',
    ]);
    const esm = stackLines('Error: x\n    at f (file:///srv/a%20b/c.js:1:2)\n    at file:///srv/d.js:3:4') ?? [];
    expect(esm.map(({ frame }) => (frame === undefined ? undefined : pathOfFrame(frame)))).toEqual([
      undefined,
      '/srv/a b/c.js',
      '/srv/d.js',
    ]);
  });

  it('Go', () => {
    expect(own(stacks.go)).toEqual(['/srv/inventory/stock.go:58', '/srv/inventory/main.go:31']);
  });

  it('Rust', () => {
    expect(own(rust)).toEqual(['src/cart.rs:10:5', '/srv/shop/src/cart.rs:10:5', '/srv/shop/src/main.rs:4:9']);
  });

  it('.NET, on Linux and Windows', () => {
    expect(own(dotnet)).toEqual(['/src/Shop/Cart.cs:42', 'C:\\src\\Shop\\Program.cs:7']);
    expect((stackLines(dotnet) ?? []).every(({ text }) => !text.includes('\r'))).toBe(true);
  });

  it('is not seen in texts that are none', () => {
    for (const text of ['one line', 'a list:\n  - one\n  - two', '{\n  "at": "home"\n}', 'GET /\nHost: here\n\n'])
      expect(stackLines(text)).toBeUndefined();
  });

  it('is looked for in long lines of dots and brackets without trying them for ever', () => {
    const evil = [`${'a.('.repeat(660)}b`, 'a.('.repeat(100_000), `${'.'.repeat(1990)})`].join('\n');
    expect(stackLines(evil)).toBeUndefined();
  });

  it('has paths only where they are absolute', () => {
    const frame = (file: string) => pathOfFrame({ file, line: 1, column: undefined });
    expect(frame('Cart.java')).toBeUndefined();
    expect(frame('src/cart.rs')).toBeUndefined();
    expect(frame('node:fs')).toBeUndefined();
    expect(frame('/srv/a.go')).toBe('/srv/a.go');
    expect(frame('C:\\a.cs')).toBe('C:\\a.cs');
  });
});
