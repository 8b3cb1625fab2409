// Free text in log records: bodies, event names, the service's name, and the values of attributes of the record and its
// resource, nested ones too.
import { ValueKind } from '../../../contract/values.ts';
import type { LogBlock } from '../../store/log-block.ts';
import { isScalar } from '../column-values.ts';
import { markOwners } from './column-rows.ts';
import { markValues } from './log-body.ts';
import { NumberRows } from './number-rows.ts';
import type { RowTest } from './row-test.ts';
import type { SearchContext } from './search-context.ts';
import { containsTest } from './value-test.ts';

export function logFreeText(context: SearchContext, text: string): RowTest<LogBlock> {
  const { reader } = context;
  const test = containsTest(text);
  const needle = text.toLowerCase();
  const resources = new NumberRows((number, alive) => {
    const { service, attributes } = reader.resource(number);
    return test.ofValues([service, ...attributes.map(({ value }) => value)], alive).includes(1);
  });
  return {
    cost: 3,
    mayMatch: (summary, severities) => context.mayContain(summary, needle, severities),
    rowsOf: (block, wanted, alive) => {
      const hits = new Uint8Array(block.count);
      resources.mark(block.resource, wanted, hits, alive);
      const marks = block.strings.containing(needle);
      const { bodyKind, bodyWords, eventName } = block;
      const others: number[] = [];
      for (let row = 0; row < block.count; row++) {
        if (row % 512 === 511) alive();
        if (wanted[row] === 0 || hits[row] === 1) continue;
        const kind = bodyKind[row] as number;
        const written = kind === ValueKind.text && marks?.[bodyWords[2 * row] as number] === 1;
        if (written || marks?.[eventName[row] as number] === 1) hits[row] = 1;
        else if (kind === ValueKind.map || kind === ValueKind.array) hits[row] = block.bodyHas(row, needle) ? 1 : 0;
        else if (kind === ValueKind.bytes || (test.scalars && isScalar(kind))) others.push(row);
      }
      markValues(others, (row) => block.bodyOf(row), test, hits, alive);
      const open = (row: number): boolean => wanted[row] === 1 && hits[row] === 0;
      const hit = (row: number): void => {
        hits[row] = 1;
      };
      // Where no text has it, only nested values can, and other attributes' columns need not be read.
      const onlyNested = marks === undefined && !test.scalars;
      for (const key of block.attributeKeys)
        if (!onlyNested || block.mayBeNested(key))
          markOwners(block, block.strings.text(key), block, test, open, hit, alive);
      return hits;
    },
  };
}
