// A strip under the top bar when something is not as usual: no engine, an old window, or a run that is not live.
import { useEffect, useState, type ReactNode } from 'react';
import { useClient, useConnection } from '../data/data-provider.tsx';
import { useSelectedRun } from '../data/selected-run.tsx';
import { useRunInfo } from '../data/use-run-info.ts';
import { useRouter } from '../routes/use-place.tsx';
import { Button } from '../ui/button.tsx';
import { formatDayTime } from '../ui/time-text.ts';
import styles from './connection-banner.module.css';
import { hrefForRun } from './href-for-run.ts';

/** Quick reconnects stay unseen, milliseconds. */
const patience = 800;

export function ConnectionBanner(): ReactNode {
  const connection = useConnection();
  const { connection: control } = useClient();
  const late = useLate(connection.kind === 'connecting' || connection.kind === 'lost', patience);
  if (connection.kind === 'reload') {
    return (
      <Strip tone="warning" action={<Button onClick={() => window.location.reload()}>Reload</Button>}>
        The engine is newer or older than this window. Reload to go on.
      </Strip>
    );
  }
  if (connection.kind === 'lost' && late) {
    return (
      <Strip tone="error" action={<Button onClick={control.retryNow}>Try now</Button>}>
        No connection to the engine. What you see may be old; trying again by itself.
      </Strip>
    );
  }
  if (connection.kind === 'connecting' && late) return <Strip tone="neutral">Connecting to the engine…</Strip>;
  return <RunStrip />;
}

function RunStrip(): ReactNode {
  const { live } = useSelectedRun();
  const info = useRunInfo();
  const router = useRouter();
  if (live || info === undefined) return undefined;
  return (
    <Strip
      tone="neutral"
      action={<Button onClick={() => router.navigate(hrefForRun(router.place, undefined))}>Back to live</Button>}
    >
      {info.state === 'opened' ? 'Opened file' : 'Past run'} from {formatDayTime(info.startedAt)}, read-only. The live
      run goes on receiving.
    </Strip>
  );
}

interface StripProps {
  readonly tone: 'neutral' | 'warning' | 'error';
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

function Strip({ tone, action, children }: StripProps): ReactNode {
  return (
    <div role={tone === 'neutral' ? 'note' : 'alert'} className={styles['strip']} data-tone={tone}>
      <span className={styles['text']}>{children}</span>
      {action}
    </div>
  );
}

/** true once `waiting` has held for `millis`. */
function useLate(waiting: boolean, millis: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!waiting) {
      setLate(false);
      return undefined;
    }
    const timer = setTimeout(() => setLate(true), millis);
    return () => clearTimeout(timer);
  }, [waiting, millis]);
  return late;
}
