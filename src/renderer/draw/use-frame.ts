// The window's one frame scheduler, as React components reach it. A test may provide its own.
import { createContext, useContext } from 'react';
import { createFrame, type Frame } from './frame.ts';

export const FrameContext = createContext<Frame>(
  createFrame({
    requestAnimationFrame: (callback) => requestAnimationFrame(callback),
    cancelAnimationFrame: (handle) => cancelAnimationFrame(handle),
  }),
);

export function useFrame(): Frame {
  return useContext(FrameContext);
}
