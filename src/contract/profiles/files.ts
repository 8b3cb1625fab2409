// Files made of a view of a profile. They are made like exports: `export.piece`, `export.state` and `export.cancel` follow
// what `profiles.export` starts. The file as it was received is `profiles.file`.
import type { ExportStarted } from '../exports.ts';
import type { FramePath } from './frame-path.ts';
import type { ProfileDiffWidth } from './flame.ts';
import type { ProfileView } from './view.ts';

/** `svg` zooms and searches by itself; `svg-static` is a picture. */
export const profileFileFormats = ['svg', 'svg-static', 'folded', 'speedscope', 'pprof', 'csv'] as const;

export type ProfileFileFormat = (typeof profileFileFormats)[number];

export interface ProfileFileOrder {
  readonly format: ProfileFileFormat;
  /**
   * Pictures show it as a window does. Folded stacks and speedscope JSON hold whole stacks, whatever is inverted; the first
   * have both numbers of a comparison, the second all sample types, without the base.
   * `pprof` (gzipped) holds the samples that the filter takes with all their types, less the base; `csv` the table of functions.
   */
  readonly view: ProfileView;
  /** Of pictures: the frame that fills the width; '' is everything. */
  readonly zoom: FramePath;
  readonly width: ProfileDiffWidth;
  /** What the file is called, without its ending; '' for the number of the profile. */
  readonly name: string;
  /** Of pictures: where the outermost frame is. */
  readonly root: 'top' | 'bottom';
}

export interface ProfileFileMethods {
  'profiles.export': { request: ProfileFileOrder; answer: ExportStarted };
}
