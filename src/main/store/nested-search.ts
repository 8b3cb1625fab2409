// "Does the text form of a nested value contain the needle?" for many values, most of them without making any.
import { textForm } from '../../contract/text-form.ts';
import type { AttributeValue } from '../../contract/values.ts';
import { NestedText } from './nested-text.ts';

export class NestedSearch {
  readonly #nested: NestedText = new NestedText(true);
  readonly needle: string;
  /** A lone surrogate has no bytes of its own. */
  readonly #hasBytes: boolean;

  /** `needle`: in lower case. */
  constructor(needle: string) {
    this.needle = needle;
    this.#hasBytes = needle.isWellFormed();
  }

  /** The bytes are those of an ArrayValue or KeyValueList; `valueOf` makes the value where they are not plain. */
  isIn(bytes: Uint8Array, isMap: boolean, valueOf: () => AttributeValue): boolean {
    const nested = this.#nested;
    if (!this.#hasBytes || !nested.write(bytes, isMap)) return textForm(valueOf()).toLowerCase().includes(this.needle);
    return Buffer.from(nested.bytes.buffer, nested.bytes.byteOffset, nested.length).includes(this.needle);
  }
}
