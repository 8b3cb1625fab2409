// What a file is called and says of itself is only text on the terminal.
import { expect, test } from 'vitest';
import type { ImportInfo } from '../../../src/contract/imports.ts';
import { importLine, progressLine } from '../../../src/main/cli/import-text.ts';

const info: ImportInfo = {
  id: 'one',
  name: 'a\u001b[2Jb.json',
  state: 'done',
  into: 'new',
  run: undefined,
  format: 'jaeger-json',
  compression: undefined,
  bytesRead: 5,
  bytesTotal: 10,
  spans: 1,
  logs: 0,
  samples: 0,
  profiles: 0,
  profile: undefined,
  skipped: [{ reason: 'spans\u0007', count: 2, first: 'line\n3' }],
  error: undefined,
  startedAt: 0,
  endedAt: 1,
};

test('control characters are written as escapes', () => {
  expect(progressLine(info)).toBe('a\\x1b[2Jb.json: 50 %, 1 span, 0 logs');
  const [head, skipped] = importLine(info).split('\n');
  expect(head).toMatch(/^a\\x1b\[2Jb\.json \(Jaeger JSON\): imported, 1 span, 0 logs$/);
  expect(progressLine({ ...info, samples: 3 })).toContain('1 span, 0 logs, 3 samples');
  expect(progressLine({ ...info, spans: 0, profiles: 1 })).toContain('50 %, 1 profile');
  expect(skipped).toBe('  skipped 2: spans\\x07 (first: line\\n3)');
});
