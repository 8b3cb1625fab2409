// A short hint on hover or focus. The trigger is the child itself; nothing in a tooltip is needed to use the app.
import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import { KeyHint } from './key-hint.tsx';
import styles from './tooltip.module.css';

interface TooltipProps {
  readonly text: ReactNode;
  readonly keys?: string | undefined;
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
  readonly children: ReactElement;
}

export function Tooltip({ text, keys, side = 'bottom', children }: TooltipProps): ReactNode {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} collisionPadding={6} className={styles['positioner']}>
          <Base.Popup className={styles['popup']}>
            <span className={styles['text']}>{text}</span>
            {keys === undefined ? undefined : <KeyHint keys={keys} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** Around the app: once one tooltip is open the next ones open at once. */
export function TooltipProvider({ children }: { readonly children: ReactNode }): ReactNode {
  return <Base.Provider delay={450}>{children}</Base.Provider>;
}
