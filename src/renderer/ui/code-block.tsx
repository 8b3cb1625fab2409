// Text to paste, with a button that copies it.
import type { ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';
import styles from './code-block.module.css';

export function CodeBlock({ title, text }: { readonly title: string; readonly text: string }): ReactNode {
  return (
    <figure className={styles['block']}>
      <figcaption className={styles['title']}>{title}</figcaption>
      <pre className={styles['code']} tabIndex={0}>
        {text}
      </pre>
      <CopyButton label={`Copy: ${title}`} text={text} className={styles['copy']} />
    </figure>
  );
}
