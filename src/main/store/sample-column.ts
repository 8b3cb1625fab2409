// One column of a sample block: how a series' values become bytes. A column is whichever is smallest of a constant, whole
// numbers as differences, decimals as whole numbers, or doubles as what changed of their bytes. See docs/run-file.md.
import { SampleBytes, type SampleBytesReader, zigzagOf } from './sample-bytes.ts';
import { damaged } from './store-error.ts';

const Form = { constant: 0, differences: 1, steps: 2, decimals: 3, bytes: 4 } as const;
const MOST_DECIMALS = 6;
/** Steps of differences below four times this, in zigzag, are still exact. */
const LARGEST = 2 ** 49;

/** Writes the first `count` values; they come back bit by bit, whatever they are. */
export function encodeValues(out: SampleBytes, values: Float64Array, count: number): void {
  if (isConstant(values, count)) {
    out.u8(Form.constant);
    out.f64(count === 0 ? 0 : (values[0] as number));
    return;
  }
  const decimals = decimalsOf(values, count);
  if (decimals < 0) {
    encodeBytes(out, values, count);
    return;
  }
  let whole = values;
  if (decimals > 0) {
    const factor = 10 ** decimals;
    whole = new Float64Array(count);
    for (let i = 0; i < count; i++) whole[i] = Math.round((values[i] as number) * factor);
    out.u8(Form.decimals);
    out.u8(decimals);
  }
  const form = smallerForm(whole, count);
  out.u8(form);
  if (form === Form.steps) encodeSteps(out, whole, count);
  else encodeDifferences(out, whole, count);
}

/** Fills `values`, an array of its own unless one is given, with as many values as it has. */
export function decodeValues(
  from: SampleBytesReader,
  count: number,
  values: Float64Array = new Float64Array(count),
): Float64Array {
  const form = from.u8();
  if (form === Form.constant) values.fill(from.f64());
  else if (form === Form.differences) decodeDifferences(from, values);
  else if (form === Form.steps) decodeSteps(from, values);
  else if (form === Form.bytes) decodeBytes(from, values);
  else if (form === Form.decimals) {
    const decimals = from.u8();
    if (decimals < 1 || decimals > MOST_DECIMALS) throw damaged(`${decimals} decimals in a column of samples`);
    if (from.u8() === Form.steps) decodeSteps(from, values);
    else decodeDifferences(from, values);
    const factor = 10 ** decimals;
    for (let i = 0; i < count; i++) values[i] = (values[i] as number) / factor;
  } else throw damaged(`a column of samples in an unknown form ${form}`);
  return values;
}

function isConstant(values: Float64Array, count: number): boolean {
  for (let i = 1; i < count; i++) if (!Object.is(values[i], values[0])) return false;
  return true;
}

/** How many decimals all values have, if they are whole numbers with so many moved; else -1. */
function decimalsOf(values: Float64Array, count: number): number {
  let decimals = 0;
  let factor = 1;
  for (let i = 0; i < count; i++) {
    const value = values[i] as number;
    for (;;) {
      const whole = Math.round(value * factor);
      // Not of -0, of NaN and of what is too large.
      if (Math.abs(whole) < LARGEST && whole / factor === value && !Object.is(value, -0)) break;
      if (!(Math.abs(whole) < LARGEST) || Object.is(value, -0) || decimals === MOST_DECIMALS) return -1;
      decimals += 1;
      factor *= 10;
      // What came before must hold with the larger factor too.
      if (i > 0) return decimalsFrom(values, count, decimals);
    }
  }
  return decimals;
}

function decimalsFrom(values: Float64Array, count: number, least: number): number {
  for (let decimals = least; decimals <= MOST_DECIMALS; decimals++) {
    const factor = 10 ** decimals;
    let i = 0;
    for (; i < count; i++) {
      const value = values[i] as number;
      const whole = Math.round(value * factor);
      if (!(Math.abs(whole) < LARGEST) || Object.is(value, -0)) return -1;
      if (whole / factor !== value) break;
    }
    if (i === count) return decimals;
  }
  return -1;
}

const sizeOf = (zigzag: number): number => (zigzag < 0x80 ? 1 : zigzag < 0x4000 ? 2 : zigzag < 0x20_0000 ? 3 : 5);

/** Differences, or differences of those. A run of zeros takes two bytes, however long it is. */
function smallerForm(values: Float64Array, count: number): 1 | 2 {
  let differences = 0;
  let steps = 0;
  let difference = 1;
  let step = 1;
  for (let i = 1; i < count; i++) {
    const next = (values[i] as number) - (values[i - 1] as number);
    const nextStep = next - (i === 1 ? 0 : difference);
    if (next !== 0) differences += sizeOf(zigzagOf(next));
    else if (difference !== 0 || i === 1) differences += 2;
    if (nextStep !== 0) steps += sizeOf(zigzagOf(nextStep));
    else if (step !== 0 || i === 1) steps += 2;
    difference = next;
    step = nextStep;
  }
  return steps < 0.9 * differences ? Form.steps : Form.differences;
}

/** The first, then differences; a zero is followed by how many more zeros come. */
function encodeDifferences(out: SampleBytes, values: Float64Array, count: number): void {
  out.zigzag(values[0] as number);
  let zeros = 0;
  for (let i = 1; i < count; i++) {
    const difference = (values[i] as number) - (values[i - 1] as number);
    if (difference === 0) zeros += 1;
    else {
      if (zeros > 0) endZeros(out, zeros);
      zeros = 0;
      out.zigzag(difference);
    }
  }
  if (zeros > 0) endZeros(out, zeros);
}

function encodeSteps(out: SampleBytes, values: Float64Array, count: number): void {
  out.zigzag(values[0] as number);
  let zeros = 0;
  let before = 0;
  for (let i = 1; i < count; i++) {
    const difference = (values[i] as number) - (values[i - 1] as number);
    const step = difference - before;
    before = difference;
    if (step === 0) zeros += 1;
    else {
      if (zeros > 0) endZeros(out, zeros);
      zeros = 0;
      out.zigzag(step);
    }
  }
  if (zeros > 0) endZeros(out, zeros);
}

function endZeros(out: SampleBytes, zeros: number): void {
  out.u8(0);
  out.varint(zeros - 1);
}

function decodeDifferences(from: SampleBytesReader, values: Float64Array): void {
  const { bytes } = from;
  const count = values.length;
  let value = from.zigzag();
  values[0] = value;
  for (let i = 1; i < count;) {
    const byte = bytes[from.at];
    if (byte === undefined) throw damaged('samples end too early');
    if (byte === 0) {
      from.at += 1;
      const end = i + from.count(count - i - 1) + 1;
      while (i < end) values[i++] = value;
      continue;
    }
    if (byte < 0x80) {
      from.at += 1;
      value += (byte & 1) === 1 ? -((byte + 1) >> 1) : byte >> 1;
    } else value += from.zigzag();
    values[i++] = value;
  }
}

function decodeSteps(from: SampleBytesReader, values: Float64Array): void {
  const { bytes } = from;
  const count = values.length;
  let value = from.zigzag();
  let difference = 0;
  values[0] = value;
  for (let i = 1; i < count;) {
    const byte = bytes[from.at];
    if (byte === undefined) throw damaged('samples end too early');
    if (byte === 0) {
      from.at += 1;
      const end = i + from.count(count - i - 1) + 1;
      while (i < end) values[i++] = value += difference;
      continue;
    }
    if (byte < 0x80) {
      from.at += 1;
      difference += (byte & 1) === 1 ? -((byte + 1) >> 1) : byte >> 1;
    } else difference += from.zigzag();
    values[i++] = value += difference;
  }
}

/** The first whole; of each other the XOR with the one before: 0, or 1 + 8·leading + trailing zero bytes and the rest. */
function encodeBytes(out: SampleBytes, values: Float64Array, count: number): void {
  out.u8(Form.bytes);
  out.f64(values[0] as number);
  const before = new Uint8Array(8);
  const double = values.slice(0, 1);
  const bytesOfDouble = new Uint8Array(double.buffer);
  before.set(bytesOfDouble);
  for (let i = 1; i < count; i++) {
    double[0] = values[i] as number;
    let trailing = 0;
    while (trailing < 8 && bytesOfDouble[trailing] === before[trailing]) trailing++;
    if (trailing === 8) {
      out.u8(0);
      continue;
    }
    let leading = 0;
    while (bytesOfDouble[7 - leading] === before[7 - leading]) leading++;
    out.u8(1 + 8 * leading + trailing);
    for (let at = trailing; at < 8 - leading; at++) {
      out.u8((bytesOfDouble[at] as number) ^ (before[at] as number));
    }
    before.set(bytesOfDouble);
  }
}

function decodeBytes(from: SampleBytesReader, values: Float64Array): void {
  const { bytes } = from;
  const first = from.f64();
  values[0] = first;
  const double = values.slice(0, 1);
  const bytesOfDouble = new Uint8Array(double.buffer);
  for (let i = 1; i < values.length; i++) {
    const code = from.u8();
    if (code > 0) {
      const trailing = (code - 1) & 7;
      const end = 8 - ((code - 1) >> 3);
      if (end <= trailing) throw damaged(`doubles of ${end - trailing} bytes in a column of samples`);
      from.need(end - trailing);
      for (let at = trailing; at < end; at++) {
        bytesOfDouble[at] = (bytesOfDouble[at] as number) ^ (bytes[from.at++] as number);
      }
    }
    values[i] = double[0] as number;
  }
}
