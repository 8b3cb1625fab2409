// Texts as numbers, so that items of a timeline hold no strings: 0 is the empty text.
import type { StringTable } from '../../store/span-block.ts';

export class TextNumbers {
  readonly texts: string[] = [''];
  readonly #numbers = new Map<string, number>([['', 0]]);

  of(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.texts.push(text) - 1;
      this.#numbers.set(text, number);
    }
    return number;
  }

  /** A number of its own for a text that may be there already: faster, where most are distinct. */
  add(text: string): number {
    return text === '' ? 0 : this.texts.push(text) - 1;
  }

  text(number: number): string {
    return this.texts[number] ?? '';
  }
}

/** The numbers of a block's texts, each asked for once. */
export function blockTexts(strings: StringTable, numberOf: (text: string) => number): (ref: number) => number {
  // One more than the number; 0 where it was not looked up yet.
  const known = new Uint32Array(strings.count);
  return (ref) => {
    const number = known[ref] as number;
    if (number > 0) return number - 1;
    const found = numberOf(strings.text(ref));
    known[ref] = found + 1;
    return found;
  };
}
