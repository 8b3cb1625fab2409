// The list of runs, and what can be done with each.
import { Download, FileInput, FolderOpen, Pencil, Plus, Trash2, X } from 'lucide-react';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import type { RunInfo } from '../../../contract/runs.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { useCommand } from '../../data/use-command.ts';
import { openExport } from '../../data/export-subject.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { permalink } from '../../host/permalink.ts';
import { runsLink } from '../../routes/runs-route.ts';
import { tracesLink } from '../../routes/traces-route.ts';
import { useNavigate } from '../../routes/use-place.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { formatBytes, formatCount, plural } from '../../ui/number-text.ts';
import { useNotify } from '../../ui/notices.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { useCommands, useRunCommand } from '../../ui/use-commands.tsx';
import { VirtualTable } from '../../ui/virtual-table.tsx';
import { CompareRun } from './compare-run.tsx';
import { RenameRunDialog } from './rename-run-dialog.tsx';
import { runColumns, runName } from './run-columns.tsx';
import styles from './runs-page.module.css';

export function RunsPage(): ReactNode {
  const { data: runs, error } = useAnswer('runs.list', {});
  const { run: looked } = useSelectedRun();
  const [selected, setSelected] = useState<string>();
  const [renaming, setRenaming] = useState<RunInfo>();
  const [deleting, setDeleting] = useState<RunInfo>();
  const navigate = useNavigate();
  const runCommand = useRunCommand();
  const forget = useForgetRun(looked);
  const list = useMemo(() => runs ?? [], [runs]);
  const index = list.findIndex((run) => run.id === (selected ?? looked));
  const current = list[index];

  const open = useCallback(
    (run: RunInfo | undefined) => {
      if (run !== undefined && run.trouble === undefined)
        navigate(tracesLink({ run: run.state === 'live' ? undefined : run.id }));
    },
    [navigate],
  );
  const columns = useMemo(
    () =>
      runColumns((run) => (
        <span className={styles['actions']}>
          {run.trouble === undefined ? (
            <Button look="ghost" onClick={() => open(run)}>
              Open
            </Button>
          ) : undefined}
          {run.trouble === undefined ? (
            <>
              <IconButton label="Export…" onClick={() => exportRun(run)}>
                <Download size={14} />
              </IconButton>
              <CopyButton label="Copy link" text={() => permalink(tracesLink({ run: run.id }), location)} />
            </>
          ) : undefined}
          <CompareRun run={run} runs={list} />
          {run.state === 'opened' ? (
            <IconButton label="Close file" onClick={() => forget.close(run)}>
              <X size={14} />
            </IconButton>
          ) : (
            <IconButton label="Rename" disabled={run.trouble !== undefined} onClick={() => setRenaming(run)}>
              <Pencil size={14} />
            </IconButton>
          )}
          {run.state === 'past' ? (
            <IconButton label="Delete" onClick={() => setDeleting(run)}>
              <Trash2 size={14} />
            </IconButton>
          ) : undefined}
        </span>
      )),
    [open, forget, list],
  );
  useCommands([
    {
      id: 'runs.rename',
      title: 'Rename the selected run',
      group: 'Runs',
      keys: 'r',
      run: () => current !== undefined && current.state !== 'opened' && setRenaming(current),
    },
    {
      id: 'runs.export',
      title: 'Export the selected run…',
      group: 'Runs',
      keys: 'mod+s',
      run: () => current !== undefined && current.trouble === undefined && exportRun(current),
    },
    {
      id: 'runs.delete',
      title: 'Delete the selected run',
      group: 'Runs',
      run: () => current?.state === 'past' && setDeleting(current),
    },
  ]);
  return (
    <>
      <PageHeader
        title="Runs"
        facts={
          runs === undefined
            ? undefined
            : `${plural(list.length, 'run')}, ${formatBytes(list.reduce((sum, run) => sum + run.sizeBytes, 0))}`
        }
        actions={
          <>
            <Button look="ghost" onClick={() => runCommand('go.imports')}>
              <FileInput size={14} /> Imports
            </Button>
            <Button onClick={() => runCommand('run.open')}>
              <FolderOpen size={14} /> Open files…
            </Button>
            <Button look="primary" onClick={() => runCommand('run.new')}>
              <Plus size={14} /> New run…
            </Button>
          </>
        }
      />
      {error !== null ? (
        <EmptyState title="The list could not be read">{error.message}</EmptyState>
      ) : (
        <VirtualTable
          label="Runs"
          autoFocus
          rowHeight={28}
          columns={columns}
          count={list.length}
          rowAt={(row) => list[row]}
          rowKey={(run) => run.id}
          selected={index < 0 ? undefined : index}
          onSelect={(row) => setSelected(list[row]?.id)}
          onOpen={(row) => open(list[row])}
        />
      )}
      {renaming === undefined ? undefined : <RenameRunDialog run={renaming} onClose={() => setRenaming(undefined)} />}
      <ConfirmDialog
        danger
        open={deleting !== undefined}
        onClose={() => setDeleting(undefined)}
        title="Delete this run?"
        confirm="Delete run"
        onConfirm={() => deleting !== undefined && forget.remove(deleting)}
      >
        {deleting === undefined ? undefined : (
          <>
            <p>
              <b>{runName(deleting)}</b> with {formatCount(deleting.traces)} traces, {formatCount(deleting.logs)} logs,
              {formatCount(deleting.samples)} samples of metrics and {formatCount(deleting.profiles)} profiles (
              {formatBytes(deleting.sizeBytes)}).
            </p>
            <p>The file is deleted from disk and cannot be brought back.</p>
          </>
        )}
      </ConfirmDialog>
    </>
  );
}

function exportRun(run: RunInfo): void {
  openExport({
    title: `run ${runName(run)}`,
    run: run.id,
    what: { kind: 'run' },
    signals: ['traces', 'logs', 'metrics'],
    tables: ['spans', 'traces', 'logs', 'samples'],
  });
}

/** Deletes or closes a run; a page that looked at it goes back to the live one. */
function useForgetRun(looked: string | undefined): { close(run: RunInfo): void; remove(run: RunInfo): void } {
  const remove = useCommand('runs.delete', ['runs.list']);
  const close = useCommand('runs.close', ['runs.list']);
  const navigate = useNavigate();
  const notify = useNotify();
  const { mutate: removeRun } = remove;
  const { mutate: closeRun } = close;
  return useMemo(() => {
    const after = (run: RunInfo) => ({
      onSuccess: () => {
        if (run.id === looked) navigate(runsLink(), { replace: true });
      },
      onError: (error: Error) => notify('error', `${runName(run)}: ${error.message}`),
    });
    return {
      close: (run) => closeRun({ run: run.id }, after(run)),
      remove: (run) => removeRun({ run: run.id }, after(run)),
    };
  }, [removeRun, closeRun, looked, navigate, notify]);
}
