// Names of services that nobody could see.
import { expect, test } from 'vitest';
import { serviceLabel } from '../../../src/contract/service-label.ts';

test('a name without a visible character has a label instead', () => {
  for (const name of ['\u200b', ' ', '\t\u00a0', '\ufeff\u200d', '\u0000', '\u00ad'])
    expect(serviceLabel(name)).toBe('(unnamed)');
  expect(serviceLabel('')).toBe('(no service name)');
  expect(serviceLabel('', '')).toBe('');
  for (const name of ['api', '.', '\u200bapi', 'Ω', '🦦']) expect(serviceLabel(name)).toBe(name);
});
