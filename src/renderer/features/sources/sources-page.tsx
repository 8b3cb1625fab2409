// Ports, set-up and the last requests. Before the first request it is all set-up; after that the requests come first.
import type { ReactNode } from 'react';
import { useRunInfo } from '../../data/use-run-info.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { settingsLink } from '../../routes/settings-route.ts';
import { parseSourcesRoute, sourcesLink, type SourcesView } from '../../routes/sources-route.ts';
import { tracesLink } from '../../routes/traces-route.ts';
import { Link, usePlace, useRouter } from '../../routes/use-place.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatBytes, formatCount, plural } from '../../ui/number-text.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { EndpointStrip } from './endpoint-strip.tsx';
import { Inspector } from './inspector.tsx';
import { MetricsTargets } from './metrics-targets.tsx';
import { SetupGuide } from './setup-guide.tsx';
import { TestSpan } from './test-span.tsx';
import { WatchedFolders } from './watched-folders.tsx';
import styles from './sources-page.module.css';

export function SourcesPage(): ReactNode {
  const { data: info, error } = useAnswer('app.info', {});
  const { data: targets = [] } = useAnswer('targets.list', {});
  const run = useRunInfo();
  const router = useRouter();
  const { run: shownRun, tab: chosen, target } = parseSourcesRoute(usePlace());
  const choose = (next: Partial<Pick<SourcesView, 'tab' | 'target'>>): void =>
    router.navigate(sourcesLink(shownRun, { tab: chosen, target, ...next }), { replace: true });
  if (error !== null) return <EmptyState title="The engine does not answer">{error.message}</EmptyState>;
  if (info === undefined) return undefined;
  const { totals, endpoints } = info;
  const began = totals.requests > 0;
  const tab = chosen ?? (began ? 'requests' : targets.length > 0 ? 'targets' : 'setup');
  return (
    <>
      <PageHeader
        title="Sources"
        facts={
          began ? (
            <span>
              {plural(totals.requests, 'request')}, {plural(totals.spans, 'span')}, {plural(totals.logs, 'log')},{' '}
              {totals.samples > 0 ? `${plural(totals.samples, 'sample')}, ` : ''}
              {formatBytes(totals.bytes)}
              {totals.refused > 0 ? (
                <span className={styles['bad']}>, {formatCount(totals.refused)} refused</span>
              ) : undefined}
              {totals.rejected > 0 ? (
                <span className={styles['bad']}>, {plural(totals.rejected, 'item')} rejected</span>
              ) : undefined}
              {totals.ignored > 0 ? (
                <>
                  , <Link href={settingsLink()}>{formatCount(totals.ignored)} ignored as noise</Link>
                </>
              ) : undefined}
              {', '}
              <Link href={tracesLink()}>show traces</Link>
            </span>
          ) : undefined
        }
        actions={<TestSpan />}
      />
      <EndpointStrip endpoints={endpoints} />
      <WatchedFolders />
      {began || chosen !== undefined || targets.length > 0 ? (
        <Tabs
          label="Sources"
          className={styles['tabs']}
          value={tab}
          onChange={(next) => choose({ tab: next, target: undefined })}
          tabs={[
            { id: 'requests', title: 'Requests', content: <Inspector /> },
            {
              id: 'targets',
              title: 'Metrics targets',
              content: <MetricsTargets selected={target} onSelect={(id) => choose({ tab: 'targets', target: id })} />,
            },
            {
              id: 'setup',
              title: 'Set up a service',
              content: (
                <div className={styles['setup']}>
                  <SetupGuide endpoints={endpoints} />
                </div>
              ),
            },
          ]}
        />
      ) : (
        <div className={styles['setup']}>
          <div className={styles['welcome']}>
            <h2 className={styles['waiting']}>
              <span className={styles['pulse']} aria-hidden="true" />
              Waiting for the first span
            </h2>
            <p>
              Start a service with these variables and its traces appear here. Or send a test span, top right, to see
              the whole way work. Nothing leaves this machine.
              {run !== undefined && run.spans > 0 ? (
                <>
                  {' '}
                  This run already holds data: <Link href={tracesLink()}>show its traces</Link>.
                </>
              ) : undefined}
            </p>
            <p>
              A service that exposes metrics for Prometheus is fetched from:{' '}
              <Button onClick={() => choose({ tab: 'targets', target: undefined })}>Metrics targets</Button>
            </p>
          </div>
          <SetupGuide endpoints={endpoints} />
        </div>
      )}
    </>
  );
}
