// The list of imports, and below it the report of the selected one.
import { FileInput, FolderOpen } from 'lucide-react';
import { useCallback, useMemo, type ReactNode } from 'react';
import type { ImportInfo } from '../../../contract/imports.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { useCommand } from '../../data/use-command.ts';
import { importOf, importsLink } from '../../routes/imports-route.ts';
import { profileLink } from '../../routes/profile-route.ts';
import { tracesLink } from '../../routes/traces-route.ts';
import { useNavigate, usePlace } from '../../routes/use-place.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { plural } from '../../ui/number-text.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Splitter } from '../../ui/splitter.tsx';
import { useRunCommand } from '../../ui/use-commands.tsx';
import { VirtualTable } from '../../ui/virtual-table.tsx';
import { ImportReport } from './import-report.tsx';
import { importColumns } from './import-columns.tsx';

export function ImportsPage(): ReactNode {
  const { data: imports, error } = useAnswer('imports.list', {});
  const place = usePlace();
  const navigate = useNavigate();
  const runCommand = useRunCommand();
  const cancel = useCommand('imports.cancel', ['imports.list']);
  const clear = useCommand('imports.clear', ['imports.list']);
  const list = imports ?? [];
  const asked = importOf(place);
  const found = list.findIndex(({ id }) => id === asked);
  const index = found >= 0 ? found : list.length > 0 ? 0 : -1;
  const { mutate: stop } = cancel;

  const open = useCallback(
    (one: ImportInfo | undefined) => {
      if (one?.run === undefined) return;
      const run = one.into === 'live' ? undefined : one.run;
      navigate(one.profile === undefined ? tracesLink({ run }) : profileLink({ run, profile: one.profile }));
    },
    [navigate],
  );
  const columns = useMemo(() => importColumns({ open, cancel: ({ id }) => stop({ id }) }), [open, stop]);
  return (
    <>
      <PageHeader
        title="Imports"
        facts={imports === undefined ? undefined : `${plural(list.length, 'file')} since the engine started`}
        actions={
          <>
            <Button disabled={!list.some(({ endedAt }) => endedAt !== undefined)} onClick={() => clear.mutate({})}>
              Clear ended
            </Button>
            <Button onClick={() => runCommand('run.importLive')}>
              <FileInput size={14} /> Into the live run…
            </Button>
            <Button look="primary" onClick={() => runCommand('run.open')}>
              <FolderOpen size={14} /> Open files…
            </Button>
          </>
        }
      />
      {error !== null ? (
        <EmptyState title="The list could not be read">{error.message}</EmptyState>
      ) : imports !== undefined && list.length === 0 ? (
        <EmptyState icon={<FileInput size={28} />} title="Nothing was imported yet">
          Drop files anywhere on this window, paste JSON, or use “Open files…”. Known are OTLP JSON and JSON lines, OTLP
          protobuf (one request, or many with their lengths in front), Jaeger JSON, Zipkin v2 JSON, Chrome trace events,
          run reports and jobs of OmniRT, Llama Stack’s trace store and run files. What a file is, its content says; all
          but the databases may be compressed with gzip or zstd. On the command line:{' '}
          <code>otterscope import &lt;files&gt;</code>.
        </EmptyState>
      ) : (
        <Splitter
          label="Import report"
          direction="column"
          sized="second"
          initial={260}
          min={120}
          first={
            <VirtualTable
              label="Imports"
              autoFocus
              rowHeight={28}
              columns={columns}
              count={list.length}
              rowAt={(row) => list[row]}
              rowKey={({ id }) => id}
              selected={index < 0 ? undefined : index}
              onSelect={(row) => navigate(importsLink(list[row]?.id), { replace: true })}
              onOpen={(row) => open(list[row])}
            />
          }
          second={list[index] === undefined ? undefined : <ImportReport info={list[index]} onOpen={open} />}
        />
      )}
    </>
  );
}
