// Ports, set-up and the last requests. Before the first request it is all set-up; after that the requests come first.
import type { ReactNode } from 'react';
import { useRunInfo } from '../../data/use-run-info.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { settingsLink } from '../../routes/settings-route.ts';
import { parseSourcesRoute, sourcesLink, type SourcesTab, type SourcesView } from '../../routes/sources-route.ts';
import { tracesLink } from '../../routes/traces-route.ts';
import { Link, usePlace, useRouter } from '../../routes/use-place.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatBytes, formatCount, plural } from '../../ui/number-text.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useCommands } from '../../ui/use-commands.tsx';
import { CollectorList } from './collectors/collector-list.tsx';
import { recipeIds } from './collectors/recipe.ts';
import { EndpointStrip } from './endpoint-strip.tsx';
import { Inspector } from './inspector.tsx';
import { MetricsTargets } from './metrics-targets.tsx';
import { Processes } from './processes.tsx';
import { SetupGuide } from './setup-guide.tsx';
import { TestSpan } from './test-span.tsx';
import { WatchedFolders } from './watched-folders.tsx';
import styles from './sources-page.module.css';

export function SourcesPage(): ReactNode {
  const { data: info, error } = useAnswer('app.info', {});
  const { data: targets = [] } = useAnswer('targets.list', {});
  const run = useRunInfo();
  const router = useRouter();
  const { data: collectors = [] } = useAnswer('collectors.list', {});
  const { run: shownRun, ...view } = parseSourcesRoute(usePlace());
  const { tab: chosen, target, source, edit } = view;
  const adding = recipeIds.find((id) => id === view.add);
  const choose = (next: Partial<Omit<SourcesView, 'run'>>): void =>
    router.navigate(sourcesLink(shownRun, { ...view, ...next }), { replace: true });
  useCommands([
    {
      id: 'sources.add',
      title: 'Add a source',
      group: 'Sources',
      keys: 'a',
      run: () => choose({ tab: 'fetched', add: recipeIds[0] }),
    },
  ]);
  if (error !== null) return <EmptyState title="The engine does not answer">{error.message}</EmptyState>;
  if (info === undefined) return undefined;
  const { totals, endpoints } = info;
  const began = totals.requests > 0;
  const fetching = collectors.length > 0 || adding !== undefined;
  const tab = adding === undefined ? (chosen ?? usualTab(began, fetching, targets.length > 0)) : 'fetched';
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
      <Processes />
      {began || chosen !== undefined || fetching || targets.length > 0 ? (
        <Tabs
          label="Sources"
          fills
          value={tab}
          onChange={(next) => choose({ tab: next, target: undefined, source: undefined, add: undefined, edit: false })}
          tabs={[
            { id: 'requests', title: 'Requests', content: <Inspector /> },
            {
              id: 'fetched',
              title: 'Fetched sources',
              content: (
                <CollectorList
                  view={{ source, add: adding, edit }}
                  endpoints={endpoints}
                  onView={(next) => choose({ tab: 'fetched', ...next })}
                  onTargets={(id) => choose({ tab: 'targets', target: id, add: undefined })}
                />
              ),
            },
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
              What has to be fetched is added here:{' '}
              <Button onClick={() => choose({ tab: 'fetched' })}>Fetched sources</Button>{' '}
              <Button onClick={() => choose({ tab: 'targets' })}>Metrics targets</Button>
            </p>
          </div>
          <SetupGuide endpoints={endpoints} />
        </div>
      )}
    </>
  );
}

/** Before anything is chosen: what has something to show. */
function usualTab(began: boolean, fetching: boolean, scraping: boolean): SourcesTab {
  if (began) return 'requests';
  return fetching ? 'fetched' : scraping ? 'targets' : 'setup';
}
