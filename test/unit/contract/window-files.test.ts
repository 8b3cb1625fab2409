// Which file a path asks for, whatever its encoding; nothing leads out of the folder.
import { expect, it } from 'vitest';
import { windowFile } from '../../../src/contract/window-files.ts';

it.each([
  ['/', 'index.html', true],
  ['', 'index.html', true],
  ['/traces/4bf92f', 'index.html', true],
  ['/.hidden', 'index.html', true],
  ['/v1.2/traces', 'index.html', true],
  ['/index.html', 'index.html', false],
  ['//assets/./a-1b2c.js', 'assets/a-1b2c.js', false],
  ['/assets/%61.css', 'assets/a.css', false],
  ['/%252e%252e/secret.txt', '%2e%2e/secret.txt', false],
  ['/a.b.', 'a.b.', false],
])('%s is %s', (path, name, page) => expect(windowFile(path)).toMatchObject({ name, page }));

it.each([
  '/../a.js',
  '/a/%2e%2e/b.js',
  '/..%2fa.js',
  '/a\\b.js',
  '/%5c..%5ca.js',
  '/c:a.js',
  '/a%00.js',
  '/%zz',
  '/%ff',
])('%s is refused', (path) => expect(windowFile(path)).toBeUndefined());

it.each([
  ['/a.js', 'text/javascript; charset=utf-8'],
  ['/a.mjs', 'text/javascript; charset=utf-8'],
  ['/a.wasm', 'application/wasm'],
  ['/page', 'text/html; charset=utf-8'],
  ['/a.exe', undefined],
  ['/a.constructor', undefined],
])('%s has the type %s', (path, type) => expect(windowFile(path)?.type).toBe(type));
