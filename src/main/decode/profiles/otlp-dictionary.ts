// The dictionary that all profiles of an OTLP message share, one table at a time: what it says of an index is put into the
// tables of a profile when a sample first needs it.
import { isObject, objectAt, textAt, type JsonObject } from './json-document.ts';
import type { Label } from './label-sets.ts';
import { hexIdAt, indexAt, itemsAt, numberOfWhole, unsignedAt } from './otlp-values.ts';
import type { ProfileBuilder } from './profile-builder.ts';
import { FrameFlag, type ProfileLink } from '../../../contract/profiles/profile.ts';

export interface OtlpAttribute {
  readonly key: string;
  /** A text for all that is no number. */
  readonly value: string | number;
  readonly unit: string;
}

export class OtlpDictionary {
  readonly #tables: JsonObject;

  constructor(dictionary: unknown) {
    this.#tables = dictionary === undefined ? {} : objectAt(dictionary, 'dictionary');
  }

  text(index: unknown, place: string): string {
    const strings = this.table('stringTable');
    const at = indexAt(index, strings.length, place);
    return textAt(strings[at], `dictionary.stringTable[${at}]`);
  }

  table(name: string): readonly unknown[] {
    return itemsAt(this.#tables[name], `dictionary.${name}`);
  }

  /** The entry, and where it is. Absent tables have nothing but their null entry, which is empty. */
  entry(name: string, index: unknown, place: string): readonly [entry: JsonObject, index: number, place: string] {
    const table = this.table(name);
    const at = indexAt(index, table.length, place);
    const where = `dictionary.${name}[${at}]`;
    return [table[at] === undefined ? {} : objectAt(table[at], where), at, where];
  }

  /** `undefined` for the null entry. */
  attribute(index: unknown, place: string): OtlpAttribute | undefined {
    const [entry, at, where] = this.entry('attributeTable', index, place);
    if (at === 0) return undefined;
    return {
      key: this.text(entry['keyStrindex'], `${where}.keyStrindex`),
      value: this.value(entry['value'], `${where}.value`),
      unit: this.text(entry['unitStrindex'], `${where}.unitStrindex`),
    };
  }

  attributes(indices: unknown, place: string): readonly OtlpAttribute[] {
    return itemsAt(indices, place)
      .map((index, at) => this.attribute(index, `${place}[${at}]`))
      .filter((one) => one !== undefined);
  }

  /** An AnyValue. */
  value(value: unknown, place: string): string | number {
    if (!isObject(value)) return '';
    if (value['stringValueStrindex'] !== undefined) return this.text(value['stringValueStrindex'], place);
    if (value['stringValue'] !== undefined) return textAt(value['stringValue'], place);
    if (value['intValue'] !== undefined) return numberOfWhole(value['intValue'], place);
    if (value['doubleValue'] !== undefined) return Number(value['doubleValue']);
    if (value['boolValue'] !== undefined) return String(value['boolValue']);
    if (value['arrayValue'] === undefined) return JSON.stringify(value, plainJson);
    const values = itemsAt(objectAt(value['arrayValue'], place)['values'], place);
    return values.map((one) => this.value(one, place)).join('\n');
  }

  link(index: unknown, place: string): ProfileLink | undefined {
    const [entry, , where] = this.entry('linkTable', index, place);
    const traceId = hexIdAt(entry['traceId'], 16, `${where}.traceId`);
    return traceId === '' ? undefined : { traceId, spanId: hexIdAt(entry['spanId'], 8, `${where}.spanId`) };
  }
}

/** Values that JSON has no form for. */
const plainJson = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value instanceof Uint8Array ? Array.from(value) : value;

/** The dictionary's entries in the tables of one profile. */
export class OtlpFrames {
  readonly #dictionary: OtlpDictionary;
  readonly #builder: ProfileBuilder;
  /** Frames of a location, outermost first. */
  readonly #locations = new Map<number, readonly number[]>();
  readonly #functions = new Map<number, number>();
  readonly #mappings = new Map<number, number>();
  readonly #stacks = new Map<number, number>();

  constructor(dictionary: OtlpDictionary, builder: ProfileBuilder) {
    this.#dictionary = dictionary;
    this.#builder = builder;
  }

  /** The trie's node of a stack. */
  stack(index: unknown, place: string): number {
    const [entry, at, where] = this.#dictionary.entry('stackTable', index, place);
    const known = this.#stacks.get(at);
    if (known !== undefined) return known;
    const indices = itemsAt(entry['locationIndices'], `${where}.locationIndices`);
    let node = -1;
    for (let i = indices.length - 1; i >= 0; i--) {
      for (const frame of this.#location(indices[i], `${where}.locationIndices[${i}]`)) {
        node = this.#builder.stacks.child(node, frame);
      }
    }
    this.#stacks.set(at, node);
    return node;
  }

  label({ key, value, unit }: OtlpAttribute): Label {
    const { texts } = this.#builder;
    return typeof value === 'number'
      ? { key: texts.number(key), text: -1, number: value, unit: texts.number(unit) }
      : { key: texts.number(key), text: texts.number(value), number: Number.NaN, unit: 0 };
  }

  #location(index: unknown, place: string): readonly number[] {
    const [entry, at, where] = this.#dictionary.entry('locationTable', index, place);
    const known = this.#locations.get(at);
    if (known !== undefined) return known;
    const attributes = this.#dictionary.attributes(entry['attributeIndices'], `${where}.attributeIndices`);
    const type = attributes.find(({ key }) => key === 'profile.frame.type')?.value;
    const folded = attributes.some(({ key, value }) => key.endsWith('is_folded') && value === 'true');
    const flags = (folded ? FrameFlag.folded : 0) | (type === 'kernel' ? FrameFlag.kernel : 0);
    const common = {
      address: unsignedAt(entry['address'], `${where}.address`),
      mapping: this.#mapping(entry['mappingIndex'], `${where}.mappingIndex`),
      kind: this.#builder.texts.number(typeof type === 'string' ? type : ''),
    };
    // Innermost inlined function first; all but the last are inlined.
    const lines = itemsAt(entry['lines'], `${where}.lines`);
    const frames = lines.map((one, i) => {
      const line = objectAt(one, `${where}.lines[${i}]`);
      return this.#builder.addFrame({
        ...common,
        function: this.#function(line['functionIndex'], `${where}.lines[${i}].functionIndex`),
        line: lineAt(line['line'], `${where}.lines[${i}].line`),
        column: lineAt(line['column'], `${where}.lines[${i}].column`),
        flags: flags | (i < lines.length - 1 ? FrameFlag.inlined : 0),
      });
    });
    const made = lines.length === 0 ? [this.#builder.addFrame({ ...common, function: -1, flags })] : frames.reverse();
    this.#locations.set(at, made);
    return made;
  }

  #function(index: unknown, place: string): number {
    const [entry, at, where] = this.#dictionary.entry('functionTable', index, place);
    if (at === 0) return -1;
    const known = this.#functions.get(at);
    if (known !== undefined) return known;
    const text = (field: string): string => this.#dictionary.text(entry[field], `${where}.${field}`);
    const systemName = text('systemNameStrindex');
    const name = text('nameStrindex') || systemName;
    const start = lineAt(entry['startLine'], `${where}.startLine`);
    const made = this.#builder.functionOf(name, text('filenameStrindex'), start, systemName);
    this.#functions.set(at, made);
    return made;
  }

  #mapping(index: unknown, place: string): number {
    const [entry, at, where] = this.#dictionary.entry('mappingTable', index, place);
    if (at === 0) return -1;
    const known = this.#mappings.get(at);
    if (known !== undefined) return known;
    const attributes = this.#dictionary.attributes(entry['attributeIndices'], `${where}.attributeIndices`);
    const buildId = attributes.find(({ key }) => key.startsWith('process.executable.build_id'))?.value ?? '';
    const made = this.#builder.addMapping(
      unsignedAt(entry['memoryStart'], `${where}.memoryStart`),
      unsignedAt(entry['memoryLimit'], `${where}.memoryLimit`),
      unsignedAt(entry['fileOffset'], `${where}.fileOffset`),
      this.#dictionary.text(entry['filenameStrindex'], `${where}.filenameStrindex`),
      String(buildId),
    );
    this.#mappings.set(at, made);
    return made;
  }
}

/** Lines that no file has are none. */
function lineAt(value: unknown, place: string): number {
  const line = numberOfWhole(value, place);
  return line > 0 && line <= 0x7fffffff ? line : 0;
}
