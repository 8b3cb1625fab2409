// How the texts of a picture travel: tens of thousands of names as one text, files and packages once each. To read so many
// texts one by one would hold up a window's thread.
import type { FlamePicture } from './flame.ts';

/** Columns of texts, by name. */
const columns = ['names', 'files', 'packages', 'kinds'] as const;

export interface SentPicture extends Omit<FlamePicture, (typeof columns)[number]> {
  /** Parted by NUL. */
  readonly texts: string;
  /** Per name four numbers of texts: name, file, package, kind. */
  readonly textOf: Int32Array;
}

export function packPicture(picture: FlamePicture): SentPicture {
  const { names, files, packages, kinds, ...rest } = picture;
  const numbers = new Map<string, number>();
  const textOf = new Int32Array(names.length * columns.length);
  for (const [column, texts] of [names, files, packages, kinds].entries()) {
    for (const [at, text] of texts.entries()) {
      let number = numbers.get(text);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(text, number);
      }
      textOf[at * columns.length + column] = number;
    }
  }
  const texts = Array.from(numbers.keys(), (text) => (text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text));
  return { ...rest, texts: texts.join('\0'), textOf };
}

export function unpackPicture<Sent extends SentPicture>(sent: Sent): Sent & FlamePicture {
  const texts = sent.texts.split('\0');
  const many = sent.textOf.length / columns.length;
  const unpacked = { names: [] as string[], files: [] as string[], packages: [] as string[], kinds: [] as string[] };
  for (const [column, name] of columns.entries()) {
    const to = unpacked[name];
    for (let at = 0; at < many; at++) to.push(texts[sent.textOf[at * columns.length + column] as number] ?? '');
  }
  return { ...sent, ...unpacked };
}
