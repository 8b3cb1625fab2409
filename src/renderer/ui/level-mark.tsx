// A severity as one letter in its colour: the letter tells it without the colour, the title in words.
import type { ReactNode } from 'react';
import { severityClass, severityClasses } from '../../contract/logs.ts';
import { cx } from './cx.ts';
import styles from './level-mark.module.css';

interface LevelMarkProps {
  /** SeverityNumber 0 to 24. */
  readonly severity: number;
  /** As the sender wrote it; told in the title where it says something else. */
  readonly text?: string;
  /** true: the whole word. */
  readonly wide?: boolean;
}

const letters = ['–', 'T', 'D', 'I', 'W', 'E', 'F'] as const;

export function LevelMark({ severity, text = '', wide = false }: LevelMarkProps): ReactNode {
  const level = severityClass(severity);
  const name = severityClasses[level] as string;
  const said = text !== '' && text.toLowerCase() !== name ? `${name} (sent as “${text}”)` : name;
  return (
    <span
      role="img"
      aria-label={said}
      title={severity > 0 ? `${said}, SeverityNumber ${severity}` : 'no severity was sent'}
      className={cx(styles['mark'], styles[name], wide && styles['wide'])}
    >
      {wide ? name.toUpperCase() : letters[level]}
    </span>
  );
}
