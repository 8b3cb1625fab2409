// What the parts of one compiled search share.
import type { RunReader } from '../../store/reader-face.ts';
import type { BlockSummary } from '../../store/span-block.ts';
import type { TextMisses } from '../text-misses.ts';
import type { Interruptible } from './interruptible.ts';

export interface SearchContext {
  readonly reader: RunReader;
  readonly interruptible: Interruptible;
  /** May a text of the block contain the needle (lower case)? Remembers where it does not. */
  mayContain(summary: BlockSummary, needle: string): boolean;
}

export function searchContext(reader: RunReader, misses: TextMisses, interruptible: Interruptible): SearchContext {
  return {
    reader,
    interruptible,
    mayContain: (summary, needle) => {
      if (needle === '') return true;
      if (misses.isKnown(needle, summary.block)) return false;
      const may = summary.mayContain(needle);
      if (!may) misses.add(needle, summary.block);
      return may;
    },
  };
}
