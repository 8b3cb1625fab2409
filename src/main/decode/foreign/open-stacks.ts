// Stacks of what has begun and not ended, by key, together no deeper than a limit.

export class OpenStacks<T> {
  readonly #stacks: Map<string, T[]> = new Map();
  readonly #most: number;
  #open = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** false: there are too many. */
  push(key: string, item: T): boolean {
    if (this.#open >= this.#most) return false;
    const stack = this.#stacks.get(key);
    if (stack === undefined) this.#stacks.set(key, [item]);
    else stack.push(item);
    this.#open += 1;
    return true;
  }

  /** The newest that fits, or the newest of all. */
  pop(key: string, fits: (item: T) => boolean = () => true): T | undefined {
    const stack = this.#stacks.get(key);
    if (stack === undefined) return undefined;
    const found = stack.findLastIndex(fits);
    const [item] = stack.splice(found < 0 ? stack.length - 1 : found, 1);
    this.#open -= 1;
    if (stack.length === 0) this.#stacks.delete(key);
    return item;
  }

  top(key: string): T | undefined {
    return this.#stacks.get(key)?.at(-1);
  }

  /** Everything that is open. */
  *all(): Generator<T> {
    for (const stack of this.#stacks.values()) yield* stack;
  }
}
