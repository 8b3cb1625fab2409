// The words about the frame under the pointer.
import type { ReactNode } from 'react';
import type { FrameWords } from './frame-words.ts';
import css from './frame-tip.module.css';

export function FrameTip({ words: { name, lines, trouble } }: { readonly words: FrameWords }): ReactNode {
  return (
    <div className={css['words']}>
      <strong>{name}</strong>
      {lines.map((line, at) => (
        <div key={at}>{line}</div>
      ))}
      {trouble === undefined ? undefined : <div className={css['trouble']}>{trouble}</div>}
    </div>
  );
}
