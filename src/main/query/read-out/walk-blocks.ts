// Blocks of a run in the order in which they were sealed, then the head. A live run moves on meanwhile: what was in the
// head when the walk began is then in the next block, which is read instead.
import type { Alive, RunReader } from '../../store/reader-face.ts';
import type { BlockSummary } from '../../store/span-block.ts';

/** One signal's part of the reader. */
export interface BlockSource<Block> {
  readonly summaries: () => readonly BlockSummary[];
  readonly open: (block: number) => Block;
  readonly head: () => Block;
  /** Whether a sealed block is looked at. */
  readonly wanted: (summary: BlockSummary) => boolean;
  /** What to do with a block; `still` refreshes and tells whether the block is still there. */
  readonly read: (block: Block, still: () => boolean) => Generator<void>;
}

/** Which of the wanted blocks are read, and in which order; asked for the next one when the last was read. */
export type ChooseBlocks = (wanted: readonly BlockSummary[]) => Iterable<BlockSummary>;

export function* walkBlocks<Block>(
  reader: RunReader,
  source: BlockSource<Block>,
  alive: Alive,
  choose: ChooseBlocks = (wanted) => wanted,
): Generator<void> {
  reader.refresh();
  const blocks = source.summaries().toSorted((a, b) => a.block - b.block);
  const last = blocks.at(-1)?.block ?? 0;
  const still = (number: number): boolean => {
    reader.refresh();
    return source.summaries().some(({ block }) => block === number);
  };
  for (const summary of choose(blocks.filter((one) => source.wanted(one)))) {
    alive();
    // Retention may have removed it since.
    if (still(summary.block)) yield* source.read(source.open(summary.block), () => still(summary.block));
  }
  reader.refresh();
  const sealed = source.summaries().filter(({ block }) => block > last);
  const next = sealed.reduce<BlockSummary | undefined>(
    (first, one) => (first === undefined || one.block < first.block ? one : first),
    undefined,
  );
  if (next === undefined) yield* source.read(source.head(), () => true);
  else yield* source.read(source.open(next.block), () => still(next.block));
}
