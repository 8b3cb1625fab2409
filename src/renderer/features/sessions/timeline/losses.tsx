// What is known to be missing, said once above the timeline.
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SessionTimeline } from '../../../../contract/sessions.ts';
import { Button } from '../../../ui/button.tsx';
import { formatCount, plural } from '../../../ui/number-text.ts';
import styles from './session-page.module.css';

/** Losses that are listed one by one. */
const most = 3;

interface LossesProps {
  readonly data: SessionTimeline;
  /** Nanoseconds since the session's beginning. */
  readonly onShow: (at: number) => void;
}

export function Losses({ data, onShow }: LossesProps): ReactNode {
  const { losses, left, origin } = data;
  if (losses.length === 0 && left === 0) return undefined;
  const dropped = losses.reduce((sum, { count }) => sum + count, 0);
  const gaps = losses.filter(({ count }) => count === 0).length;
  const parts = [
    dropped > 0 ? `${plural(dropped, 'event')} dropped by the sender` : '',
    gaps > 0 ? `${plural(gaps, 'gap')} in what was received` : '',
    left > 0 ? `${formatCount(left)} later items are not drawn` : '',
  ].filter((part) => part !== '');
  return (
    <div className={styles['losses']} role="status">
      <TriangleAlert size={14} />
      <span>{parts.join(', ')}.</span>
      {losses.slice(0, most).map((loss, i) => (
        <Button key={i} onClick={() => onShow(Number(loss.at - origin))}>
          {loss.why === '' ? `${loss.count} dropped` : loss.why}
        </Button>
      ))}
    </div>
  );
}
