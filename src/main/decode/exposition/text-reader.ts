// Reads pages of the text format and of OpenMetrics. What a line begins with is read once and known from then on
// (line-memory.ts); of a line that is known only the numbers are read. As lenient as Prometheus; lint/ is the strict one.
import type { NameEscaping } from '../../../contract/exposition.ts';
import type { SeriesLabels } from '../../../contract/sample-batch.ts';
import { ExpositionFault } from './exposition-fault.ts';
import { FamilyTable, typeNamed, type Family } from './family-table.ts';
import { readLabelBlock, shown } from './label-block.ts';
import { LineMemory, NO_LINE } from './line-memory.ts';
import { blockEnd, CLOSE, isBlank, LF, lineEnd, nameEnd, OPEN, skipBlanks } from './line-scan.ts';
import { isMetadata, readMetadataLine } from './metadata-line.ts';
import type { PageColumns } from './page-columns.ts';
import { noEnd, readOpenMetricsTail, readTextTail, type SampleTail } from './sample-tail.ts';
import type { SeriesTable } from './series-table.ts';
import { utf8Text } from './utf8-text.ts';

/** What a known line is. Metadata: the family and its word. Samples: series and group; `created`: the group alone. */
type Line =
  | { readonly kind: 'help' | 'type' | 'unit'; readonly family: Family; readonly text: string }
  | { readonly kind: 'sample'; readonly series: number; readonly group: number; readonly exemplars: boolean }
  | { readonly kind: 'created'; readonly group: number };

/** More lines than this beside four times those of a page: a target whose series keep changing is forgotten. */
const spareLines = 20_000;

export class TextReader {
  readonly #openMetrics: boolean;
  readonly #table: SeriesTable;
  readonly #page: PageColumns;
  readonly #families = new FamilyTable();
  readonly #memory = new LineMemory();
  readonly #lines: Line[] = [];
  /** Points of one family that share their labels but for bound and quantile, and with these their start. */
  readonly #groups: Map<string, number> = new Map();
  #createdAt: number[] = [];
  /** Groups of the page's samples. */
  #rowGroups: number[] = [];
  #pageNumber = 0;
  #pageLines = 0;
  #retyped = false;
  readonly #tail: SampleTail = { value: 0, time: 0, exemplar: undefined, next: 0 };

  constructor(openMetrics: boolean, table: SeriesTable, page: PageColumns) {
    this.#openMetrics = openMetrics;
    this.#table = table;
    this.#page = page;
  }

  /** Throws ExpositionFault. */
  read(bytes: Uint8Array, escaping: NameEscaping): void {
    this.#pageNumber += 1;
    if (this.#memory.count > 4 * this.#pageLines + spareLines) {
      this.forget();
      this.#families.clear();
      this.#table.clear();
    }
    this.#pass(bytes, escaping);
    if (!this.#retyped) return;
    // A type or unit came after its samples, or is another one than before: they are read anew, with what is known now.
    this.forget();
    this.#pass(bytes, escaping);
  }

  /** Lines hold numbers of the table: they go when that is cleared. */
  forget(): void {
    this.#memory.clear();
    this.#lines.length = 0;
    this.#groups.clear();
  }

  #pass(bytes: Uint8Array, escaping: NameEscaping): void {
    this.#page.clear();
    this.#memory.begin();
    this.#retyped = false;
    this.#pageLines = 0;
    this.#createdAt = [];
    this.#rowGroups = [];
    let at = 0;
    let ended = false;
    while (at < bytes.length && !ended) {
      this.#pageLines += 1;
      const next = this.#knownLine(bytes, at);
      if (next >= 0) at = next;
      else if (this.#openMetrics && isEnd(bytes, at)) {
        ended = true;
        at = lineEnd(bytes, at) + 1;
      } else at = this.#newLine(bytes, at, escaping);
    }
    if (this.#openMetrics && !ended) throw new ExpositionFault(noEnd, bytes.length);
    if (ended && at < bytes.length) throw new ExpositionFault('there is something behind # EOF', at);
    if (this.#createdAt.length > 0) this.#placeStarts();
  }

  /** Behind the line, or -1 where it is not the one that is expected. */
  #knownLine(bytes: Uint8Array, at: number): number {
    const length = this.#memory.expected(bytes, at);
    if (length < 0) return -1;
    const number = this.#memory.expectedLine();
    const line = this.#lines[number] as Line;
    const stop = at + length;
    if (line.kind === 'sample' || line.kind === 'created') {
      // `a` is the beginning of `ab` and of `a {b="c"}` too.
      if (bytes[stop - 1] !== CLOSE && (!isBlank(bytes[stop]) || bytes[skipBlanks(bytes, stop)] === OPEN)) return -1;
      this.#memory.follow(number);
      return this.#sample(bytes, stop, line);
    }
    if (stop < bytes.length && bytes[stop] !== LF) return -1;
    this.#memory.follow(number);
    this.#metadata(line);
    return stop + 1;
  }

  #newLine(bytes: Uint8Array, from: number, escaping: NameEscaping): number {
    const at = this.#openMetrics ? from : skipBlanks(bytes, from);
    if (bytes[at] === LF || at >= bytes.length) {
      if (this.#openMetrics) throw new ExpositionFault('an empty line', at);
      return at + 1;
    }
    if (isMetadata(bytes[at])) return this.#newMetadata(bytes, at);
    const end = this.#openMetrics ? lineEnd(bytes, at) : bytes.length;
    const nameStop = nameEnd(bytes, at, true);
    const open = this.#openMetrics ? nameStop : skipBlanks(bytes, nameStop);
    if (nameStop === at && bytes[at] !== OPEN)
      throw new ExpositionFault(`expected the name of a metric, got ${shown(bytes, at, lineEnd(bytes, at))}`, at);
    const stop = bytes[open] === OPEN ? blockEnd(bytes, open, end) : nameStop;
    let number = this.#memory.find(bytes, at, stop - at);
    if (number === NO_LINE) {
      const line = this.#newSample(bytes, at, nameStop, bytes[open] === OPEN ? open : -1, stop, escaping);
      number = this.#memory.add(bytes, at, stop - at);
      this.#lines[number] = line;
    }
    this.#memory.follow(number);
    return this.#sample(bytes, stop, this.#lines[number] as Extract<Line, { kind: 'sample' | 'created' }>);
  }

  #newSample(
    bytes: Uint8Array,
    at: number,
    nameStop: number,
    open: number,
    stop: number,
    escaping: NameEscaping,
  ): Line {
    const block = open < 0 ? undefined : readLabelBlock(bytes, open, stop, !this.#openMetrics);
    if (nameStop > at && block?.name !== undefined)
      throw new ExpositionFault('the name of the metric is there twice', open);
    const name = nameStop > at ? utf8Text(bytes, at, nameStop) : block?.name;
    if (name === undefined || name === '') throw new ExpositionFault('a sample has no name', at);
    const labels = block?.labels ?? [];
    const family = this.#families.of(name);
    const grouped = this.#openMetrics && canBeCreated(family);
    if (grouped && name === `${family.name}_created`) return { kind: 'created', group: this.#group(family, labels) };
    const group = grouped ? this.#group(family, labels) : -1;
    const series = this.#table.numberOf(name, labels, family, escaping, at);
    return { kind: 'sample', series, group, exemplars: /_(?:total|bucket)$/.test(name) };
  }

  #newMetadata(bytes: Uint8Array, at: number): number {
    const end = lineEnd(bytes, at);
    const read = readMetadataLine(bytes, at, end, this.#openMetrics);
    if (read.kind === 'comment') return end + 1;
    if (this.#openMetrics && end >= bytes.length) throw new ExpositionFault(noEnd, end);
    const { kind, name, text } = read;
    if (kind === 'type' && typeNamed(text, this.#openMetrics) === undefined)
      throw new ExpositionFault(`${JSON.stringify(text)} is no type of a metric`, at);
    if (kind === 'unit' && text !== '' && !name.endsWith(`_${text}`))
      throw new ExpositionFault(`the name ${name} does not end with its unit ${text}`, at);
    let number = this.#memory.find(bytes, at, end - at);
    if (number === NO_LINE) {
      number = this.#memory.add(bytes, at, end - at);
      this.#lines[number] = { kind, family: this.#families.get(name), text };
    }
    this.#memory.follow(number);
    this.#metadata(this.#lines[number] as Extract<Line, { kind: 'help' | 'type' | 'unit' }>);
    return end + 1;
  }

  #metadata({ kind, family, text }: Extract<Line, { kind: 'help' | 'type' | 'unit' }>): void {
    if (kind === 'help') family.help = text;
    else if (kind === 'unit') {
      if (family.unit === text) return;
      family.unit = text;
      this.#retyped ||= this.#families.concerns(family.name);
    } else {
      if (family.typedIn === this.#pageNumber) return;
      family.typedIn = this.#pageNumber;
      const type = typeNamed(text, this.#openMetrics) ?? 'unknown';
      if (family.type === type) return;
      family.type = type;
      this.#retyped ||= this.#families.concerns(family.name);
    }
  }

  #sample(bytes: Uint8Array, stop: number, line: Extract<Line, { kind: 'sample' | 'created' }>): number {
    const tail = this.#tail;
    if (this.#openMetrics) readOpenMetricsTail(bytes, stop, tail);
    else readTextTail(bytes, stop, tail);
    if (tail.exemplar !== undefined && !(line.kind === 'sample' && line.exemplars))
      throw new ExpositionFault('exemplars stand behind samples of _total and _bucket only', stop);
    if (line.kind === 'created') this.#createdAt[line.group] = tail.value * 1000;
    else {
      const row = this.#page.add(line.series, tail.value, tail.time);
      if (line.group >= 0) this.#rowGroups[row] = line.group;
      if (tail.exemplar !== undefined) this.#page.exemplars.push({ sample: row, ...tail.exemplar });
    }
    return tail.next;
  }

  #group(family: Family, labels: SeriesLabels): number {
    const own = labels.filter(([name]) => name !== 'le' && name !== 'quantile');
    const key = JSON.stringify([family.name, own.toSorted(([a], [b]) => (a < b ? -1 : 1))]);
    let group = this.#groups.get(key);
    if (group === undefined) {
      group = this.#groups.size;
      this.#groups.set(key, group);
    }
    return group;
  }

  #placeStarts(): void {
    for (let row = 0; row < this.#page.count; row++) {
      const start = this.#createdAt[this.#rowGroups[row] ?? -1];
      if (start !== undefined && Number.isFinite(start) && start > 0) this.#page.startsAt(row, start);
    }
  }
}

/** Of these OpenMetrics says since when they count, as `_created`. */
function canBeCreated({ type }: Family): boolean {
  return type === 'counter' || type === 'histogram' || type === 'summary';
}

/** `# EOF` and nothing else on the line. */
function isEnd(bytes: Uint8Array, at: number): boolean {
  const word = [0x23, 0x20, 0x45, 0x4f, 0x46];
  return word.every((byte, i) => bytes[at + i] === byte) && (at + 5 === bytes.length || bytes[at + 5] === LF);
}
