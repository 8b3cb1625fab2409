// Paths of folded stacks to stacks. Files are sorted, or written from a tree: what a path has in common with the one before
// is not looked at again.
import type { ProfileBuilder } from './profile-builder.ts';

export class FoldedPaths {
  readonly #builder: ProfileBuilder;
  readonly #frames = new Map<string, number>();
  #last = '';
  /** Of the last path: where each frame ends, and its node. */
  #ends: number[] = [];
  #nodes: number[] = [];

  constructor(builder: ProfileBuilder) {
    this.#builder = builder;
  }

  /** The trie's node of `outermost;...;innermost`. */
  stack(path: string): number {
    const shared = this.#sharedFrames(path);
    this.#ends.length = shared;
    this.#nodes.length = shared;
    let node = this.#nodes[shared - 1] ?? -1;
    let start = shared === 0 ? 0 : (this.#ends[shared - 1] as number) + 1;
    while (start <= path.length) {
      const end = frameEnd(path, start);
      node = this.#builder.stacks.child(node, this.#frame(path.slice(start, end)));
      this.#ends.push(end);
      this.#nodes.push(node);
      start = end + 1;
    }
    this.#last = path;
    return node;
  }

  /** How many frames both paths begin with. */
  #sharedFrames(path: string): number {
    const last = this.#last;
    const most = Math.min(path.length, last.length);
    let same = 0;
    while (same < most && path.charCodeAt(same) === last.charCodeAt(same)) same++;
    let shared = 0;
    for (const end of this.#ends) {
      const after = path.charCodeAt(end);
      // A blank behind the semicolon may belong to the name before it.
      if (end > same || (end < path.length && (after !== semicolon || path.charCodeAt(end + 1) === blank))) break;
      shared++;
    }
    return shared;
  }

  #frame(name: string): number {
    const known = this.#frames.get(name);
    if (known !== undefined) return known;
    const made = this.#builder.addFrame({ function: this.#builder.functionOf(name) });
    this.#frames.set(name, made);
    return made;
  }
}

const semicolon = 0x3b;
const blank = 0x20;

/** Rust's array types (`<[u8; 8] as Debug>::fmt`) have a semicolon and a blank inside of a name. */
function frameEnd(path: string, start: number): number {
  for (let from = start; ;) {
    const end = path.indexOf(';', from);
    if (end < 0) return path.length;
    if (path.charCodeAt(end + 1) !== blank || !isOpen(path, start, end)) return end;
    from = end + 1;
  }
}

/** Does the text end inside of square brackets? */
function isOpen(text: string, start: number, end: number): boolean {
  let open = 0;
  for (let at = start; at < end; at++) {
    const one = text.charCodeAt(at);
    open += one === 0x5b ? 1 : one === 0x5d ? -1 : 0;
  }
  return open > 0;
}
