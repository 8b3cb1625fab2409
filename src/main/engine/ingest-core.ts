// The inside of the ingest worker: receivers, sink and the live run's writer, and the calls the engine makes to them.
// Worker-free, so that it can be run on any thread.
import { createJournalDecoder } from './decode-journal.ts';
import type { FromIngest, IngestCallName, IngestCalls, IngestData, LiveRun } from './ingest-messages.ts';
import { countFetched } from './fetched-totals.ts';
import { createCheckpointThread, type CheckpointThread } from './checkpoint-thread.ts';
import { createMasking } from './masking.ts';
import { createNoiseFilter } from './noise-filter.ts';
import { watchFile } from './file-watch.ts';
import { startMetricScraper } from './metric-scraper.ts';
import { createCollectStore } from './collect-store.ts';
import { createPayloadSink } from './payload-sink.ts';
import { commandFile } from './program-files.ts';
import { changeProfiles, storeProfile } from './profile-changes.ts';
import { createProfileThread } from './profile-thread.ts';
import { createRemoteWriteDoor } from './remote-write-door.ts';
import { createRemoteWriteSink } from './remote-write-sink.ts';
import type { PayloadSink } from '../../contract/ingest.ts';
import { unixNanosOfMillis } from '../../contract/time.ts';
import { createProcessWatch } from '../collect/processes/process-watch.ts';
import { startReceivers, type Receivers } from '../receive/receivers.ts';
import { openRunWriter } from '../store/writer.ts';
import type { RunWriter } from '../store/writer-face.ts';

export type IngestHandlers = {
  readonly [C in IngestCallName]: (
    request: IngestCalls[C]['request'],
  ) => Promise<IngestCalls[C]['answer']> | IngestCalls[C]['answer'];
};

export interface IngestCore {
  readonly handlers: IngestHandlers;
}

async function closed(writer: RunWriter): Promise<void> {
  writer.flush();
  await writer.checkpointed();
  writer.close();
}

const nothingMoved = { spans: false, logs: false, samples: false, profiles: false };

/** Least milliseconds between two `moved` messages. */
const pace = 100;

/** Rejects with ContractError when the run file cannot be written. Sends `ready` once both ports were tried. */
export async function startIngestCore(
  data: IngestData,
  send: (message: FromIngest) => void,
  checkpoints: CheckpointThread = createCheckpointThread(),
): Promise<IngestCore> {
  const decodeJournal = createJournalDecoder();
  let settings = data.settings;
  let run = data.run;
  let moved = nothingMoved;
  let timer: NodeJS.Timeout | undefined;
  let announced = false;
  let receivers: Receivers | undefined;

  /** Tells the engine at once, and then at most ten times a second. */
  function announce(): void {
    announced = true;
    if (timer !== undefined || receivers === undefined) return;
    announced = false;
    send({
      kind: 'moved',
      run: run.id,
      cursor: writer.cursor,
      ...moved,
      totals: fetched.withFetched(receivers.totals()),
    });
    moved = nothingMoved;
    timer = setTimeout(() => {
      timer = undefined;
      if (announced) announce();
    }, pace);
  }

  function open(next: LiveRun): RunWriter {
    return openRunWriter(next.path, {
      create: {
        id: next.id,
        name: next.name,
        startedAt: unixNanosOfMillis(Date.now()),
        host: data.host,
        appVersion: data.version,
      },
      durability: settings.durability,
      maxRunBytes: settings.retention.maxRunBytes,
      decodeJournal,
      // Pages that every commit touches; more would only be memory.
      onOpened: (db) => void db.pragma('cache_size = -4096'),
      checkpoint: () => checkpoints.checkpoint(next.path),
      onCommit(commit) {
        counts.commits += 1;
        counts.sealedBlocks += commit.blocks;
        moved = {
          spans: moved.spans || commit.spans > 0,
          logs: moved.logs || commit.logs > 0,
          samples: moved.samples || commit.samples > 0,
          profiles: moved.profiles || commit.profiles > 0,
        };
        announce();
      },
      onEvicted(evicted) {
        counts.evictedSpans += evicted.spans;
        counts.evictedLogs += evicted.logs;
        counts.evictedSamples += evicted.samples;
        send({
          kind: 'problem',
          problem: {
            code: 'evicted',
            severity: 'info',
            subject: next.path,
            message: `The live run reached its largest size; its oldest ${evicted.spans} spans, ${evicted.logs} logs, ${evicted.samples} samples and ${evicted.profiles} profiles were removed.`,
          },
        });
      },
    });
  }

  const finishing = new Set<Promise<void>>();

  /** Nothing is stored in this run any more. A file that another thread has open would stay in WAL mode. */
  function finish(before: RunWriter): Promise<void> {
    const finished = closed(before).finally(() => finishing.delete(finished));
    finishing.add(finished);
    return finished;
  }

  const counts = { commits: 0, sealedBlocks: 0, evictedSpans: 0, evictedLogs: 0, evictedSamples: 0 };
  let writer = open(run);
  const report = (problem: Extract<FromIngest, { kind: 'problem' }>['problem']): void =>
    send({ kind: 'problem', problem });
  let file = watchFile(run.path);
  function present(): boolean {
    if (file.isThere()) return true;
    send({ kind: 'lost', run: run.id });
    return false;
  }
  const noise = createNoiseFilter(report);
  noise.use(settings.noise);
  const masking = createMasking({ secret: data.maskSecret, keys: settings.maskedKeys });
  const intake = createProfileThread((reason) =>
    report({
      code: 'engine-restarted',
      severity: 'error',
      subject: 'profiles',
      message: `Profiles that were sent could not be read (${reason}); the request was refused.`,
    }),
  );
  const sink = createPayloadSink({
    writer: () => writer,
    present,
    report,
    noise,
    masking,
    takeProfiles: ({ bytes, encoding, sender, receivedAt }) =>
      intake.takeIn({
        bytes,
        encoding,
        sender: sender.id,
        receivedAt,
        masking: { secret: data.maskSecret, keys: settings.maskedKeys },
      }),
  });
  const now = () => unixNanosOfMillis(performance.timeOrigin + performance.now());
  const fetched = countFetched(sink, now);
  const storeOwn = createCollectStore(sink, now);
  const processes = createProcessWatch({
    store: async (groups) => void (await storeOwn(groups, 'processes')),
    now,
    onChange: announce,
    own: commandFile(),
  });
  const receive: PayloadSink = async (payload) => {
    const receipt = await sink(payload);
    if (receipt.kind === 'stored' && data.watchProcesses) processes.seen(payload.sender, receipt.services ?? []);
    return receipt;
  };
  const started = await startReceivers(
    {
      grpc: data.grpc,
      http: data.http,
      reservedPorts: data.reservedPorts,
      clock: {
        now,
        elapsed: () => performance.now(),
      },
    },
    receive,
    { onRecord: announce, onProblem: report, onEndpoints: (endpoints) => send({ kind: 'endpoints', endpoints }) },
  );
  receivers = started;
  const scraper = startMetricScraper(
    () => masking.samples(writer),
    report,
    () => send({ kind: 'targets' }),
    started.outside,
  );
  void scraper.use(settings.targets);
  const remoteWrite = createRemoteWriteDoor(
    createRemoteWriteSink(() => writer, report, masking.labels),
    started.outside,
  );
  send({ kind: 'ready', endpoints: started.endpoints() });

  const handlers: IngestHandlers = {
    async switchRun(next) {
      // The new file is open before the old one is let go of: a request is stored in the one or the other.
      const opened = open(next);
      const before = writer;
      writer = opened;
      run = next;
      file = watchFile(next.path);
      // The new run is live whatever becomes of the old one, whose file is readable as it is.
      await finish(before).catch((error: unknown) =>
        report({
          code: 'disk-error',
          severity: 'warning',
          subject: before.path,
          message: `The run that ended could not be finished: ${error instanceof Error ? error.message : String(error)}`,
        }),
      );
      announce();
      return undefined;
    },
    renameRun({ name }) {
      writer.rename(name);
      return undefined;
    },
    settings(next) {
      settings = next;
      writer.setMaxRunBytes(next.retention.maxRunBytes);
      writer.setDurability(next.durability);
      noise.use(next.noise);
      masking.use(next.maskedKeys);
      void scraper.use(next.targets);
      return undefined;
    },
    listen: (ports) => started.listen(ports),
    recent: ({ limit }) => ({ records: started.records(limit), totals: fetched.withFetched(started.totals()) }),
    store: (payload) => fetched.sink(payload),
    storeProfile: (profile) => storeProfile({ writer: () => writer, present }, profile),
    changeProfiles(changes) {
      changeProfiles(writer.profiles, changes);
      return undefined;
    },
    remoteWrite,
    processes: () => processes.processes,
    targets: () => scraper.statuses,
    tryTarget: ({ target }) => scraper.try(target),
    counts() {
      const { requests, bytes } = writer.waiting;
      const { heapTotal, arrayBuffers } = process.memoryUsage();
      return {
        ...counts,
        totals: fetched.withFetched(started.totals()),
        queuedRequests: requests,
        queuedBytes: bytes,
        memory: { heapTotal, arrayBuffers },
      };
    },
    async close() {
      processes.close();
      await Promise.all([started.close(), scraper.close()]);
      clearTimeout(timer);
      await intake.close();
      await checkpoints.close();
      await Promise.all([...finishing, finish(writer)]);
      return undefined;
    },
  };
  return { handlers };
}
