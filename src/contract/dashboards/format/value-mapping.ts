// What a value is written as instead of its number.
import type { MappedText, ValueMapping } from '../field-config.ts';
import { numberOf, type Cell } from '../frame.ts';
import { parsePattern } from './pattern.ts';

/** The first mapping that fits. `$1` of an expression's text is its group. */
export function mapValue(cell: Cell, mappings: readonly ValueMapping[] | undefined): MappedText | undefined {
  for (const mapping of mappings ?? []) {
    const found = fits(cell, mapping);
    if (found !== undefined) return found;
  }
  return undefined;
}

function fits(cell: Cell, mapping: ValueMapping): MappedText | undefined {
  switch (mapping.kind) {
    case 'value':
      return cell !== undefined && sameValue(cell, mapping.value) ? mapping.result : undefined;
    case 'range': {
      const number = numberOf(cell);
      return number !== undefined && number >= mapping.from && number <= mapping.to ? mapping.result : undefined;
    }
    case 'regex': {
      if (typeof cell !== 'string') return undefined;
      const pattern = parsePattern(mapping.pattern);
      const match = pattern?.exec(cell);
      if (pattern === undefined || match === null || match === undefined) return undefined;
      const { text } = mapping.result;
      return text === undefined ? mapping.result : { ...mapping.result, text: cell.replace(pattern, text) };
    }
    case 'special':
      return isSpecial(cell, mapping.match) ? mapping.result : undefined;
  }
}

function sameValue(cell: Cell, wanted: string): boolean {
  if (typeof cell === 'number') return wanted.trim() !== '' && Number(wanted) === cell;
  if (typeof cell === 'boolean') return wanted === String(cell);
  return cell === wanted;
}

function isSpecial(cell: Cell, match: (ValueMapping & { kind: 'special' })['match']): boolean {
  const nan = typeof cell === 'number' && Number.isNaN(cell);
  switch (match) {
    case 'null':
      return cell === undefined;
    case 'nan':
      return nan;
    case 'null+nan':
      return cell === undefined || nan;
    case 'true':
      return cell === true;
    case 'false':
      return cell === false;
    case 'empty':
      return cell === '';
  }
}
