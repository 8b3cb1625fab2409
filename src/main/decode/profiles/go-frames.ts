// Frames of Go's text dumps, each different one once.
import type { ProfileBuilder } from './profile-builder.ts';
import { FrameFlag } from '../../../contract/profiles/profile.ts';

export interface GoFrame {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** 0 where the dump has none. */
  readonly address: bigint;
  readonly inlined: boolean;
}

export class GoFrames {
  readonly #builder: ProfileBuilder;
  readonly #numbers = new Map<string, number>();

  constructor(builder: ProfileBuilder) {
    this.#builder = builder;
  }

  number({ name, file, line, address, inlined }: GoFrame): number {
    const key = `${name}\0${file}\0${line}\0${address}\0${inlined}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const builder = this.#builder;
    const made = builder.addFrame({
      function: name === '' ? -1 : builder.functionOf(name, file),
      line,
      address,
      flags: inlined ? FrameFlag.inlined : 0,
      kind: builder.texts.number('go'),
    });
    this.#numbers.set(key, made);
    return made;
  }

  /** The stack's node of the trie. @param frames innermost first */
  stack(frames: readonly GoFrame[]): number {
    let node = -1;
    for (const frame of frames.toReversed()) node = this.#builder.stacks.child(node, this.number(frame));
    return node;
  }
}

/** `/path/file.go:12` with whatever follows a blank; file and line 0 where it is something else. */
export function parseGoPlace(text: string): { readonly file: string; readonly line: number } {
  const [, file = '', line = '0'] = /^(.+?):(\d+)(?:\s.*)?$/.exec(text.trim()) ?? [];
  return { file, line: Math.min(Number(line), 0x7fffffff) };
}
