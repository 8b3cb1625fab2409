// What the parts of one compiled search share.
import type { BlockOwners, RunReader } from '../../store/reader-face.ts';
import type { BlockSummary } from '../../store/span-block.ts';
import type { TextMisses } from '../text-misses.ts';
import type { Interruptible } from './interruptible.ts';

export interface SearchContext {
  /** Names what the rows of a block refer to. */
  readonly reader: BlockOwners;
  /** What asks beyond the block at hand: sealed blocks' summaries, whole traces. Throws where there is no run. */
  readonly run: () => RunReader;
  readonly interruptible: Interruptible;
  /** As BlockSummary.mayContain; remembers where no text of the block does. */
  mayContain(summary: BlockSummary, needle: string, severities?: number): boolean;
}

export function searchContext(reader: RunReader, misses: TextMisses, interruptible: Interruptible): SearchContext {
  return {
    reader,
    run: () => reader,
    interruptible,
    mayContain: (summary, needle, severities) => {
      if (needle === '') return true;
      if (misses.isKnown(needle, summary.block)) return false;
      const may = summary.mayContain(needle, severities);
      if (!may && severities === undefined) misses.add(needle, summary.block);
      return may;
    },
  };
}

/** For a block that belongs to no run (yet): its rows can be asked, its trace as a whole cannot. */
export function blockContext(reader: BlockOwners, interruptible: Interruptible): SearchContext {
  return {
    reader,
    run: () => {
      throw new Error('a search about whole traces was asked of a block alone');
    },
    interruptible,
    mayContain: () => true,
  };
}
