// Proves that the rules bite: every bad file under bad/ must be reported by the very configuration the project is linted with.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal, roomOf } from './layers.js';

const root = join(import.meta.dirname, '../..');
const config = join(root, '.oxlintrc.rules-test.json');
let report: readonly { readonly filename: string; readonly code: string; readonly message: string }[] = [];

beforeAll(() => {
  const rules = JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8'));
  rules.ignorePatterns = rules.ignorePatterns.filter((one: string) => one !== 'test/architecture/bad');
  writeFileSync(config, JSON.stringify(rules));
  const command = [join(root, 'node_modules/oxlint/bin/oxlint'), '-c', config, '-f', 'json', 'test/architecture/bad'];
  let text: string;
  try {
    text = execFileSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
  } catch (failed) {
    text = (failed as { stdout: string }).stdout;
  }
  report = JSON.parse(text).diagnostics;
});
afterAll(() => rmSync(config, { force: true }));

const codesOf = (file: string): readonly string[] =>
  report.filter((one) => one.filename.endsWith(file)).map((one) => `${one.code} ${one.message}`);

describe('the linter refuses', () => {
  it.each([
    ['contract/reads-a-file.ts', 'contract must not use node:fs'],
    ['main/decode/writes-sql.ts', 'main/decode must not import main/store'],
    ['main/query/past-the-door.ts', 'main/query may enter main/store only by'],
    ['main/engine/opens-a-window.ts', 'main/engine must not import the package electron'],
    ['features/traces/visits-a-neighbour.tsx', 'feature traces must not import feature trace'],
    ['renderer/data/asks-the-engine.ts', 'renderer/data must not import main/query'],
    ['main/decode/one.ts', 'no-cycle'],
    ['main/store/too-long.ts', 'max-lines'],
    ['main/store/says-anything.ts', 'no-explicit-any'],
  ])('%s: %s', (file, words) => {
    expect(codesOf(file).join('\n')).toContain(words);
  });

  it('nothing in a file that keeps the rules', () => {
    expect(codesOf('features/trace/page.tsx')).toEqual([]);
  });
});

describe('the table', () => {
  it('knows the longest room of a path', () => {
    expect(roomOf('main/headless.ts')).toBe('main/headless.ts');
    expect(roomOf('renderer/features/traces/index.ts')).toBe('renderer/features');
    expect(roomOf('elsewhere/a.ts')).toBeUndefined();
  });

  it('lets what it lists pass', () => {
    expect(refusal('main/query/traces-list.ts', '../store/reader-face.ts')).toBeUndefined();
    expect(refusal('main/store/writer.ts', 'better-sqlite3')).toBeUndefined();
    expect(refusal('renderer/features/traces/index.ts', '../../ui/button.tsx')).toBeUndefined();
    expect(refusal('renderer/ui/menu.tsx', '@base-ui/react/menu')).toBeUndefined();
  });

  it('refuses packages that merely begin alike', () => {
    expect(refusal('renderer/ui/menu.tsx', 'react-evil')).toBeDefined();
  });
});
