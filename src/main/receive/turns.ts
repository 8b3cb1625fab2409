// Lets so much work of one kind go on at once; the rest waits in line, first come first served.

export interface Turns {
  take<Result>(work: () => Promise<Result>): Promise<Result>;
}

export function createTurns(most: number): Turns {
  let going = 0;
  const line: (() => void)[] = [];
  return {
    async take(work) {
      // Who is called from the line takes the place of the one who left.
      if (going >= most) await new Promise<void>((resolve) => line.push(resolve));
      else going += 1;
      try {
        return await work();
      } finally {
        const next = line.shift();
        if (next === undefined) going -= 1;
        else next();
      }
    },
  };
}
