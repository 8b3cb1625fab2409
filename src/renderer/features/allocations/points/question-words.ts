// What the ready-made questions are called and mean, and which metric of the tree shows most of each.
import { allocationBounds } from '../../../../contract/profiles/allocation-metric.ts';
import type { AllocationColumn, AllocationQuestion } from '../../../../contract/profiles/allocations.ts';
import { dhatNumber } from '../../../../contract/profiles/dhat-number.ts';
import type { DhatFacts } from '../../../../contract/profiles/dhat.ts';

export interface QuestionWords {
  readonly title: string;
  readonly meaning: string;
  /** Where nothing is so. */
  readonly none: string;
  /** A place in `allocationMetrics`. */
  readonly metric: number;
  /** What its points are sorted by. */
  readonly column: AllocationColumn;
}

export function questionWords(question: AllocationQuestion, facts: DhatFacts): QuestionWords {
  const { units, shortLived = 0 } = facts;
  const { tinyBytes, lowAccess, highAccess } = allocationBounds;
  const words: Readonly<Record<AllocationQuestion, QuestionWords>> = {
    leaks: {
      title: 'Left at the end',
      meaning: `What was not freed when the program ended, the largest first.`,
      none: 'Everything was freed before the end.',
      metric: 9,
      column: 'endBytes',
    },
    peak: {
      title: 'At the peak',
      meaning: 'What was live when the heap was largest (t-gmax).',
      none: 'Nothing was live then.',
      metric: 8,
      column: 'peakBytes',
    },
    churn: {
      title: 'Churn',
      meaning: 'Points that allocated ten times or more what they ever held at once: a buffer kept would do.',
      none: 'No point allocates much more than it holds.',
      metric: 0,
      column: 'totalBytes',
    },
    'short-lived': {
      title: 'Short-lived',
      meaning: `Blocks that live ${dhatNumber(shortLived)} ${units.time} or less on average: the stack, or one block used again, would do.`,
      none: 'Blocks live longer everywhere.',
      metric: 3,
      column: 'totalBlocks',
    },
    tiny: {
      title: 'Tiny',
      meaning: `Blocks of ${tinyBytes} ${units.bytes} or less on average: each costs more in the allocator than it holds.`,
      none: 'Blocks are larger everywhere.',
      metric: 2,
      column: 'totalBlocks',
    },
    untouched: {
      title: 'Never touched',
      meaning: 'Allocated, and neither read nor written.',
      none: 'All that was allocated was used.',
      metric: 4,
      column: 'totalBytes',
    },
    'never-read': {
      title: 'Never read',
      meaning: 'Written, and never read: work for nothing, or output that a system call read.',
      none: 'All that was written was read.',
      metric: 4,
      column: 'totalBytes',
    },
    'never-written': {
      title: 'Never written',
      meaning: 'Read, and never written: zeros, or input that a system call wrote.',
      none: 'All that was read was written.',
      metric: 4,
      column: 'totalBytes',
    },
    'low-access': {
      title: 'Low access',
      meaning: `Read or written ${lowAccess} times a byte or less on average, though both happened: larger than needed.`,
      none: 'What is allocated is used.',
      metric: 6,
      column: 'totalBytes',
    },
    'high-access': {
      title: 'High access',
      meaning: `Read or written ${dhatNumber(highAccess)} times a byte or more: what the program spends its time on.`,
      none: 'Nothing is used that much.',
      metric: 11,
      column: 'readBytes',
    },
  };
  return words[question];
}
