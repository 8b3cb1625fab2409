import { expect, test } from 'vitest';
import { sessionOfRecord } from '../../../../../src/renderer/features/logs/details/session-of-record.ts';

const attributesOf = (values: Readonly<Record<string, string | bigint>>) =>
  Object.entries(values).map(([key, value]) => ({ key, value }));
const record = (own: Record<string, string | bigint>, resource: Record<string, string> = {}) => ({
  attributes: attributesOf(own),
  resource: { attributes: attributesOf(resource), droppedAttributes: 0, schemaUrl: '', service: '', sender: '' },
});

test('a record names its session by the first key that counts, else by a value of Kronk, else by its resource', () => {
  expect(sessionOfRecord(record({ session_id: 'b', 'session.id': 'a' }), [])).toBe('a');
  expect(sessionOfRecord(record({ call: 7n }, { 'session.id': 'r' }), ['call'])).toBe('7');
  expect(sessionOfRecord(record({ id: 'chatcmpl-1' }, { 'session.id': 'r' }), [])).toBe('chatcmpl-1');
  expect(sessionOfRecord(record({ id: 'order-1' }, { 'session.id': 'r' }), [])).toBe('r');
  expect(sessionOfRecord(record({ id: 'order-1', call: 'x' }), [])).toBeUndefined();
});
