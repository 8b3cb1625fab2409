import { describe, expect, it } from 'vitest';
import type { AttributeValue } from '../../../../../src/contract/values.ts';
import { matchingAttributes } from '../../../../../src/renderer/features/trace/details/matching-attributes.ts';
import { eventSeverity, programFacts } from '../../../../../src/renderer/features/trace/details/program-facts.ts';
import { senderName } from '../../../../../src/renderer/features/trace/details/sender-name.ts';
import { kindName, statusName } from '../../../../../src/renderer/features/trace/details/span-kind.ts';

describe('matchingAttributes', () => {
  const attributes = [
    { key: 'http.route', value: '/Cart/{id}' },
    { key: 'http.status_code', value: 500n },
    { key: 'tags', value: ['a', { deep: 'Needle' }] },
  ];
  const keys = (filter: string): string[] => matchingAttributes(attributes, filter).map(({ key }) => key);

  it('looks at keys and values, in either case, also nested ones', () => {
    expect(keys('cart')).toEqual(['http.route']);
    expect(keys('HTTP')).toEqual(['http.route', 'http.status_code']);
    expect(keys('needle')).toEqual(['tags']);
    expect(keys('500')).toEqual(['http.status_code']);
  });
  it('wants all words and takes blanks for no filter', () => {
    expect(keys('http 500')).toEqual(['http.status_code']);
    expect(keys('  ')).toHaveLength(3);
    expect(keys('nothing')).toEqual([]);
  });
});

describe('programFacts', () => {
  const list = (values: Record<string, AttributeValue>) =>
    Object.entries(values).map(([key, value]) => ({ key, value }));

  it('reads what tracing-opentelemetry adds to a span of Rust', () => {
    const span = list({
      'session.id': '0b1c',
      'code.filepath': 'crates/engine/src/dynamic_actor.rs',
      'code.namespace': 'streamkit_engine::dynamic_actor',
      'code.lineno': 412n,
      'thread.id': 7n,
      'thread.name': 'tokio-runtime-worker',
      busy_ns: 2_500_000n,
      idle_ns: 7_500_000n,
    });
    expect(programFacts(span)).toEqual({
      busy: { busy: 2_500_000, idle: 7_500_000 },
      source: { file: 'crates/engine/src/dynamic_actor.rs', line: 412, within: 'streamkit_engine::dynamic_actor' },
      thread: 'tokio-runtime-worker (7)',
    });
  });

  it('takes the newer names, and says nothing where nothing was sent', () => {
    const found = programFacts(list({ 'code.file.path': '/a.py', 'code.function.name': 'shop.add', busy_ns: 1n }));
    expect(found).toEqual({ busy: undefined, source: { file: '/a.py', line: 0, within: 'shop.add' }, thread: '' });
    expect(programFacts([])).toEqual({ busy: undefined, source: undefined, thread: '' });
  });

  it('knows events that are log lines by their level', () => {
    const severities = ['TRACE', 'INFO', 'Warning', 'ERROR', 'top', ''].map((level) => eventSeverity(list({ level })));
    expect([...severities, eventSeverity([])]).toEqual([1, 9, 13, 17, undefined, undefined, undefined]);
  });
});

describe('senderName', () => {
  it('names the process where it is known', () => {
    expect(senderName('pid:5494 node server.js')).toBe('node server.js (pid 5494)');
    expect(senderName('pid:5494')).toBe('pid 5494');
    expect(senderName('192.168.1.7')).toBe('192.168.1.7');
  });
});

describe('names', () => {
  it('cover what OTLP defines and say so for what it does not', () => {
    expect([0, 1, 2, 3, 4, 5, 9].map(kindName)).toEqual([
      'Unspecified',
      'Internal',
      'Server',
      'Client',
      'Producer',
      'Consumer',
      'Unknown (9)',
    ]);
    expect([0, 1, 2, 7].map(statusName)).toEqual(['Unset', 'Ok', 'Error', 'Unknown (7)']);
  });
});
