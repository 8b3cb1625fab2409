// What only DHAT has (file version 2, Valgrind's dh_main.c and the dhat crate): program points in columns. The same points
// are also the samples of a Profile, in the same order, so that flame graphs and tables work on them too.

/** What a file says about its run. */
export interface DhatFacts {
  readonly mode: string;
  /** Word before " at {": Allocated, Copied, Occurred. */
  readonly verb: string;
  /** Lifetimes are recorded: lifetime, maximum, atPeak, atEnd. */
  readonly hasLifetimes: boolean;
  /** Accesses are recorded: reads, writes, accesses. */
  readonly hasAccesses: boolean;
  readonly units: DhatUnits;
  /** Blocks that live no longer are "short-lived"; in units of time. */
  readonly shortLived: number | undefined;
  readonly command: string;
  readonly processId: number;
  readonly timeAtEnd: number;
  /** Time of the global maximum. */
  readonly timeAtPeak: number | undefined;
  /** Valgrind updates a point's maximum only when the whole heap reaches one, so the true maximum may be greater. */
  readonly maximumIsLowerBound: boolean;
}

export interface DhatPoints extends DhatFacts {
  readonly count: number;
  readonly totalBytes: Float64Array;
  readonly totalBlocks: Float64Array;
  /** What follows is NaN where the file does not record it. */
  readonly lifetimes: Float64Array;
  /** As the file has it, see `maximumIsLowerBound`; NaN where points with the same stack were merged. */
  readonly maximumBytes: Float64Array;
  readonly maximumBlocks: Float64Array;
  readonly peakBytes: Float64Array;
  readonly peakBlocks: Float64Array;
  readonly endBytes: Float64Array;
  readonly endBlocks: Float64Array;
  readonly readBytes: Float64Array;
  readonly writeBytes: Float64Array;
  /**
   * Accesses per byte of point n, run-length coded as in the file: [accessStarts[n], accessStarts[n + 1]) of `accesses`,
   * where -N says that the next count repeats N times, and `saturatedAccess` is one that was not counted on.
   */
  readonly accessStarts: Int32Array;
  readonly accesses: Int32Array;
  /** Bytes that have counts; 0 where there are none. */
  readonly accessLengths: Int32Array;
  /** Frame texts of the file, innermost first: [frameStarts[n], frameStarts[n + 1]) of `frames`, numbers of `frameTable`. */
  readonly frameStarts: Int32Array;
  readonly frames: Int32Array;
  readonly frameTable: readonly string[];
}

export const saturatedAccess = 0x7fffffff;

/** As the file has them or DHAT's defaults. */
export interface DhatUnits {
  /** After a slash: `byte`, or the plural of a unit of the file's own, as DHAT's viewer writes it. */
  readonly perByte: string;
  readonly bytes: string;
  readonly blocks: string;
  /** One unit of time and its million: instrs and Minstr, µs and s. */
  readonly time: string;
  readonly millionTime: string;
}
