// A square button with an icon only; its label is the tooltip and the accessible name, with the key that does the same.
import { forwardRef, type ReactNode } from 'react';
import styles from './button.module.css';
import { Button, type ButtonProps } from './button.tsx';
import { cx } from './cx.ts';
import { Tooltip } from './tooltip.tsx';

interface IconButtonProps extends Omit<ButtonProps, 'children'> {
  readonly label: string;
  readonly keys?: string;
  readonly children: ReactNode;
}

export const IconButton = forwardRef<HTMLButtonElement, IconButtonProps>(function IconButton(
  { label, keys, look = 'ghost', className, children, ...rest },
  ref,
) {
  return (
    <Tooltip text={label} keys={keys}>
      <Button {...rest} ref={ref} look={look} aria-label={label} className={cx(styles['icon'], className)}>
        {children}
      </Button>
    </Tooltip>
  );
});
