// A template with its placeholders set apart from its words.
import type { ReactNode } from 'react';
import styles from './patterns.module.css';

const placeholder = /(<[a-z*]+>)/;

export function PatternText({ pattern }: { readonly pattern: string }): ReactNode {
  return pattern.split(placeholder).map((part, index) =>
    index % 2 === 1 ? (
      <span key={index} className={styles['placeholder']}>
        {part}
      </span>
    ) : (
      part
    ),
  );
}
