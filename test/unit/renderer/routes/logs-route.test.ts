import { describe, expect, it } from 'vitest';
import { runId } from '../../../../src/contract/ids.ts';
import { unixNanos } from '../../../../src/contract/time.ts';
import { logsLink, parseLogsRoute, type LogsView } from '../../../../src/renderer/routes/logs-route.ts';

const parse = (link: string): LogsView | undefined => {
  const url = new URL(link, 'http://here');
  return parseLogsRoute({ path: url.pathname, search: url.searchParams });
};

const whole: LogsView = {
  run: runId('20260115T093000Z'),
  where: 'service = "a&b" and body contains "100 %"',
  from: unixNanos(1_768_469_400_123_456_789n),
  to: unixNanos(1_768_469_500_000_000_000n),
  view: 'patterns',
  pattern: 'order <num> of "a&b"',
  record: 119_707,
  around: 3,
  of: 'service',
};

describe('the address of the logs page', () => {
  it('reads back what it wrote', () => {
    expect(parse(logsLink(whole))).toEqual(whole);
  });

  it('knows the pattern of records without a message, and no pattern beside a list', () => {
    expect(parse(logsLink({ view: 'patterns', pattern: '' }))?.pattern).toBe('');
    expect(parse(logsLink({ view: 'patterns' }))?.pattern).toBeUndefined();
    expect(logsLink({ pattern: 'order <num>' })).toBe('/logs');
    expect(parse('/logs?pattern=x')?.pattern).toBeUndefined();
  });

  it('is short for the plain page, and reads it', () => {
    expect(logsLink()).toBe('/logs');
    expect(parse('/logs')).toEqual({
      run: undefined,
      where: '',
      from: undefined,
      to: undefined,
      view: 'list',
      pattern: undefined,
      record: undefined,
      around: undefined,
      of: 'resource',
    });
  });

  it('ignores what makes no sense', () => {
    const view = parse('/logs?record=-1&around=x&of=me&view=pie&from=soon');
    expect(view).toEqual(parse('/logs'));
  });

  it('is no other page', () => {
    expect(parse('/logs/1')).toBeUndefined();
  });
});
