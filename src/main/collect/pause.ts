/** Resolves after the time, or at once when the signal says to stop; leaves no listener behind, however often it is called. */
export function pause(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, millis);
    if (signal.aborted) done();
    else signal.addEventListener('abort', done);
  });
}
