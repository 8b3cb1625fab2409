// One-line text input with a label. The label may be hidden from sight, never from screen readers.
import { forwardRef, useId, type InputHTMLAttributes, type ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './field.module.css';

interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'size'> {
  readonly label: string;
  readonly labelHidden?: boolean;
  /** Said under the field; marks it as wrong. */
  readonly trouble?: string | undefined;
  readonly hint?: ReactNode;
  /** Inside the field, before and after the text. */
  readonly before?: ReactNode;
  readonly after?: ReactNode;
  readonly mono?: boolean;
}

export const TextField = forwardRef<HTMLInputElement, TextFieldProps>(function TextField(
  { label, labelHidden = false, trouble, hint, before, after, mono = false, className, id, ...rest },
  ref,
) {
  const ownId = useId();
  const inputId = id ?? ownId;
  const noteId = `${inputId}-note`;
  const note = trouble ?? hint;
  return (
    <div className={cx(styles['field'], className)}>
      <label htmlFor={inputId} className={labelHidden ? 'visually-hidden' : styles['label']}>
        {label}
      </label>
      <div className={cx(styles['box'], trouble !== undefined && styles['wrong'])}>
        {before}
        <input
          spellCheck={false}
          autoComplete="off"
          {...rest}
          ref={ref}
          id={inputId}
          aria-invalid={trouble !== undefined}
          aria-describedby={note === undefined ? undefined : noteId}
          className={cx(styles['input'], mono && styles['mono'])}
        />
        {after}
      </div>
      {note === undefined ? undefined : (
        <div id={noteId} className={trouble === undefined ? styles['hint'] : styles['trouble']}>
          {note}
        </div>
      )}
    </div>
  );
});
