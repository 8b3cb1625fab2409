// Answers of `goroutines.list` and `goroutines.series`. Groups of a dump are kept, since a page asks for them again and again.
import type {
  GoroutineList,
  GoroutineListRequest,
  GoroutineSeries,
} from '../../../../contract/profiles/goroutine-views.ts';
import type { GoroutineDump } from '../../../../contract/profiles/goroutines.ts';
import type { ProfileRef } from '../../../../contract/profiles/view.ts';
import type { ProfileLibrary } from '../profile-library.ts';
import { goroutineGroups, type GoroutineGroups } from './goroutine-groups.ts';
import { goroutineList } from './goroutine-list.ts';
import { goroutineSuspects } from './goroutine-suspects.ts';

export interface DumpLibrary extends ProfileLibrary {
  /** `undefined` for a profile that is no dump: it has counts and labels only. */
  dump(ref: ProfileRef): GoroutineDump | undefined;
}

export function goroutineAnswer(request: GoroutineListRequest, library: DumpLibrary): GoroutineList {
  const { dump, base, ...choice } = request;
  return goroutineList(keptGroups(dump, library), base === undefined ? undefined : keptGroups(base, library), choice);
}

export function goroutineSeries(
  { dumps }: { readonly dumps: readonly ProfileRef[] },
  library: DumpLibrary,
): GoroutineSeries {
  const groups = dumps.map((ref) => keptGroups(ref, library));
  return {
    goroutines: Float64Array.from(groups, ({ goroutines }) => goroutines),
    suspects: goroutineSuspects(groups),
  };
}

function keptGroups(ref: ProfileRef, library: DumpLibrary): GoroutineGroups {
  return library.keep(
    `goroutines ${library.contentOf(ref)} ${ref.part}`,
    () => goroutineGroups(library.profile(ref), library.dump(ref), library.alive),
    ({ byKey }) => byKey.size * 4000,
  );
}
