// Call trees of a profile as a window draws them. The tree itself stays with the engine: a picture has the frames that can
// be seen, a search says which of those match and what matches below them. Frames are named by their path, see frame-path.ts.
import type { RunId } from '../ids.ts';
import type { FramePath } from './frame-path.ts';
import type { SentPicture } from './picture-texts.ts';
import type { SampleType } from './profile.ts';
import type { ProfileFilter, ProfileGrouping, ProfileView } from './view.ts';

/** Width of a frame where two profiles are compared: the larger one's own value, or both. */
export type ProfileDiffWidth = 'max' | 'sum';

export interface FlameRequest {
  readonly view: ProfileView;
  /** The frame that fills the width; '' is everything. */
  readonly zoom: FramePath;
  /** Only with `view.base`. */
  readonly width: ProfileDiffWidth;
}

/** `name` of a box that stands for neighbours that are too narrow to be told apart; `name` of frame 0, which is everything. */
export const restOfFrames = -2;
export const allFrames = -1;

/** Frames in depth-first order; frame 0 is everything. */
export interface FlamePicture {
  readonly frames: number;
  /** Node of the engine's tree, the first one of a box of the rest; how many nodes the frame and all below it, or the box, are. */
  readonly node: Int32Array;
  readonly nodes: Int32Array;
  /** -1 for frame 0. */
  readonly parent: Int32Array;
  readonly depth: Int32Array;
  /** Frames of the picture in the subtree, itself included. */
  readonly subtree: Int32Array;
  /** Where the frame begins, in units of width from the left edge of frame 0. */
  readonly start: Float64Array;
  /** Widths, never negative: with everything below, and in exactly this stack. */
  readonly total: Float64Array;
  readonly self: Float64Array;
  /** Where values are negative or profiles are compared; then widths are no values. */
  readonly sides: FlameSides | undefined;
  /** Index of `names`, or `allFrames`, `restOfFrames`. */
  readonly name: Int32Array;
  /** By name; empty where unknown. */
  readonly names: readonly string[];
  readonly files: readonly string[];
  readonly packages: readonly string[];
  /** go, native, kernel, inlined, ... */
  readonly kinds: readonly string[];
  /** The frame that was asked for. */
  readonly zoomed: number;
  /** Share of the zoomed frame from which frames are told apart. */
  readonly least: number;
}

/** Values of the base, or sums of what is negative (as positive numbers), and values of the profile. */
export interface FlameSides {
  readonly leftSelf: Float64Array;
  readonly leftTotal: Float64Array;
  readonly rightSelf: Float64Array;
  readonly rightTotal: Float64Array;
}

export interface FlameAnswer extends SentPicture {
  readonly sampleType: SampleType;
  /** Nodes of the whole tree. */
  readonly treeNodes: number;
  /** The zoomed frame is not in this tree: everything is shown. */
  readonly zoomMissing: boolean;
  /** What values of the base were multiplied by; 1 unless normalized. */
  readonly baseScale: number;
  /** Frames of at most this width were not followed further; 0 where all were. */
  readonly cutBelow: number;
  /** What the filter did not find and the like, in words. */
  readonly notes: readonly string[];
}

export interface FlameSearchRequest extends FlameRequest {
  readonly text: string;
  /** `text` is a regular expression in RE2's dialect; else a part of a name. Neither minds upper and lower case. */
  readonly regex: boolean;
  /** Also in the names of files. */
  readonly files: boolean;
}

export interface FlameSearchAnswer {
  /** One byte per frame of the picture of the same view and zoom: bit 1 it matches, bit 2 something that the picture leaves out below it does. */
  readonly marks: Uint8Array;
  /** Width of the outermost frames that match inside of the zoomed one, and their values where profiles are compared. */
  readonly value: number;
  readonly left: number;
  readonly right: number;
  /** Width of the zoomed frame. */
  readonly whole: number;
  /** Distinct names that match, and nodes of the zoomed frame that do. */
  readonly names: number;
  readonly nodes: number;
}

export interface FunctionSumsRequest {
  readonly view: ProfileView;
  readonly width: ProfileDiffWidth;
  /** What the function is called in this view. */
  readonly frame: string;
}

/** A function wherever it occurs in a view; where it calls itself, its outermost frames count. */
export interface FunctionSums {
  /** Frames of the tree that are the function. */
  readonly places: number;
  /** Widths. */
  readonly self: number;
  readonly total: number;
  /** Values where profiles are compared or values are negative. */
  readonly sides:
    | {
        readonly leftSelf: number;
        readonly leftTotal: number;
        readonly rightSelf: number;
        readonly rightTotal: number;
      }
    | undefined;
}

/** What a function is called in the file, where it is shown shorter. */
export interface WholeName {
  /** As the compiler wrote it. */
  readonly mangled: string;
  /** With parameters and template arguments, as far as it can be read. */
  readonly whole: string;
}

export interface FunctionAnswer extends FunctionSums {
  /** Several for the instances of a template; at most 16. */
  readonly wholeNames: readonly WholeName[];
}

export interface SandwichRequest {
  readonly view: ProfileView;
  readonly width: ProfileDiffWidth;
  /** What the function is called in this view. */
  readonly frame: string;
  readonly callersZoom: FramePath;
  readonly calleesZoom: FramePath;
}

export interface SandwichAnswer {
  readonly sampleType: SampleType;
  /** Below frame 0 is the function itself, below that its callers (callees). Only frame 0 where the function does not occur. */
  readonly callers: SentPicture;
  readonly callees: SentPicture;
  /** Width of everything. */
  readonly whole: number;
}

export type DiffOrder = 'total' | 'self';

export interface ProfileDiffRequest {
  /** With a base. */
  readonly view: ProfileView;
  /** By which difference functions are ordered, the largest first, and shown. */
  readonly by: DiffOrder;
  /** In shares of each profile's sum instead of in the sample type's unit. */
  readonly relative: boolean;
  /** Part of a name; '' for all. */
  readonly text: string;
  readonly offset: number;
  readonly limit: number;
}

/** One row per function. */
export interface ProfileDiffAnswer {
  readonly sampleType: SampleType;
  /** Functions in all, and rows from `offset` on. */
  readonly functions: number;
  readonly rows: number;
  readonly names: readonly string[];
  readonly leftSelf: Float64Array;
  readonly leftTotal: Float64Array;
  readonly rightSelf: Float64Array;
  readonly rightTotal: Float64Array;
  /** Sums of the profiles, the base's scaled where normalized. */
  readonly left: number;
  readonly right: number;
  readonly baseScale: number;
}

/** What grew from profile to profile. */
export interface ProfileSeriesRequest {
  readonly run: RunId;
  /** In the order of time; at most `mostSeriesProfiles`. */
  readonly profiles: readonly { readonly profile: number; readonly part: number }[];
  /** Name of a sample type that all of them have; '' for what each shows first. */
  readonly type: string;
  readonly grouping: ProfileGrouping;
  readonly filter: ProfileFilter;
  readonly by: DiffOrder;
  readonly limit: number;
}

export const mostSeriesProfiles = 60;

export interface ProfileSeriesAnswer {
  readonly sampleType: SampleType;
  /** Seconds after the first profile; their number where times are unknown, then `timed` is false. */
  readonly seconds: Float64Array;
  readonly timed: boolean;
  /** Sums of the profiles. */
  readonly sums: Float64Array;
  readonly functions: number;
  readonly rows: number;
  readonly names: readonly string[];
  /** Of row r at profile p: `values[r * profiles + p]`. */
  readonly values: Float64Array;
  /** Last less first value, and the slope of a straight line through all (least squares), per second. Largest growth first. */
  readonly growth: Float64Array;
  readonly slope: Float64Array;
}

export interface FlameMethods {
  /** Sends nothing that could not be seen; asked again with every zoom. */
  'profiles.flame': { request: FlameRequest; answer: FlameAnswer };
  'profiles.search': { request: FlameSearchRequest; answer: FlameSearchAnswer };
  'profiles.function': { request: FunctionSumsRequest; answer: FunctionAnswer };
  'profiles.sandwich': { request: SandwichRequest; answer: SandwichAnswer };
  'profiles.diff': { request: ProfileDiffRequest; answer: ProfileDiffAnswer };
  'profiles.series': { request: ProfileSeriesRequest; answer: ProfileSeriesAnswer };
}
