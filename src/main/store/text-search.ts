// "May a text of this block contain the needle?" for BlockSummary.mayContain: asks the block's text filter first, then
// looks through its texts, and says yes where a value has a text form that is not stored as text (numbers, nested values).
import { couldBeInScalar, textForm } from '../../contract/text-form.ts';
import type { Attribute } from '../../contract/values.ts';
import type { StoredSummary } from './block-summary.ts';
import { filterOfGroups } from './grouped-filter.ts';
import { longPiecesOf } from './long-text-filter.ts';
import type { RunDirectory } from './run-directory.ts';
import { groupsOfSeverities, SEVERITY_GROUPS } from './severity-groups.ts';
import type { BlockStrings } from './string-table.ts';
import { filterMayContain, piecesOf } from './text-filter.ts';

/** Reads what it needs of a sealed block. */
export interface BlockTextSource {
  /** `undefined` where the block has none. */
  filter(block: number): Uint8Array | undefined;
  /** Of longer pieces; only log blocks have it. */
  longFilter(block: number): Uint8Array | undefined;
  /** Which pieces occur in records of which severities; only log blocks have it. */
  groupBits(block: number): Uint8Array | undefined;
  texts(block: number): { readonly strings: BlockStrings; readonly blobs: boolean };
}

/** A text that is looked for, with what follows from it. */
interface Needle {
  readonly text: string;
  readonly pieces: Uint32Array;
  readonly longPieces: Uint32Array;
  /** May a number or bool have a text form with the text in it? */
  readonly scalar: boolean;
  /** Resources (positive numbers) and scopes (negative): do they contain it? */
  readonly origins: Map<number, boolean>;
}

/** A search looks for a few at a time, block by block. */
const NEEDLES = 32;

export class TextSearch {
  readonly #directory: RunDirectory;
  readonly #source: BlockTextSource;
  /** Texts of resources (positive numbers) and scopes (negative), lower case, one per line. */
  readonly #origins: Map<number, string> = new Map();
  readonly #needles: Map<string, Needle> = new Map();

  constructor(directory: RunDirectory, source: BlockTextSource) {
    this.#directory = directory;
    this.#source = source;
  }

  /** `severities`: as bits, those of the log records that are asked for; all without. */
  mayContain(summary: StoredSummary, text: string, severities?: number): boolean {
    const needle = this.#needle(text.toLowerCase());
    if (this.#anyOriginHas(summary, needle)) return true;
    if (summary.signal !== 'logs') return this.#blockMay(summary.block, needle);
    return (
      this.#filtersMay(summary.block, needle) &&
      (severities === undefined || this.#groupsMay(summary.block, needle, groupsOfSeverities(severities)))
    );
  }

  /** As a whole text; goes by the filters alone. */
  mayHave(summary: StoredSummary, text: string): boolean {
    const needle = this.#needle(text.toLowerCase());
    return this.#anyOriginHas(summary, needle) || this.#filtersMay(summary.block, needle);
  }

  #anyOriginHas({ resources, scopes }: StoredSummary, needle: Needle): boolean {
    return (
      resources.some((number) => this.#originHas(number, needle)) ||
      scopes.some((number) => this.#originHas(-number, needle))
    );
  }

  #blockMay(block: number, needle: Needle): boolean {
    const filter = needle.pieces.length > 0 ? this.#source.filter(block) : undefined;
    if (filter !== undefined && !filterMayContain(filter, needle.pieces)) return false;
    const { strings, blobs } = this.#source.texts(block);
    return needle.scalar || blobs || strings.containing(needle.text) !== undefined;
  }

  /** Goes by the filters alone: who asks opens the block next, and reads its texts there. */
  #filtersMay(block: number, needle: Needle): boolean {
    if (needle.pieces.length === 0) return true;
    const filter = this.#source.filter(block);
    if (filter !== undefined && !filterMayContain(filter, needle.pieces)) return false;
    if (needle.longPieces.length === 0) return true;
    const long = this.#source.longFilter(block);
    return long === undefined || filterMayContain(long, needle.longPieces);
  }

  #groupsMay(block: number, needle: Needle, groups: number): boolean {
    if (needle.pieces.length === 0 || groups === (1 << SEVERITY_GROUPS) - 1) return true;
    const filter = this.#source.filter(block);
    const bits = filter === undefined ? undefined : this.#source.groupBits(block);
    if (filter === undefined || bits === undefined) return true;
    return filterMayContain(filterOfGroups(filter, bits, SEVERITY_GROUPS, groups), needle.pieces);
  }

  #needle(text: string): Needle {
    const known = this.#needles.get(text);
    if (known !== undefined) return known;
    const needle = {
      text,
      pieces: piecesOf(text),
      longPieces: longPiecesOf(text),
      scalar: couldBeInScalar(text),
      origins: new Map<number, boolean>(),
    };
    const oldest = this.#needles.keys().next();
    if (this.#needles.size >= NEEDLES && oldest.done === false) this.#needles.delete(oldest.value);
    this.#needles.set(text, needle);
    return needle;
  }

  #originHas(number: number, needle: Needle): boolean {
    const known = needle.origins.get(number);
    if (known !== undefined) return known;
    const has = (number > 0 ? this.#resource(number) : this.#scope(-number)).includes(needle.text);
    needle.origins.set(number, has);
    return has;
  }

  #resource(number: number): string {
    return this.#remember(number, () => {
      const { service, sender, attributes } = this.#directory.resource(number);
      return textsOf([service, sender], attributes);
    });
  }

  #scope(number: number): string {
    return this.#remember(-number, () => {
      const { name, version, attributes } = this.#directory.scope(number);
      return textsOf([name, version], attributes);
    });
  }

  #remember(key: number, texts: () => string): string {
    const known = this.#origins.get(key);
    if (known !== undefined) return known;
    if (this.#origins.size >= 4096) this.#origins.clear();
    const text = texts();
    this.#origins.set(key, text);
    return text;
  }
}

function textsOf(names: readonly string[], attributes: readonly Attribute[]): string {
  return [...names, ...attributes.flatMap(({ key, value }) => [key, textForm(value)])].join('\n').toLowerCase();
}
