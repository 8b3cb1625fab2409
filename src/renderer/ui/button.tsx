// Buttons: `plain` (bordered), `primary` (the one thing to do), `ghost` (in bars), `danger` (destroys).
import { forwardRef, type ButtonHTMLAttributes } from 'react';
import styles from './button.module.css';
import { cx } from './cx.ts';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'plain' | 'primary' | 'ghost' | 'danger';
}

export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { look = 'plain', className, type = 'button', ...rest },
  ref,
) {
  return <button {...rest} ref={ref} type={type} className={cx(styles['button'], styles[look], className)} />;
});
