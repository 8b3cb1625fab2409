// Top bar: is anything coming in? Leads to the sources page, which explains.
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { AppInfo } from '../../contract/app.ts';
import { useConnection } from '../data/data-provider.tsx';
import { useAnswer } from '../data/use-answer.ts';
import { useSelectedRun } from '../data/selected-run.tsx';
import { sourcesLink } from '../routes/sources-route.ts';
import { Link } from '../routes/use-place.tsx';
import { Pill, type Tone } from '../ui/badge.tsx';
import styles from './top-bar.module.css';
import { receivingState, type ReceivingState } from './receiving-state.ts';

const tones: Readonly<Record<ReceivingState['kind'], Tone>> = {
  receiving: 'ok',
  quiet: 'neutral',
  listening: 'accent',
  taken: 'error',
  off: 'warning',
};

export function ReceivingPill(): ReactNode {
  const connection = useConnection();
  const { param } = useSelectedRun();
  const { data: info } = useAnswer('app.info', {});
  const now = useNow(1000);
  const perSecond = useRate(info);
  if (connection.kind !== 'open' || info === undefined) return undefined;
  const state = receivingState(info.endpoints, info.totals, now, perSecond);
  return (
    <Link
      href={sourcesLink(param)}
      className={styles['receiving']}
      title="Sources: what is listening, who has sent what"
    >
      <Pill tone={tones[state.kind]} active={state.kind === 'receiving'}>
        {state.text}
      </Pill>
    </Link>
  );
}

/** Unix milliseconds, renewed while the window is visible. */
function useNow(every: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) setNow(Date.now());
    }, every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}

/** Items a second between the last two answers that lie at least a second apart; 0 after two quiet seconds. */
function useRate(info: AppInfo | undefined): number {
  const former = useRef<{ readonly at: number; readonly items: number }>(undefined);
  const [rate, setRate] = useState(0);
  const items = info === undefined ? 0 : info.totals.spans + info.totals.logs + info.totals.samples;
  useEffect(() => {
    if (info === undefined) return undefined;
    const at = performance.now();
    const before = former.current;
    if (before === undefined || at - before.at > 5000) former.current = { at, items };
    else if (at - before.at >= 1000) {
      setRate(((items - before.items) * 1000) / (at - before.at));
      former.current = { at, items };
    }
    const quiet = setTimeout(() => setRate(0), 2500);
    return () => clearTimeout(quiet);
  }, [info, items]);
  return rate;
}
