// A small card that opens at a button and holds whatever is needed there; Escape and a press outside close it.
import { Popover as Base } from '@base-ui/react/popover';
import type { ReactElement, ReactNode } from 'react';
import { cx } from './cx.ts';
import popup from './popup.module.css';
import styles from './popover.module.css';

interface PopoverProps {
  readonly trigger: ReactElement;
  readonly label: string;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly children: ReactNode;
}

export function Popover({ trigger, label, open, onOpen, children }: PopoverProps): ReactNode {
  return (
    <Base.Root open={open} onOpenChange={onOpen}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="end" className={popup['positioner']}>
          <Base.Popup aria-label={label} className={cx(popup['popup'], styles['card'])}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
