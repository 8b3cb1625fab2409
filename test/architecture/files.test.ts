// What the linter cannot see: sizes of files that it does not read, names, and papers that must exist in every room.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rooms } from './layers.js';

const root = join(import.meta.dirname, '../..');

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((one) => one.isFile())
    .map((one) => relative(root, join(one.parentPath, one.name)).replaceAll('\\', '/'));
}

const sources = filesUnder('src');
const written = [...sources, ...filesUnder('test'), ...filesUnder('bench'), ...filesUnder('scripts')].filter(
  (one) =>
    /\.(ts|tsx|css|js|mjs)$/.test(one) &&
    !one.includes('.generated.') &&
    !one.includes('/bad/') &&
    !one.includes('/fixtures/'),
);

describe('files', () => {
  it('have at most 400 lines', () => {
    const long = written.filter((one) => readFileSync(join(root, one), 'utf8').split('\n').length > 401);
    expect(long).toEqual([]);
  });

  it('have a median near 90 lines', () => {
    const lengths = sources
      .filter((one) => /\.(ts|tsx)$/.test(one) && !one.includes('.generated.'))
      .map((one) => readFileSync(join(root, one), 'utf8').split('\n').length)
      .toSorted((a, b) => a - b);
    expect(lengths[lengths.length >> 1]).toBeLessThan(130);
  });

  it('are named in kebab-case', () => {
    const odd = written.filter((one) => !/^[a-z0-9.-]+$/.test(one.split('/').at(-1) ?? ''));
    expect(odd).toEqual([]);
  });

  it('say nothing of one machine', () => {
    const all = [
      ...written,
      ...filesUnder('docs'),
      'README.md',
      'ARCHITECTURE.md',
      'CONTRIBUTING.md',
      'package.json',
      'package-lock.json',
    ];
    const telling = all
      .filter((one) => one !== 'test/architecture/files.test.ts' && /\.(ts|tsx|css|js|mjs|md|json)$/.test(one))
      .filter((one) => /\/work\/|\/root\/|registry\.npmjs/.test(readFileSync(join(root, one), 'utf8')));
    expect(telling).toEqual([]);
  });
});

describe('rooms', () => {
  it.each(Object.keys(rooms).filter((room) => !room.includes('.')))('%s has a README and code', (room) => {
    const folder = join(root, 'src', room);
    expect(statSync(folder).isDirectory()).toBe(true);
    expect(readFileSync(join(folder, 'README.md'), 'utf8').length).toBeGreaterThan(80);
  });

  it('hold every source file', () => {
    const homeless = sources.filter((one) => {
      const path = one.slice('src/'.length);
      return (
        /\.(ts|tsx)$/.test(path) &&
        !path.endsWith('.d.ts') &&
        !Object.keys(rooms).some((room) => path === room || path.startsWith(`${room}/`))
      );
    });
    expect(homeless).toEqual([]);
  });
});
