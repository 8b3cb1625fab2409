import { expect, test } from 'vitest';
import { expandTemplate } from '../../../../../src/main/query/promql/engine/functions/expand-template.ts';

const groups = ['a-b', 'a', 'b', undefined];
const names = ['', 'second', 'second'];

test.each([
  ['$1:$2', 'a:b'],
  ['${1}x', 'ax'],
  ['$1x', ''],
  ['$second-$0', 'b-a-b'],
  ['$$1', '$1'],
  ['$9${none}$01', ''],
  ['$-${', '$-${'],
  ['$é!', '!'],
])('%s', (template, expected) => {
  expect(expandTemplate(template, groups, names)).toBe(expected);
});
