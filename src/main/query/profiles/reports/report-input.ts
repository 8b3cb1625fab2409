// What a text report is asked for: the options of `go tool pprof` that ours share.
import type { GraphTrim } from '../graph/trimmed-graph.ts';
import type { Profile } from '../../../../contract/profiles/profile.ts';
import type { ProfileFilter, ProfileGrouping } from '../../../../contract/profiles/view.ts';

export interface ReportInput {
  readonly profile: Profile;
  /** Index of the sample type. */
  readonly type: number;
  readonly filter: ProfileFilter;
  readonly grouping: ProfileGrouping;
  readonly noInlines: boolean;
  readonly trim: GraphTrim;
  /** A unit that all values are told in; `auto` finds one. */
  readonly unit: string;
}
