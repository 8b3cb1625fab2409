// What stands in place of metrics: none yet, with the variables that send some.
import { Gauge } from 'lucide-react';
import type { ReactNode } from 'react';
import { addressText } from '../../../contract/address-text.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { useAnswer } from '../../data/use-answer.ts';
import { sourcesLink } from '../../routes/sources-route.ts';
import { Link } from '../../routes/use-place.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import styles from './metrics-page.module.css';

export function NothingReceived(): ReactNode {
  const { live, param } = useSelectedRun();
  const app = useAnswer('app.info', {});
  if (!live) return <EmptyState icon={<Gauge size={28} strokeWidth={1.5} />} title="This run has no metrics" />;
  const http = app.data?.endpoints.http;
  const grpc = app.data?.endpoints.grpc;
  const [endpoint, protocol] =
    http?.kind === 'listening'
      ? [http, 'http/protobuf']
      : grpc?.kind === 'listening'
        ? [grpc, 'grpc']
        : [undefined, 'http/protobuf'];
  const text =
    endpoint === undefined
      ? undefined
      : [
          'export OTEL_SERVICE_NAME=my-service',
          `export OTEL_EXPORTER_OTLP_ENDPOINT=http://${addressText(endpoint)}`,
          `export OTEL_EXPORTER_OTLP_PROTOCOL=${protocol}`,
          'export OTEL_METRICS_EXPORTER=otlp',
          'export OTEL_METRIC_EXPORT_INTERVAL=5000',
        ].join('\n');
  return (
    <EmptyState
      icon={<Gauge size={28} strokeWidth={1.5} />}
      title="No metrics yet"
      actions={<Link href={sourcesLink(param)}>Sources: ports, senders, targets to scrape</Link>}
    >
      <p>Any OpenTelemetry SDK sends its metrics with these variables; the list fills as they arrive.</p>
      {text === undefined ? (
        <p>No port is open at the moment; see Sources.</p>
      ) : (
        <div className={styles['code']}>
          <pre>{text}</pre>
          <CopyButton text={text} label="Copy the variables" />
        </div>
      )}
      <p>
        A service that only exposes /metrics:{' '}
        <Link href={sourcesLink(param, { tab: 'targets' })}>add it as a target to scrape</Link>.
      </p>
    </EmptyState>
  );
}
