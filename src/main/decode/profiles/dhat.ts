// DHAT's JSON, file version 2: what Valgrind's --tool=dhat (heap, copy, ad-hoc) and the dhat crate write. Read in one pass
// over the bytes; texts of frames come last in both, so stacks are made when all is read.
import type { Beat } from '../../../contract/beat.ts';
import { mergedDhatTable } from './dhat-merge.ts';
import { dhatColumns, dhatStacks } from './dhat-profile.ts';
import { DhatField, DhatTable, dhatFieldNames } from './dhat-table.ts';
import { JsonCursor } from './json-cursor.ts';
import { ProfileBuilder } from './profile-builder.ts';
import type { DecodedProfiles, ProfileReader, ProfileTools } from './profile-format.ts';
import { profileLimits } from './profile-limits.ts';
import { keyTable } from '../json/names.ts';
import { DecodeFault } from '../result.ts';
import { saturatedAccess, type DhatFacts, type DhatPoints } from '../../../contract/profiles/dhat.ts';

/** Keys of a program point: those of `dhatFieldNames` have the same numbers. */
const pointKeys = keyTable([...dhatFieldNames, 'acc', 'fs']);
const accKey = dhatFieldNames.length;
const stackKey = accKey + 1;

export const dhat: ProfileReader = { id: 'dhat', sniff, decode };

interface Found {
  readonly texts: Map<string, string>;
  readonly numbers: Map<string, number>;
  readonly flags: Map<string, boolean>;
  readonly frameTable: string[];
  readonly table: DhatTable;
  /** The first point that lacks a field, per field. */
  readonly lacking: Map<string, { readonly point: number; readonly offset: number; count: number }>;
  wrapped: number;
  largest: number;
  /** Numbers below zero. */
  negative: number;
}

function sniff(_head: Uint8Array, text: string): boolean {
  return /^[\s\uFEFF]*\{/.test(text) && text.includes('"dhatFileVersion"');
}

function decode(bytes: Uint8Array, { text, beat }: ProfileTools): DecodedProfiles {
  const found: Found = {
    texts: new Map(),
    numbers: new Map(),
    flags: new Map(),
    frameTable: [],
    table: new DhatTable(),
    lacking: new Map(),
    wrapped: 0,
    largest: 0,
    negative: 0,
  };
  const cursor = new JsonCursor(bytes, text);
  cursor.object(() =>
    readKey(cursor, found, text(bytes.subarray(cursor.keyStart, cursor.keyStart + cursor.keyLength)), beat),
  );
  cursor.finish();
  if (!found.numbers.has('dhatFileVersion')) throw new DecodeFault('the file has no "dhatFileVersion"', 0);
  return assemble(found, beat);
}

function readKey(cursor: JsonCursor, found: Found, key: string, beat: Beat | undefined): void {
  switch (key) {
    case 'dhatFileVersion': {
      cursor.peek();
      const at = cursor.pos;
      const version = cursor.number();
      if (version !== 2) {
        throw new DecodeFault(
          `a DHAT file of version ${version}; only version 2 can be read, which Valgrind since 3.15 and the dhat crate write`,
          at,
        );
      }
      found.numbers.set(key, version);
      return;
    }
    case 'mode':
    case 'verb':
    case 'cmd':
    case 'bu':
    case 'bsu':
    case 'bksu':
    case 'tu':
    case 'Mtu':
      found.texts.set(key, cursor.string());
      return;
    case 'bklt':
    case 'bkacc':
      found.flags.set(key, cursor.boolean());
      return;
    case 'pid':
    case 'te':
    case 'tg':
    case 'tuth':
      found.numbers.set(key, cursor.number());
      return;
    case 'pps':
      readPoints(cursor, found, beat);
      return;
    case 'ftbl':
      found.flags.set('ftbl', true);
      cursor.array(() => {
        if (found.frameTable.length >= profileLimits.frames) {
          throw new DecodeFault(`more than ${profileLimits.frames} frames`, cursor.pos);
        }
        found.frameTable.push(cursor.string());
        beat?.(64);
      });
      return;
    default:
      cursor.skip();
  }
}

function readPoints(cursor: JsonCursor, found: Found, beat: Beat | undefined): void {
  const { table } = found;
  const { row } = table;
  let hasStack = false;
  const onFrame = (): void => table.frame(cursor.number());
  const onAccess = (): void => {
    const at = cursor.pos;
    const number = cursor.number();
    // The writer counts in 16 bits and stays at the greatest.
    table.access(number === 65_535 ? saturatedAccess : number, at);
  };
  const onKey = (): void => {
    const key = pointKeys.find(cursor.bytes, cursor.keyStart, cursor.keyLength);
    if (key < 0) cursor.skip();
    else if (key === stackKey) {
      hasStack = true;
      // Valgrind would write `"fs":]` for a stack that is all its own.
      if (cursor.peek() === 0x5d) cursor.pos++;
      else cursor.array(onFrame);
    } else if (key === accKey) cursor.array(onAccess);
    else {
      const value = cursor.number();
      row[key] = value;
      if (value > found.largest) found.largest = value;
      else if (value < 0) found.negative++;
    }
  };
  found.flags.set('pps', true);
  cursor.array((point) => {
    cursor.peek();
    const offset = cursor.pos;
    table.begin();
    hasStack = false;
    cursor.object(onKey);
    beat?.(cursor.pos - offset);
    for (let field = 0; field < row.length; field++) {
      if (Number.isNaN(row[field])) lacks(found, dhatFieldNames[field] as string, point, offset);
    }
    if (!hasStack) lacks(found, 'fs', point, offset);
    const missing = (row[DhatField.readBytes] as number) + (row[DhatField.writeBytes] as number) - table.accessSum;
    if (missing > 0 && missing % 65_536 === 0) found.wrapped++;
    table.end();
  });
}

function lacks(found: Found, field: string, point: number, offset: number): void {
  const known = found.lacking.get(field);
  if (known === undefined) found.lacking.set(field, { point, offset, count: 1 });
  else known.count++;
}

function assemble(found: Found, beat: Beat | undefined): DecodedProfiles {
  const { texts, numbers, frameTable } = found;
  const hasLifetimes = needed(found.flags, 'bklt');
  const hasAccesses = needed(found.flags, 'bkacc');
  const bytes = texts.get('bsu') ?? 'bytes';
  const units = {
    perByte: texts.has('bu') ? (texts.get('bsu') ?? needed(texts, 'bu')) : 'byte',
    bytes,
    blocks: texts.get('bksu') ?? 'blocks',
    time: needed(texts, 'tu'),
    millionTime: needed(texts, 'Mtu'),
  };
  const facts: DhatFacts = {
    mode: needed(texts, 'mode'),
    verb: needed(texts, 'verb'),
    hasLifetimes,
    hasAccesses,
    units,
    shortLived: hasLifetimes ? needed(numbers, 'tuth') : numbers.get('tuth'),
    command: needed(texts, 'cmd'),
    processId: needed(numbers, 'pid'),
    timeAtEnd: needed(numbers, 'te'),
    timeAtPeak: hasLifetimes ? needed(numbers, 'tg') : numbers.get('tg'),
    maximumIsLowerBound: texts.get('mode') === 'heap',
  };
  needed(found.flags, 'pps');
  needed(found.flags, 'ftbl');
  checkFields(found, hasLifetimes, hasAccesses);
  checkFrames(found);

  const columns = dhatColumns({ hasLifetimes, hasAccesses, ...units });
  const builder = new ProfileBuilder(
    'dhat',
    columns.map(({ type }) => type),
    beat,
  );
  const { firsts, repeated } = dhatStacks(builder, found.table, frameTable);
  const table = repeated === 0 ? found.table : mergedDhatTable(found.table, firsts);
  for (const [type, { field }] of columns.entries()) {
    const column = table.columns[field] as Float64Array;
    for (let point = 0; point < table.count; point++) builder.setValue(point, type, column[point] as number);
  }
  builder.notes.push(...notesOf(found, repeated));
  const profile = builder.finish({
    title: facts.mode,
    comments: [facts.command, `PID ${facts.processId}`],
    defaultType: 0,
    durationNanos: units.time === 'µs' ? facts.timeAtEnd * 1000 : undefined,
  });
  return { profiles: [profile], dhat: { ...facts, ...pointColumns(table), frameTable } };
}

function needed<T>(values: ReadonlyMap<string, T>, key: string): T {
  const value = values.get(key);
  if (value === undefined) throw new DecodeFault(`the file has no "${key}"`, 0);
  return value;
}

function checkFields(found: Found, hasLifetimes: boolean, hasAccesses: boolean): void {
  const always = ['fs', 'tb', 'tbk'];
  const withLifetimes = hasLifetimes ? ['mb', 'mbk', 'gb', 'gbk', 'eb', 'ebk'] : [];
  const withAccesses = hasAccesses ? ['rb', 'wb'] : [];
  for (const field of [...always, ...withLifetimes, ...withAccesses]) {
    const lack = found.lacking.get(field);
    if (lack !== undefined) throw new DecodeFault(`pps[${lack.point}] has no "${field}"`, lack.offset);
  }
}

function checkFrames({ table, frameTable }: Found): void {
  if (frameTable.length === 0) throw new DecodeFault('the file has no frame "[root]": its "ftbl" is empty', 0);
  const used = table.frameStarts[table.count] as number;
  for (let at = 0, point = 0; at < used; at++) {
    const frame = table.frames[at] as number;
    if (frame >= 0 && frame < frameTable.length) continue;
    while ((table.frameStarts[point + 1] as number) <= at) point++;
    throw new DecodeFault(`pps[${point}].fs has frame ${frame}; "ftbl" has ${frameTable.length} frames`, -1);
  }
}

function notesOf(found: Found, repeated: number): readonly string[] {
  const notes: string[] = [];
  if (repeated > 0) {
    notes.push(
      `${counted(repeated, 'program point')} had the stack of another and became one with it; the maximum of such a point is not known`,
    );
  }
  const noLifetime = found.flags.get('bklt') === true ? found.lacking.get('tl') : undefined;
  if (noLifetime !== undefined) {
    notes.push(
      `${counted(noLifetime.count, 'program point')} without "tl", the first is pps[${noLifetime.point}]: average lifetimes above are not known`,
    );
  }
  if (found.wrapped > 0) {
    notes.push(
      `${counted(found.wrapped, 'program point')} with access counts that are too low: Valgrind's counters have 16 bits and wrapped`,
    );
  }
  if (found.negative > 0) {
    notes.push(`${counted(found.negative, 'number')} below zero: shares and sums are not what was allocated`);
  }
  if (found.largest > Number.MAX_SAFE_INTEGER) notes.push('Numbers beyond 2^53 are not exact');
  return notes;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function pointColumns(table: DhatTable): Omit<DhatPoints, keyof DhatFacts | 'frameTable'> {
  const { count } = table;
  const column = (field: number): Float64Array => (table.columns[field] as Float64Array).slice(0, count);
  return {
    count,
    totalBytes: column(DhatField.totalBytes),
    totalBlocks: column(DhatField.totalBlocks),
    lifetimes: column(DhatField.lifetimes),
    maximumBytes: column(DhatField.maximumBytes),
    maximumBlocks: column(DhatField.maximumBlocks),
    peakBytes: column(DhatField.peakBytes),
    peakBlocks: column(DhatField.peakBlocks),
    endBytes: column(DhatField.endBytes),
    endBlocks: column(DhatField.endBlocks),
    readBytes: column(DhatField.readBytes),
    writeBytes: column(DhatField.writeBytes),
    accessStarts: table.accessStarts.slice(0, count + 1),
    accesses: table.accesses.slice(0, table.accessStarts[count]),
    accessLengths: table.accessLengths.slice(0, count),
    frameStarts: table.frameStarts.slice(0, count + 1),
    frames: table.frames.slice(0, table.frameStarts[count]),
  };
}
