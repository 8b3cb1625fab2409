// Frames by the location they belong to: the outermost frame of a location comes first, those that were inlined into it
// follow directly.
import { FrameFlag, type ProfileFrames } from './profile.ts';

export interface FrameLocations {
  readonly count: number;
  /** Of each frame. */
  readonly of: Int32Array;
  /** The frames of location n are [starts[n], starts[n + 1]), outermost first. */
  readonly starts: Int32Array;
}

export function frameLocations(frames: ProfileFrames): FrameLocations {
  const of = new Int32Array(frames.count);
  const starts: number[] = [];
  for (let frame = 0; frame < frames.count; frame++) {
    const inlined = ((frames.flags[frame] as number) & FrameFlag.inlined) !== 0;
    if (!inlined || frame === 0) starts.push(frame);
    of[frame] = starts.length - 1;
  }
  const count = starts.length;
  starts.push(frames.count);
  return { count, of, starts: Int32Array.from(starts) };
}
