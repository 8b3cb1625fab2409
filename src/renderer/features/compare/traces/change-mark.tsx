// How each kind of difference looks: a sign, a word and a tone, never a tone alone.
import { CircleAlert, Equal, Minus, Plus, TrendingDown, TrendingUp, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Change } from '../../../../contract/compare.ts';
import type { RowKind } from '../../../routes/compare-route.ts';
import styles from './compare.module.css';

interface ChangeLook {
  readonly title: string;
  readonly icon: LucideIcon;
  readonly hint: string;
}

export const changeLooks: Readonly<Record<RowKind, ChangeLook>> = {
  slower: { title: 'Slower', icon: TrendingUp, hint: 'Takes longer on the right, by more than 10 % and 10 µs' },
  faster: { title: 'Faster', icon: TrendingDown, hint: 'Takes less on the right, by more than 10 % and 10 µs' },
  added: { title: 'Added', icon: Plus, hint: 'Only in the right trace' },
  removed: { title: 'Removed', icon: Minus, hint: 'Only in the left trace' },
  errors: { title: 'Errors differ', icon: CircleAlert, hint: 'Failed on one side only' },
  same: { title: 'Same', icon: Equal, hint: 'On both sides, lasting about as long, failed on both or on neither' },
};

const kinds: Readonly<Record<number, Exclude<RowKind, 'errors'>>> = {
  [Change.same]: 'same',
  [Change.added]: 'added',
  [Change.removed]: 'removed',
  [Change.slower]: 'slower',
  [Change.faster]: 'faster',
};

export function ChangeMark({ change }: { readonly change: number }): ReactNode {
  const kind = kinds[change] ?? 'same';
  const { title, icon: Icon } = changeLooks[kind];
  return (
    <span className={styles['mark']} data-change={kind}>
      <Icon size={13} aria-hidden="true" /> {title}
    </span>
  );
}
