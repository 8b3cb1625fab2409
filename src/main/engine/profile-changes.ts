// Profiles into a run, and changes of those that are in it.
import type { ProfileChange } from './profile-service.ts';
import { ContractError } from '../../contract/errors.ts';
import type { RunId } from '../../contract/ids.ts';
import type { AddedProfile, NewProfile, ProfileWriter } from '../store/new-profile.ts';
import type { RunWriter } from '../store/writer-face.ts';

export interface LiveProfiles {
  /** The live run at the moment of the call. */
  readonly writer: () => Pick<RunWriter, 'id' | 'path' | 'profiles'>;
  /** Whether its file is still there. */
  readonly present: () => boolean;
}

/** Rejects with ContractError `disk-full` or `disk-error`. */
export async function storeProfile(
  { writer, present }: LiveProfiles,
  profile: NewProfile,
): Promise<AddedProfile & { readonly run: RunId }> {
  const target = writer();
  if (!present())
    throw new ContractError('disk-error', 'The file of the live run was removed; a new one is begun. Try again.');
  try {
    return { run: target.id, ...(await target.profiles.add(profile)) };
  } catch (cause) {
    // The run ended while the pieces went in: it belongs to the one that is live now.
    if (writer() === target) throw cause;
    return storeProfile({ writer, present }, profile);
  }
}

/** Throws ContractError `not-found`. */
export function changeProfiles(profiles: ProfileWriter, change: ProfileChange): void {
  if (change.kind === 'rename') profiles.rename(change.profile, change.name);
  else profiles.delete(change.profiles);
}
