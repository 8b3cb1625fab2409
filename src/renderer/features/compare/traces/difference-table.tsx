// Differences of two spans, key by key, in groups. Values come from telemetry and are only ever text.
import type { ReactNode } from 'react';
import { BreakableName } from '../../../ui/breakable-name.tsx';
import { plural } from '../../../ui/number-text.ts';
import { ValueViewer } from '../../../ui/value-viewer.tsx';
import type { Difference, DifferenceGroup } from './span-difference.ts';
import styles from './compare.module.css';

interface DifferenceTableProps {
  readonly groups: readonly DifferenceGroup[];
  /** Also what is the same. */
  readonly all: boolean;
}

const words: Readonly<Record<Difference['kind'], string>> = {
  changed: 'changed',
  left: 'only left',
  right: 'only right',
  same: 'same',
};

export function DifferenceTable({ groups, all }: DifferenceTableProps): ReactNode {
  const shown = groups.map(({ title, differences }) => ({
    title,
    same: differences.filter(({ kind }) => kind === 'same').length,
    differences: all ? differences : differences.filter(({ kind }) => kind !== 'same'),
  }));
  if (shown.length === 0) return <p className={styles['faint']}>Neither span says anything of itself.</p>;
  return shown.map(({ title, same, differences }) => (
    <section key={title} className={styles['group']}>
      <h3 className={styles['groupTitle']}>
        {title}
        <span className={styles['faint']}>
          {differences.length === 0
            ? `all the same (${same})`
            : all
              ? undefined
              : plural(differences.length, 'difference')}
        </span>
      </h3>
      <dl className={styles['differences']}>
        {differences.map((difference) => (
          <div key={difference.key} className={styles['difference']} data-kind={difference.kind}>
            <dt>
              <BreakableName text={difference.key} /> <span className={styles['word']}>{words[difference.kind]}</span>
            </dt>
            {'left' in difference ? (
              <dd data-side={difference.kind === 'same' ? undefined : 'left'}>
                <ValueViewer name={difference.key} value={difference.left} />
              </dd>
            ) : undefined}
            {'right' in difference ? (
              <dd data-side="right">
                <ValueViewer name={difference.key} value={difference.right} />
              </dd>
            ) : undefined}
          </div>
        ))}
      </dl>
    </section>
  ));
}
