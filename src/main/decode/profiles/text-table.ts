// The texts of a profile, each once; number 0 is the empty text.
import { profileLimits } from './profile-limits.ts';
import { DecodeFault } from '../result.ts';

export class TextTable {
  readonly all: string[] = [''];
  readonly #numbers = new Map<string, number>([['', 0]]);

  number(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const made = this.all.length;
    if (made >= profileLimits.texts) throw new DecodeFault(`more than ${profileLimits.texts} texts`, -1);
    this.all.push(text);
    this.#numbers.set(text, made);
    return made;
  }
}
