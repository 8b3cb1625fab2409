// What a value of a label and a span have in common in a list: how large it is, and what follows on the list.
import type { ReactNode } from 'react';
import type { ProfileLabelsAnswer } from '../../../../../contract/profiles/tables.ts';
import cells from '../../../../ui/cell-text.module.css';
import { formatCount } from '../../../../ui/number-text.ts';
import { tableShare, tableValue } from '../tables/table-values.ts';
import styles from './labels.module.css';

interface SizeOfValueProps {
  readonly text: string;
  readonly sum: number;
  /** The largest of the list, without its sign. */
  readonly largest: number;
  readonly answer: ProfileLabelsAnswer;
}

export function SizeOfValue({ text, sum, largest, answer }: SizeOfValueProps): ReactNode {
  return (
    <>
      <meter
        className={styles['bar']}
        min={0}
        max={largest > 0 ? largest : 1}
        value={Math.abs(sum)}
        aria-label={`Share of ${text}`}
      />
      <span className={cells['number']}>{tableValue(sum, answer)}</span>
      <span className={cells['number']}>{tableShare(sum, answer)}</span>
    </>
  );
}

export function SmallerOnes({ count }: { readonly count: number }): ReactNode {
  return count > 0 ? <p className={cells['faint']}>and {formatCount(count)} smaller ones</p> : undefined;
}
