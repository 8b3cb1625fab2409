// What is known to be missing, said once above the timeline.
import { TriangleAlert } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { formatDuration } from '../../../../contract/duration-text.ts';
import type { SessionTimeline } from '../../../../contract/sessions.ts';
import { durationNanos } from '../../../../contract/time.ts';
import { Button } from '../../../ui/button.tsx';
import { formatCount, plural } from '../../../ui/number-text.ts';
import { Popover } from '../../../ui/popover.tsx';
import styles from './session-page.module.css';

/** Losses that are listed one by one beside the sum, and in the list of the others. */
const beside = 3;
const most = 300;

interface LossesProps {
  readonly data: SessionTimeline;
  /** Nanoseconds since the session's beginning. */
  readonly onShow: (at: number) => void;
}

export function Losses({ data, onShow }: LossesProps): ReactNode {
  const [open, setOpen] = useState(false);
  const { losses, left, origin } = data;
  if (losses.length === 0 && left === 0) return undefined;
  const dropped = losses.reduce((sum, { count }) => sum + count, 0);
  const gaps = losses.filter(({ count }) => count === 0).length;
  const parts = [
    dropped > 0 ? `${plural(dropped, 'event')} dropped by the sender` : '',
    gaps > 0 ? `${plural(gaps, 'gap')} in what was received` : '',
    left > 0 ? `${formatCount(left)} later items are not drawn` : '',
  ].filter((part) => part !== '');
  const show = (loss: Loss): void => {
    setOpen(false);
    onShow(Number(loss.at - origin));
  };
  return (
    <div className={styles['losses']} role="status">
      <TriangleAlert size={14} aria-hidden="true" />
      <span>{parts.join(', ')}.</span>
      {losses.slice(0, beside).map((loss, i) => (
        <Button key={i} onClick={() => show(loss)}>
          {wordsOf(loss)}
        </Button>
      ))}
      {losses.length > beside ? (
        <Popover
          label="All losses of the session"
          open={open}
          onOpen={setOpen}
          trigger={<Button>and {formatCount(losses.length - beside)} more</Button>}
        >
          <ul className={styles['lossList']}>
            {losses.slice(0, most).map((loss, i) => (
              <li key={i}>
                <Button look="ghost" onClick={() => show(loss)}>
                  <span className={styles['second']}>+{formatDuration(durationNanos(loss.at - origin))}</span>{' '}
                  {wordsOf(loss)}
                </Button>
              </li>
            ))}
          </ul>
        </Popover>
      ) : undefined}
    </div>
  );
}

type Loss = SessionTimeline['losses'][number];

function wordsOf({ why, count }: Loss): string {
  if (why === '') return count > 0 ? `${plural(count, 'event')} dropped` : 'gap';
  return count > 0 && !/\d/.test(why) ? `${formatCount(count)}: ${why}` : why;
}
