// What answers about profiles have at hand, given by the worker that holds decoded profiles.
import type { Profile } from '../../../contract/profiles/profile.ts';
import type { ProfileRef } from '../../../contract/profiles/view.ts';
import type { Alive } from '../../store/reader-face.ts';

export interface ProfileLibrary {
  /** Throws ContractError: `not-found`, `bad-request` for a file that cannot be shown. */
  profile(ref: ProfileRef): Profile;
  /** Equal for files of equal content: the beginning of keys for `keep`. */
  contentOf(ref: Pick<ProfileRef, 'run' | 'profile'>): string;
  /** What was made before under this key, else what `make` makes; `sizeOf`: about how many bytes it holds. */
  keep<T>(key: string, make: () => T, sizeOf: (value: T) => number): T;
  /** Throws ContractError `cancelled` once nobody waits for the answer. */
  readonly alive: Alive;
}
