// Every contract method and who answers it.
import type { CollectThread } from './collect-thread.ts';
import type { DashboardFiles } from './dashboard-files.ts';
import type { ExportService } from './export-service.ts';
import { addImportHandlers, type ImportParts } from './import-handlers.ts';
import type { IngestThread } from './ingest-thread.ts';
import type { ProblemList } from './problem-list.ts';
import type { ProfileService } from './profile-service.ts';
import type { ReaderPool } from './reader-pool.ts';
import type { Retention } from './retention.ts';
import type { RunService } from './run-service.ts';
import type { RunShelf } from './run-shelf.ts';
import { sendTestSpan } from './send-test-span.ts';
import { systemCode } from './engine-failure.ts';
import type { SettingsFile } from './settings-file.ts';
import type { SourceFiles } from './source-files.ts';
import type { TotalsKeeper } from './totals.ts';
import type { AppInfo } from '../../contract/app.ts';
import { ContractError } from '../../contract/errors.ts';
import { pairMethods, runMethods } from '../../contract/run-methods.ts';
import { withChange, type Settings } from '../../contract/runs.ts';
import type { Asker } from '../serve/asker.ts';
import { createMethodTable } from '../serve/method-table.ts';

export interface HandlerParts {
  readonly collect: Omit<CollectThread, 'close'>;
  readonly dashboards: DashboardFiles;
  readonly exports: ExportService;
  readonly imports: ImportParts;
  readonly info: () => AppInfo;
  readonly ingest: Pick<IngestThread, 'call' | 'endpoints'>;
  readonly pool: ReaderPool;
  readonly problems: ProblemList;
  readonly profiles: Pick<ProfileService, 'addHandlers' | 'fileOf'>;
  readonly retention: Pick<Retention, 'round'>;
  readonly runs: RunService;
  readonly settings: SettingsFile;
  readonly shelf: RunShelf;
  readonly sources: SourceFiles;
  readonly totals: TotalsKeeper;
}

export function createAsker({
  collect,
  dashboards,
  exports,
  imports,
  info,
  ingest,
  pool,
  problems,
  profiles,
  retention,
  runs,
  settings,
  shelf,
  sources,
  totals,
}: HandlerParts): Asker {
  const table = createMethodTable();
  const { add } = table;

  add('app.info', info);
  add('app.sendTestSpan', async ({ transport }) => {
    const traceId = await sendTestSpan(transport, ingest.endpoints[transport]);
    return { run: shelf.live.id, traceId };
  });
  add('app.listen', async (ports) => {
    await ingest.call('listen', ports);
    return info();
  });

  add('source.locate', async ({ paths }) => ({ found: await sources.locate(paths) }));
  add('source.read', async ({ file, ...lines }, signal) => sources.read(await profiles.fileOf(lines, file, signal)));

  add('settings.get', () => settings.current);
  add('settings.change', async (change) => {
    // Else whoever has the token could have every file shown.
    if (change.sourceFolders !== undefined && info().mode === 'headless')
      throw new ContractError(
        'read-only',
        'Folders of source code are named where the engine is started (--source-path), or in its settings.json.',
      );
    write(settings, withChange(settings.current, change));
    await ingest.call('settings', settings.current);
    collect.use(settings.current.collectors);
    await retention.round();
    return settings.current;
  });

  add('dashboards.list', () => dashboards.list());
  add('dashboards.get', ({ id }) => dashboards.get(id));
  add('dashboards.save', (request) => dashboards.save(request));
  add('dashboards.delete', ({ id }) => {
    dashboards.delete(id);
    return {};
  });

  add('runs.list', () => runs.list());
  add('runs.create', ({ name }) => runs.create(name));
  add('runs.rename', ({ run, name }) => runs.rename(run, name));
  add('runs.delete', async ({ run }) => {
    await runs.delete(run);
    return {};
  });
  add('runs.open', ({ path }) => runs.open(path));
  add('runs.close', async ({ run }) => {
    await runs.close(run);
    return {};
  });

  for (const method of runMethods) {
    add(method, async (request, signal) => {
      const { id, path } = shelf.find(request.run);
      const question = { kind: 'method', method, run: { id, path }, request } as const;
      const { sessionKeys } = settings.current;
      return pool.ask(method.startsWith('sessions.') ? { ...question, sessionKeys } : question, signal);
    });
  }

  for (const method of pairMethods) {
    add(method, async (request, signal) => {
      const left = shelf.find(request.left.run);
      const right = shelf.find(request.right.run);
      return pool.ask({ kind: 'pair', method, left, right, request }, signal);
    });
  }

  add('export.start', (order) => exports.start(order));
  add('profiles.export', (order) => exports.startProfile(order));
  add('export.piece', (request) => exports.piece(request.export));
  add('export.state', (request) => exports.state(request.export));
  add('export.cancel', async (request) => {
    await exports.cancel(request.export);
    return {};
  });
  add('export.estimate', (order, signal) => exports.estimate(order, signal));
  add('export.preview', (request, signal) => exports.preview(request, signal));
  addImportHandlers(table, imports);
  profiles.addHandlers(table);

  add('processes.list', () => ingest.call('processes', {}));
  add('targets.list', () => ingest.call('targets', {}));
  add('targets.test', (request) => ingest.call('tryTarget', request));

  add('collectors.list', () => collect.statuses);
  add('collectors.test', ({ collector }) => collect.try(collector));
  add('collectors.retry', ({ id }) => {
    collect.retry(id);
    return {};
  });

  add('captures.list', () => collect.captures);
  add('captures.start', ({ order }) => collect.capture(order));
  add('captures.cancel', ({ id }) => {
    collect.cancelCapture(id);
    return {};
  });
  add('captures.clear', () => {
    collect.clearCaptures();
    return {};
  });

  add('ingest.recent', async (request) => {
    const recent = await ingest.call('recent', request);
    totals.update(recent.totals);
    return { records: recent.records, totals: totals.current };
  });
  add('problems.list', () => problems.list());
  add('problems.clear', () => {
    problems.clear();
    return {};
  });

  return table.ask;
}

function write(settings: SettingsFile, next: Settings): void {
  try {
    settings.change(next);
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    throw new ContractError(
      code === 'ENOSPC' ? 'disk-full' : 'disk-error',
      `The settings could not be saved: ${String(error)}`,
    );
  }
}
