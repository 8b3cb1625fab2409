// What an expression stands for when it is simple: a few texts, or texts with a known beginning.
import { anyCharacter, type RegexNode } from './regex-tree.ts';

/** Most texts that are worth listing. */
const mostTexts = 256;

/** All texts that match, when these are few and can be listed. */
export function exactTexts(node: RegexNode): readonly string[] | undefined {
  switch (node.kind) {
    case 'empty':
      return [''];
    case 'character':
      return node.literal === undefined ? undefined : [String.fromCodePoint(node.literal)];
    case 'capture':
      return exactTexts(node.inner);
    case 'sequence': {
      let texts: readonly string[] = [''];
      for (const part of node.parts) {
        const more = exactTexts(part);
        if (more === undefined || texts.length * more.length > mostTexts) return undefined;
        texts = texts.flatMap((text) => more.map((end) => text + end));
      }
      return texts;
    }
    case 'choice': {
      const texts: string[] = [];
      for (const option of node.options) {
        const more = exactTexts(option);
        if (more === undefined || texts.length + more.length > mostTexts) return undefined;
        texts.push(...more);
      }
      return [...new Set(texts)];
    }
    case 'repeat': {
      const inner = node.least === 0 && node.most === 1 ? exactTexts(node.inner) : undefined;
      return inner === undefined ? undefined : [...new Set(['', ...inner])];
    }
    case 'assertion':
      return undefined;
  }
}

/** `literal` stands between what may be anything: `.*literal.*`, `literal.+` and the like. */
export interface Affixes {
  readonly prefix: string;
  readonly suffix: string;
  /** Fewest characters in the free middle; undefined: there is no free middle, and prefix and suffix are all. */
  readonly least: 0 | 1;
}

/** The parts of `prefix.*suffix` or `prefix.+suffix`, or undefined for every other form. */
export function affixes(node: RegexNode): Affixes | undefined {
  const parts = node.kind === 'sequence' ? node.parts : [node];
  const free = parts.findIndex((part) => part.kind === 'repeat');
  const middle = parts[free];
  if (middle?.kind !== 'repeat' || middle.most !== Infinity || middle.least > 1) return undefined;
  if (middle.inner.kind !== 'character' || middle.inner.test !== anyCharacter) return undefined;
  const prefix = literalText(parts.slice(0, free));
  const suffix = literalText(parts.slice(free + 1));
  if (prefix === undefined || suffix === undefined) return undefined;
  return { prefix, suffix, least: middle.least as 0 | 1 };
}

/** What every match begins with; '' when nothing is known. */
export function literalPrefix(node: RegexNode): string {
  if (node.kind === 'capture') return literalPrefix(node.inner);
  const parts = node.kind === 'sequence' ? node.parts : [node];
  let prefix = '';
  for (const part of parts) {
    if (part.kind !== 'character' || part.literal === undefined) break;
    prefix += String.fromCodePoint(part.literal);
  }
  return prefix;
}

function literalText(parts: readonly RegexNode[]): string | undefined {
  let text = '';
  for (const part of parts) {
    if (part.kind !== 'character' || part.literal === undefined) return undefined;
    text += String.fromCodePoint(part.literal);
  }
  return text;
}
