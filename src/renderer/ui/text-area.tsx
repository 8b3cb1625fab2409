// Several lines of text with a label, and what is wrong with them.
import { useId, type ReactNode, type TextareaHTMLAttributes } from 'react';
import { cx } from './cx.ts';
import styles from './field.module.css';

interface TextAreaProps extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  readonly label: string;
  /** Said under the field; marks it as wrong. */
  readonly trouble?: ReactNode;
  readonly hint?: ReactNode;
}

export function TextArea({ label, trouble, hint, className, ...rest }: TextAreaProps): ReactNode {
  const id = useId();
  const note = trouble ?? hint;
  return (
    <div className={cx(styles['field'], className)}>
      <label htmlFor={id} className={styles['label']}>
        {label}
      </label>
      <textarea
        spellCheck={false}
        {...rest}
        id={id}
        aria-invalid={trouble !== undefined}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        className={cx(styles['area'], trouble !== undefined && styles['wrong'])}
      />
      {note === undefined ? undefined : (
        <div id={`${id}-note`} className={trouble === undefined ? styles['hint'] : styles['trouble']}>
          {note}
        </div>
      )}
    </div>
  );
}
