// The frame around all pages: bar, rail, the page that the address names, and what floats above them.
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { CircleHelp, Telescope } from 'lucide-react';
import { runId } from '../../contract/ids.ts';
import { useClient } from '../data/data-provider.tsx';
import { SelectedRunProvider, useSelectedRun } from '../data/selected-run.tsx';
import { useRunInfo } from '../data/use-run-info.ts';
import { useAnswer } from '../data/use-answer.ts';
import type { Host } from '../host/host.ts';
import { runOf } from '../routes/href.ts';
import { ExportDialog } from '../features/export/export-dialog.tsx';
import { sourcesLink } from '../routes/sources-route.ts';
import { runsLink } from '../routes/runs-route.ts';
import { tracesLink } from '../routes/traces-route.ts';
import { Link, usePlacePart, useRouter } from '../routes/use-place.tsx';
import { createDroppedFiles, DroppedFilesContext } from '../ui/dropped-files.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { useAllCommands, useRunCommand } from '../ui/use-commands.tsx';
import { useKeyDispatch } from '../ui/use-key-dispatch.ts';
import styles from './app.module.css';
import { CommandPalette } from './command-palette.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { DropFiles } from './drop-files.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { featureOf } from './feature-of.ts';
import { ExternalLinks } from './external-link.tsx';
import { OpenSource } from './open-source.tsx';
import { features } from './features.ts';
import { ImportsTray } from './imports-tray.tsx';
import { KeyHelp } from './key-help.tsx';
import { NewRunDialog } from './new-run-dialog.tsx';
import { PasteFiles } from './paste-files.tsx';
import { Rail } from './rail.tsx';
import { TopBar } from './top-bar.tsx';
import { useAppCommands } from './use-app-commands.ts';
import { useImportFiles } from './use-import-files.ts';

type Floating = 'palette' | 'keys' | 'new-run';

export function App({ host }: { readonly host: Host }): ReactNode {
  const asked = usePlacePart(({ search }) => runOf(search));
  return (
    <SelectedRunProvider asked={asked}>
      <ExternalLinks host={host}>
        <OpenSource host={host}>
          <Frame host={host} />
        </OpenSource>
      </ExternalLinks>
    </SelectedRunProvider>
  );
}

function Frame({ host }: { readonly host: Host }): ReactNode {
  const [floating, setFloating] = useState<Floating>();
  const close = useCallback(() => setFloating(undefined), []);
  const importFiles = useImportFiles(host);
  useAppCommands(features, {
    openPalette: () => setFloating('palette'),
    openKeys: () => setFloating('keys'),
    newRun: () => setFloating('new-run'),
    openFiles: () => void host.chooseFiles().then((files) => importFiles(files, 'auto')),
    importLive: () => void host.chooseFiles().then((files) => importFiles(files, 'live')),
  });
  useShellWishes(host);
  const [dropped] = useState(createDroppedFiles);
  return (
    <DroppedFilesContext value={dropped}>
      <div className={styles['app']}>
        <TopBar />
        <div className={styles['body']}>
          <Rail features={features} />
          <div className={styles['column']}>
            <ConnectionBanner />
            <main className={styles['page']}>
              <PageOfPlace />
            </main>
          </div>
        </div>
        <KeysInForce />
        <CommandPalette open={floating === 'palette'} onClose={close} />
        <KeyHelp open={floating === 'keys'} onClose={close} />
        <NewRunDialog open={floating === 'new-run'} onClose={close} />
        <ImportsTray />
        <DropFiles host={host} onFiles={importFiles} />
        <PasteFiles host={host} onFiles={importFiles} />
        <ExportDialog host={host} />
      </div>
    </DroppedFilesContext>
  );
}

/** Drawn anew when another page is gone to, not by what the address says of the same one. */
function PageOfPlace(): ReactNode {
  const id = usePlacePart((place) => featureOf(features, place)?.id);
  const path = usePlacePart((place) => place.path);
  const feature = features.find((one) => one.id === id);
  const title = feature?.title;
  useEffect(() => {
    document.title = title === undefined ? 'Otterscope' : `${title} · Otterscope`;
  }, [title]);
  const Page = feature?.page;
  return (
    <ErrorBoundary resetKey={path}>
      <RunGuard on={feature?.anyRun !== true}>
        {Page === undefined ? path === '/' ? <Start /> : <NoPage path={path} /> : <Page />}
      </RunGuard>
    </ErrorBoundary>
  );
}

function KeysInForce(): ReactNode {
  useKeyDispatch(useAllCommands());
  return undefined;
}

/** `/` leads to the traces, or, as long as nothing was ever received, to the page that tells how to begin. */
function Start(): ReactNode {
  const router = useRouter();
  const { data: info } = useAnswer('app.info', {});
  const run = useRunInfo();
  const known = info !== undefined && run !== undefined;
  const nothing = known && info.totals.requests === 0 && run.spans + run.logs + run.samples + run.profiles === 0;
  useEffect(() => {
    if (known) router.navigate(nothing ? sourcesLink() : tracesLink(), { replace: true });
  }, [known, nothing, router]);
  return undefined;
}

/** The address may name a run that is gone. */
function RunGuard({ on, children }: { readonly on: boolean; readonly children: ReactNode }): ReactNode {
  const { param } = useSelectedRun();
  const info = useRunInfo();
  const { data: runs } = useAnswer('runs.list', {});
  if (on && param !== undefined && runs !== undefined && info === undefined) {
    return (
      <EmptyState
        icon={<Telescope size={28} />}
        title="This run is not here"
        actions={
          <>
            <Link href={tracesLink()}>To the live run</Link>
            <Link href={runsLink()}>All runs</Link>
          </>
        }
      >
        There is no run “{param}”. It was deleted, or it is a file that is not open at the moment: drop the file on this
        window to open it.
      </EmptyState>
    );
  }
  return children;
}

function NoPage({ path }: { readonly path: string }): ReactNode {
  return (
    <EmptyState
      icon={<CircleHelp size={28} />}
      title="There is no such page"
      actions={<Link href={tracesLink()}>To the traces</Link>}
    >
      Nothing is shown at <code>{path}</code>.
    </EmptyState>
  );
}

function useShellWishes(host: Host): void {
  const router = useRouter();
  const { connection } = useClient();
  const runCommand = useRunCommand();
  const [wished, setWished] = useState<string>();
  useEffect(() => {
    host.listen({
      onCommand: setWished,
      onOpenRun: (run) => router.navigate(tracesLink({ run: runId(run) })),
      onNavigate: (path) => router.navigate(path),
      onEngineReady: connection.retryNow,
    });
  }, [host, router, connection]);
  useEffect(() => {
    if (wished === undefined) return;
    setWished(undefined);
    runCommand(wished);
  }, [wished, runCommand]);
}
