// Regular expressions of a search, tried on many texts at a time. JavaScript's may take exponential time, and nothing
// inside of it looks at `alive`: so they run in slices that are cut off, and one that makes no way is given up with words.
import { ContractError } from '../../../contract/errors.ts';
import { regExpOf } from '../../../contract/search/parse.ts';
import type { At, SearchProblem } from '../../../contract/search/search.ts';
import type { Alive } from '../../store/reader-face.ts';
import type { Interruptible } from './interruptible.ts';

/** Milliseconds of a slice, and of the second chance for one text. Cancelling has to take effect within 50. */
const slice = 15;
const secondChance = 40;

export class PatternSearch {
  readonly #expression: RegExp;
  readonly #at: At;
  readonly #interruptible: Interruptible;

  /** `at`: where the search has the pattern, for the error. */
  constructor(pattern: string, at: At, interruptible: Interruptible) {
    this.#expression = regExpOf(pattern);
    this.#at = at;
    this.#interruptible = interruptible;
  }

  /** One byte per text: 1 where the expression is found. Throws ContractError `bad-request` where it takes too long. */
  foundIn(texts: readonly string[], alive: Alive): Uint8Array {
    const found = new Uint8Array(texts.length);
    let done = 0;
    const work = (): void => {
      for (; done < texts.length; done++) if (this.#expression.test(texts[done] as string)) found[done] = 1;
    };
    while (done < texts.length) {
      alive();
      const before = done;
      if (this.#interruptible(work, slice)) break;
      alive();
      if (done === before && !this.#interruptible(() => this.#one(texts, done, found), secondChance))
        throw this.#slow();
      if (done === before) done++;
    }
    return found;
  }

  #one(texts: readonly string[], index: number, found: Uint8Array): void {
    if (this.#expression.test(texts[index] as string)) found[index] = 1;
  }

  #slow(): ContractError {
    const problem: SearchProblem = {
      ...this.#at,
      message: 'This expression takes too long on some of the texts; repetitions inside repetitions often do.',
    };
    return new ContractError('bad-request', problem.message, problem);
  }
}
