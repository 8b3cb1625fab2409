// Tables of a profile: functions, who calls whom, lines, labels. Values and percentages are those of `go tool pprof`: units
// by units.ts, percentages of `total`. With a base, values are the profile's less the base's, percentages of the base.
import type { SampleType } from './profile.ts';
import type { SampledSpan } from './sample-spans.ts';
import type { ProfileView } from './view.ts';

/** Every answer about values says what they are. */
interface TableValues {
  readonly sampleType: SampleType;
  /** What percentages are of: all samples without their signs, before filters; the base's where one is compared with. */
  readonly total: number;
  /** What the samples of the view add up to. */
  readonly sum: number;
  /** The unit that fits the whole table; for formatScaled. */
  readonly unit: string;
  /** What the filter did not find and the like, in words. */
  readonly notes: readonly string[];
}

export type TableSort = 'flat' | 'cum' | 'name';

export interface ProfileTableRequest {
  readonly view: ProfileView;
  readonly sort: TableSort;
  /** The other way round: smallest values first, names from the end. */
  readonly reversed: boolean;
  /** Part of a name, in either case; empty for all. */
  readonly text: string;
  readonly offset: number;
  readonly limit: number;
}

/** One row per function (or file, line, ... as the view groups). */
export interface ProfileTopAnswer extends TableValues {
  /** Functions that match, and rows from `offset` on. */
  readonly functions: number;
  readonly rows: number;
  readonly names: readonly string[];
  /** Of the function; empty where unknown. */
  readonly files: readonly string[];
  /** Of samples that end in it, and that go through it. */
  readonly flat: Float64Array;
  readonly cum: Float64Array;
  /** Flat of this row and of all above it in this order, those before `offset` too. */
  readonly running: Float64Array;
  readonly inlined: Uint8Array;
}

/** How a function is called: `inlined` of answers. */
export const Inlined = { never: 0, always: 1, sometimes: 2 } as const;

/** Calls of the rows: row r has [starts[r], starts[r + 1]), heaviest first. */
export interface CallLists {
  readonly starts: Int32Array;
  /** Index of `names`. */
  readonly name: Int32Array;
  readonly weight: Float64Array;
  /** 1 where every call was inlined. */
  readonly inlined: Uint8Array;
}

/** Rows with their callers and callees. */
export interface ProfileTreeAnswer extends TableValues {
  readonly functions: number;
  readonly rows: number;
  /** Of rows and of calls. */
  readonly names: readonly string[];
  readonly name: Int32Array;
  readonly flat: Float64Array;
  readonly cum: Float64Array;
  readonly running: Float64Array;
  readonly callers: CallLists;
  readonly callees: CallLists;
}

export interface ProfilePeekRequest {
  readonly view: ProfileView;
  /** What the function is called in this view. */
  readonly frame: string;
}

export interface ProfileLinesRequest {
  readonly view: ProfileView;
  /** Name of a function. */
  readonly frame: string;
}

/** Where a function spends, by line; a name may be that of functions in several files. */
export interface ProfileLinesAnswer extends TableValues {
  readonly flat: number;
  readonly cum: number;
  readonly files: readonly FunctionLines[];
}

export interface FunctionLines {
  /** As the profile has it; empty where unknown. */
  readonly file: string;
  /** 0 where unknown. */
  readonly startLine: number;
  readonly rows: number;
  /** Ascending; 0 is what has no line. */
  readonly line: Int32Array;
  readonly flat: Float64Array;
  readonly cum: Float64Array;
}

export interface ProfileLabelsRequest {
  readonly view: ProfileView;
  /** Most values of one key. */
  readonly limit: number;
}

export interface ProfileLabelsAnswer extends TableValues {
  readonly labels: readonly LabelFacet[];
  readonly spans: SpanFacet;
}

export interface LabelFacet {
  readonly key: string;
  /** What samples with this key add up to. */
  readonly sum: number;
  /** Values in all. */
  readonly count: number;
  readonly values: readonly LabelValue[];
}

/** Spans that samples belong to. */
export interface SpanFacet {
  /** Spans in all, and what their samples add up to. */
  readonly count: number;
  readonly sum: number;
  readonly values: readonly (SampledSpan & { readonly samples: number; readonly sum: number })[];
}

export interface LabelValue {
  /** Numbers with their unit. */
  readonly text: string;
  readonly sum: number;
  /** For `tagFocus` of a filter: takes this value and no other. */
  readonly filter: string;
}

export interface ProfileTableMethods {
  'profiles.top': { request: ProfileTableRequest; answer: ProfileTopAnswer };
  'profiles.tree': { request: ProfileTableRequest; answer: ProfileTreeAnswer };
  /** A tree of one row; of none where there is no such function. */
  'profiles.peek': { request: ProfilePeekRequest; answer: ProfileTreeAnswer };
  'profiles.lines': { request: ProfileLinesRequest; answer: ProfileLinesAnswer };
  'profiles.labels': { request: ProfileLabelsRequest; answer: ProfileLabelsAnswer };
}
