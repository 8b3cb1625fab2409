// A profile as a file for other tools, without a run: what `otterscope profile --svg` and the like print.
import { basename } from 'node:path';
import { runId } from '../../contract/ids.ts';
import { profileFileFormats, type ProfileFileFormat } from '../../contract/profiles/files.ts';
import type { Profile } from '../../contract/profiles/profile.ts';
import type { ProfileFilter, ProfileGrouping } from '../../contract/profiles/view.ts';
import { csvOfView } from './profile-table-files.ts';
import { profileFile } from '../query/profiles/files/profile-file.ts';
import type { ProfileLibrary } from '../query/profiles/profile-library.ts';

export interface ProfileFileRequest {
  readonly format: Exclude<ProfileFileFormat, 'pprof'>;
  /** Its name is the title. */
  readonly path: string;
  readonly profile: Profile;
  readonly base: Profile | undefined;
  readonly type: number;
  readonly grouping: ProfileGrouping;
  readonly filter: ProfileFilter;
}

export function isProfileFile(kind: string): kind is ProfileFileFormat {
  return profileFileFormats.some((format) => format === kind);
}

/** Throws ContractError for an expression that cannot be read. */
export function profileFileOutput(request: ProfileFileRequest): Generator<string, void> {
  const { format, path, profile, base, type, grouping, filter } = request;
  const run = runId('file');
  const library: ProfileLibrary = {
    profile: (ref) => (ref.profile === 1 && base !== undefined ? base : profile),
    contentOf: (ref) => String(ref.profile),
    keep: (_key, make) => make(),
    alive: () => undefined,
  };
  const view = {
    run,
    profile: 0,
    part: 0,
    type,
    grouping,
    order: 'weight',
    inverted: false,
    filter,
    base: base === undefined ? undefined : { run, profile: 1, part: 0 },
    normalized: false,
  } as const;
  if (format === 'csv') return csvOfView(view, library);
  return profileFile({ format, view, zoom: '', width: 'max', root: 'top', name: '' }, basename(path), library);
}
