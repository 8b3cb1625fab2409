// A name and its value in the pane's list of facts, and an id with its copy button.
import type { ReactNode } from 'react';
import { CopyButton } from '../../../ui/copy-button.tsx';
import styles from './details.module.css';

export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className={styles['fact']}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function Id({ label, text }: { readonly label: string; readonly text: string }): ReactNode {
  return (
    <span className={styles['id']}>
      <code>{text}</code>
      <CopyButton label={label} text={text} className={styles['copy']} />
    </span>
  );
}
