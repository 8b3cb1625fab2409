// The views of the trace as links, so that each can be opened beside the others.
import type { ReactNode } from 'react';
import { Link } from '../../routes/use-place.tsx';
import type { TraceViewName } from '../../routes/trace-route.ts';
import { useTraceAddress } from './use-trace-address.ts';
import { traceViews } from './views/trace-views.ts';
import styles from './trace-header.module.css';

export function ViewTabs({ shown }: { readonly shown: TraceViewName }): ReactNode {
  const { linkWith } = useTraceAddress();
  return (
    <nav className={styles['tabs']} aria-label="Views of the trace">
      {traceViews.map(({ name, title, key }) => (
        <Link
          key={name}
          href={linkWith({ view: name })}
          replace
          className={styles['tab']}
          title={`${title} (${key})`}
          aria-current={name === shown ? 'page' : undefined}
        >
          {title}
        </Link>
      ))}
    </nav>
  );
}
