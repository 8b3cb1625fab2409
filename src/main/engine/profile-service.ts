// Profiles as the rest of the engine sees them: questions go to the profile worker, what is new into the live run, changes to
// the run that has the profile. Answers profiles.* of the contract.
import type { IngestThread } from './ingest-thread.ts';
import type { InspectedProfile } from './profile-messages.ts';
import { packProfile, type ReceivedProfile } from './profile-pack.ts';
import type { ProfileThread } from './profile-thread.ts';
import type { ReaderPool } from './reader-pool.ts';
import type { RunShelf } from './run-shelf.ts';
import { ContractError } from '../../contract/errors.ts';
import type { RunId } from '../../contract/ids.ts';
import type { AnswerOf, RequestOf } from '../../contract/methods.ts';
import { profileMethods, type ProfileMethod } from '../../contract/profile-methods.ts';
import type { MethodTable } from '../serve/method-table.ts';
import type { AddedProfile, NewProfile } from '../store/new-profile.ts';

export interface ProfileServiceParts {
  readonly thread: Pick<ProfileThread, 'ask' | 'inspect' | 'warm' | 'forget'>;
  readonly shelf: Pick<RunShelf, 'find'>;
  readonly pool: Pick<ReaderPool, 'ask' | 'forget'>;
  readonly ingest: Pick<IngestThread, 'call'>;
  /** A past run was changed. */
  readonly onChange: () => void;
}

export interface StoredInRun extends AddedProfile {
  readonly run: RunId;
}

export interface ProfileService {
  /** Rejects with ContractError `bad-request` for a file that cannot be read. */
  inspect(
    file: { readonly path: string } | { readonly bytes: Uint8Array },
    signal?: AbortSignal,
  ): Promise<InspectedProfile>;
  /** One will be inspected soon. */
  warm(): void;
  /** Puts a profile into the live run. Rejects with ContractError, also for what cannot be read. */
  store(received: ReceivedProfile, signal?: AbortSignal): Promise<StoredInRun>;
  /** As `store`, of one that was inspected and packed. */
  storePacked(profile: NewProfile): Promise<StoredInRun>;
  /** Name of the file with this number in the answer of `profiles.lines`. Rejects with ContractError `not-found` for none. */
  fileOf(lines: RequestOf<'profiles.lines'>, file: number, signal: AbortSignal): Promise<string>;
  addHandlers(table: Pick<MethodTable, 'add'>): void;
}

export function createProfileService({ thread, shelf, pool, ingest, onChange }: ProfileServiceParts): ProfileService {
  const storePacked = (profile: NewProfile): Promise<StoredInRun> => ingest.call('storeProfile', profile);

  /** Changes the live run where it is written, a past one in its file. */
  async function change(run: RunId, changes: ProfileChange): Promise<void> {
    const { state, path } = shelf.find(run);
    if (state === 'opened') throw new ContractError('read-only', 'A file opened from elsewhere is not changed.');
    if (state === 'live') {
      await ingest.call('changeProfiles', changes);
      return;
    }
    await pool.forget(path);
    await pool.ask({ kind: 'changeProfiles', path, changes });
    onChange();
  }

  async function ask<M extends ProfileMethod>(
    method: M,
    request: RequestOf<M>,
    signal: AbortSignal,
  ): Promise<AnswerOf<M>> {
    const runs = runsIn(request).map((run) => shelf.find(run));
    const question = { kind: 'method', method, request, runs: runs.map(({ id, path }) => ({ id, path })) } as const;
    return (await thread.ask(question, signal)) as AnswerOf<M>;
  }

  return {
    async fileOf(lines, file, signal) {
      const { files } = await ask('profiles.lines', lines, signal);
      const found = files[file];
      if (found === undefined) throw new ContractError('not-found', `${lines.frame} has no file number ${file}.`);
      return found.file;
    },
    inspect: (file, signal) => thread.inspect(file, signal),
    warm: () => thread.warm(),
    async store(received, signal) {
      const inspected = await thread.inspect({ bytes: received.bytes }, signal);
      return storePacked(packProfile(received, inspected));
    },
    storePacked,
    addHandlers({ add }) {
      for (const method of profileMethods)
        add(method, async (request, signal) => (await ask(method, request, signal)) as never);
      add('profiles.rename', async ({ run, profile, name }) => {
        await change(run, { kind: 'rename', profile, name });
        return {};
      });
      add('profiles.delete', async ({ run, profiles }) => {
        const { path } = shelf.find(run);
        await change(run, { kind: 'delete', profiles });
        thread.forget(path, profiles);
        return {};
      });
    },
  };
}

export type ProfileChange =
  | { readonly kind: 'rename'; readonly profile: number; readonly name: string }
  | { readonly kind: 'delete'; readonly profiles: readonly number[] };

/** Runs that a request names, at any depth, each once. */
function runsIn(request: RequestOf<ProfileMethod>): readonly RunId[] {
  const found = new Set<RunId>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
    for (const [key, one] of Object.entries(value)) {
      if (key === 'run' && typeof one === 'string') found.add(one as RunId);
      else walk(one);
    }
  };
  walk(request);
  return [...found];
}
