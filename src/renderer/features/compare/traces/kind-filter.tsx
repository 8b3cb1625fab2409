// Kinds of rows with their counts; a pressed one is listed. None pressed lists all.
import { useMemo, type ReactNode } from 'react';
import type { TraceComparison } from '../../../../contract/compare.ts';
import { rowKinds, type RowKind } from '../../../routes/compare-route.ts';
import { formatCount } from '../../../ui/number-text.ts';
import { changeLooks } from './change-mark.tsx';
import { countKinds } from './row-list.ts';
import styles from './compare.module.css';

interface KindFilterProps {
  readonly comparison: TraceComparison;
  readonly show: readonly RowKind[];
  readonly onChange: (show: readonly RowKind[]) => void;
}

export function KindFilter({ comparison, show, onChange }: KindFilterProps): ReactNode {
  const counts = useMemo(() => countKinds(comparison), [comparison]);
  return (
    <div className={styles['kinds']} role="group" aria-label="Kinds of rows to list">
      {rowKinds.map((kind) => {
        const { title, icon: Icon, hint } = changeLooks[kind];
        const pressed = show.includes(kind);
        return (
          <button
            key={kind}
            type="button"
            className={styles['kind']}
            data-change={kind}
            aria-pressed={pressed}
            disabled={counts[kind] === 0 && !pressed}
            title={hint}
            onClick={() => onChange(pressed ? show.filter((one) => one !== kind) : [...show, kind])}
          >
            <Icon size={13} aria-hidden="true" /> {title} <span className="numeric">{formatCount(counts[kind])}</span>
          </button>
        );
      })}
    </div>
  );
}
