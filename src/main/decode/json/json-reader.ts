// A cursor over JSON bytes that makes no objects: steps through objects and arrays, texts as slices. Malformed JSON
// throws DecodeFault; a value of the wrong type rejects the current item and is skipped.
import { limits } from '../limits.ts';
import { DecodeFault } from '../result.ts';
import { Arena } from './arena.ts';
import { skipValue } from './skip.ts';
import { unescape } from './unescape.ts';

export class JsonReader {
  readonly arena = new Arena();
  pos = 0;
  end = 0;
  /** The text read last, as a slice of the arena. */
  textAt = 0;
  textLength = 0;
  /** true when the text read last had escapes and was therefore appended to the arena. */
  appended = false;
  /** The 64-bit value read last, as two words. */
  low = 0;
  high = 0;
  /** Why the current item cannot be kept; the first reason wins. */
  rejected: string | undefined = undefined;
  rejectedAt = 0;

  reset(request: Uint8Array): void {
    this.arena.reset(request);
    this.end = request.length;
    this.pos = request[0] === 0xef && request[1] === 0xbb && request[2] === 0xbf ? 3 : 0;
    this.rejected = undefined;
  }

  reject(reason: string, offset: number): void {
    if (this.rejected !== undefined) return;
    this.rejected = reason;
    this.rejectedAt = offset;
  }

  fault(wanted: string): never {
    if (this.pos >= this.end) throw new DecodeFault(`the JSON ends where ${wanted} should come`, this.end);
    throw new DecodeFault(`not JSON: ${wanted} should come here`, this.pos);
  }

  /** The next byte that is not white space, not consumed; 0 at the end. */
  peek(): number {
    const { bytes } = this.arena;
    let { pos } = this;
    while (pos < this.end) {
      const byte = bytes[pos] as number;
      if (byte > 0x20) {
        this.pos = pos;
        return byte;
      }
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) break;
      pos++;
    }
    this.pos = pos;
    return 0;
  }

  /** Steps into an object and onto its first key, held as the text. false: it is empty, null, or no object. */
  firstKey(): boolean {
    if (!this.enters(0x7b, 'an object')) return false;
    if (this.peek() === 0x7d) {
      this.pos++;
      return false;
    }
    this.key();
    return true;
  }

  /** Steps onto the next key after its predecessor's value was consumed. */
  nextKey(): boolean {
    const byte = this.peek();
    if (byte === 0x2c) {
      this.pos++;
      this.key();
      return true;
    }
    if (byte !== 0x7d) this.fault('a comma or a closing brace');
    this.pos++;
    return false;
  }

  /** Steps into an array. false: it is empty, null, or no array. */
  firstItem(): boolean {
    if (!this.enters(0x5b, 'an array')) return false;
    if (this.peek() !== 0x5d) return true;
    this.pos++;
    return false;
  }

  nextItem(): boolean {
    const byte = this.peek();
    if (byte === 0x2c) {
      this.pos++;
      return true;
    }
    if (byte !== 0x5d) this.fault('a comma or a closing bracket');
    this.pos++;
    return false;
  }

  /** Reads a text. false: it is null or no text. Too long ones reject the item. */
  text(): boolean {
    if (this.peek() !== 0x22) {
      if (!this.isNull()) this.mistyped('a string');
      return false;
    }
    this.quoted();
    if (this.textLength > limits.valueBytes)
      this.reject(`a text of ${this.textLength} bytes; the limit is ${limits.valueBytes}`, this.textAt);
    return true;
  }

  /** Consumes `null` when it is next. */
  isNull(): boolean {
    if (this.peek() !== 0x6e) return false;
    this.word('null');
    return true;
  }

  /** Consumes the literal that begins here. */
  word(literal: string): void {
    const { bytes } = this.arena;
    for (let i = 0; i < literal.length; i++) {
      if (this.pos + i >= this.end || bytes[this.pos + i] !== literal.charCodeAt(i)) this.fault('a value');
    }
    this.pos += literal.length;
  }

  /** Skips whatever value comes next. */
  skip(): void {
    this.peek();
    this.pos = skipValue(this.arena.bytes, this.pos, this.end);
  }

  /** Rejects the item because something else than `wanted` is here, and skips it. */
  mistyped(wanted: string): void {
    const at = this.pos;
    this.skip();
    this.reject(`not ${wanted}`, at);
  }

  /** Nothing but white space may be left. */
  finish(): void {
    this.peek();
    if (this.pos < this.end) throw new DecodeFault('more bytes after the end of the JSON value', this.pos);
  }

  private enters(bracket: number, wanted: string): boolean {
    if (this.peek() === bracket) {
      this.pos++;
      return true;
    }
    if (!this.isNull()) this.mistyped(wanted);
    return false;
  }

  private key(): void {
    if (this.peek() !== 0x22) this.fault('a key');
    this.quoted();
    if (this.peek() !== 0x3a) this.fault('a colon');
    this.pos++;
  }

  private quoted(): void {
    const { bytes } = this.arena;
    const start = this.pos + 1;
    for (let at = start; at < this.end; at++) {
      const byte = bytes[at] as number;
      if (byte === 0x22) {
        this.textAt = start;
        this.textLength = at - start;
        this.appended = false;
        this.pos = at + 1;
        return;
      }
      if (byte === 0x5c) {
        this.textAt = this.arena.used;
        this.pos = unescape(this.arena, start, at, this.end);
        this.textLength = this.arena.used - this.textAt;
        this.appended = true;
        return;
      }
      if (byte < 0x20) throw new DecodeFault('not JSON: a control character in a string', at);
    }
    throw new DecodeFault('the JSON ends inside a string', start - 1);
  }
}
