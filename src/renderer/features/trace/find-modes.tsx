// What becomes of the spans that find does not find: three buttons, of which one is in force.
import { Contrast, Highlighter, ListFilter } from 'lucide-react';
import type { ReactNode } from 'react';
import { findModes, type FindMode } from '../../routes/trace-route.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useTraceAddress } from './use-trace-address.ts';
import styles from './trace-header.module.css';

const shown: Readonly<Record<FindMode, { readonly label: string; readonly icon: ReactNode }>> = {
  highlight: { label: 'Mark matches', icon: <Highlighter size={13} /> },
  dim: { label: 'Dim other spans', icon: <Contrast size={13} /> },
  hide: { label: 'Hide other spans, but not the parents of matches', icon: <ListFilter size={13} /> },
};

export function modeAfter(mode: FindMode): FindMode {
  return findModes[(findModes.indexOf(mode) + 1) % findModes.length] ?? 'highlight';
}

export function FindModes({ mode }: { readonly mode: FindMode }): ReactNode {
  const address = useTraceAddress();
  return (
    <span role="group" aria-label="Other spans" className={styles['modes']}>
      {findModes.map((name) => (
        <IconButton
          key={name}
          label={shown[name].label}
          keys="m"
          aria-pressed={name === mode}
          className={styles['step']}
          onClick={() => address.change({ mode: name })}
        >
          {shown[name].icon}
        </IconButton>
      ))}
    </span>
  );
}
