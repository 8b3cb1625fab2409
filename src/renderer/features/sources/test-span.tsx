// Sends one real span through the port, and leads to its trace.
import { Check, CircleAlert, Send } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import type { Transport } from '../../../contract/ingest.ts';
import { useCommand } from '../../data/use-command.ts';
import { traceLink } from '../../routes/trace-route.ts';
import { Link } from '../../routes/use-place.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './sources-page.module.css';

export function TestSpan(): ReactNode {
  const send = useCommand('app.sendTestSpan', ['ingest.recent', 'app.info', 'traces.list']);
  const from = useRef(0);
  const took = useRef(0);
  const start = (transport: Transport): void => {
    from.current = performance.now();
    send.mutate(
      { transport },
      { onSettled: () => (took.current = Math.max(1, Math.round(performance.now() - from.current))) },
    );
  };
  return (
    <div className={styles['test']}>
      {send.isSuccess ? (
        <span className={styles['arrived']} role="status">
          <Check size={14} /> Stored in {took.current || Math.max(1, Math.round(performance.now() - from.current))} ms.
          <Link href={traceLink({ traceId: send.data.traceId })}>Open its trace</Link>
        </span>
      ) : undefined}
      {send.isError ? (
        <span className={styles['failed']} role="status">
          <CircleAlert size={14} /> {send.error.message}
        </span>
      ) : undefined}
      <span className={styles['testLabel']}>
        <Send size={13} /> Test span
      </span>
      <Button disabled={send.isPending} onClick={() => start('grpc')}>
        over gRPC
      </Button>
      <Button disabled={send.isPending} onClick={() => start('http')}>
        over HTTP
      </Button>
    </div>
  );
}
