// Says that clocks of the trace disagree, and lets the difference be taken out of the times; never by itself.
import { ClockAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TraceClock, TraceSkew } from '../../../contract/trace-analysis.ts';
import { signedNanos } from '../../draw/waterfall/row-clocks.ts';
import { plural } from '../../ui/number-text.ts';
import { Switch } from '../../ui/toggle.tsx';
import styles from './trace-header.module.css';

interface SkewNoteProps {
  readonly skew: TraceSkew | undefined;
  readonly corrected: boolean;
  readonly onCorrect: (corrected: boolean) => void;
}

export function SkewNote({ skew, corrected, onCorrect }: SkewNoteProps): ReactNode {
  if (skew === undefined) return undefined;
  const apart = skew.clocks.filter(({ delta }) => delta !== 0);
  const odd = skew.clocks.reduce((sum, { outside }) => sum + outside, 0);
  if (apart.length === 0 && odd === 0) return undefined;
  return (
    <div className={styles['skew']} role="note" title={apart.map((clock) => wholeText(clock, skew)).join('\n')}>
      <ClockAlert size={14} aria-hidden="true" />
      <span className={styles['skewText']}>{noteText(apart, odd)}</span>
      {apart.length === 0 ? undefined : <Switch label="Corrected" checked={corrected} onChange={onCorrect} />}
    </div>
  );
}

function noteText(apart: readonly TraceClock[], odd: number): string {
  const [first] = apart;
  if (first === undefined) return `${plural(odd, 'span')} outside of the parent`;
  if (apart.length === 1) return `Clock skew: ${first.name} ${signedNanos(-first.delta)}`;
  const most = apart.reduce((one, other) => (Math.abs(other.delta) > Math.abs(one.delta) ? other : one));
  return `Clock skew: ${plural(apart.length, 'clock')}, ${most.name} ${signedNanos(-most.delta)}`;
}

/** A clock that shows too early a time has to be put forward, so what it is off by is the opposite of the correction. */
function wholeText({ name, delta, calls, outside, against }: TraceClock, { clocks }: TraceSkew): string {
  const other = clocks[against]?.name ?? '';
  const fit = `${outside} of ${plural(calls, 'call')} ${outside === 1 ? 'does' : 'do'} not fit`;
  return `${name} seems ${signedNanos(-delta)} off; beside ${other}, ${fit}. Corrected shows its spans ${signedNanos(delta)}.`;
}
