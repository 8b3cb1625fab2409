// Buttons: `plain` (bordered), `primary` (the one thing to do), `ghost` (in bars), `danger` (destroys).
import { forwardRef, type ButtonHTMLAttributes } from 'react';
import styles from './button.module.css';
import { cx } from './cx.ts';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'plain' | 'primary' | 'ghost' | 'danger';
  /** Something that it opens is set. */
  readonly marked?: boolean;
}

export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { look = 'plain', marked = false, className, type = 'button', ...rest },
  ref,
) {
  return (
    <button
      {...rest}
      ref={ref}
      type={type}
      className={cx(styles['button'], styles[look], marked && styles['marked'], className)}
    />
  );
});
