// What is remembered of traces by slot: chains of services, and what a turn of the generation leaves.
import { expect, test } from 'vitest';
import { TraceMemory } from '../../../src/main/store/trace-memory.ts';

const generation = 8192;

/** Asks for the trace whose id ends with `number`. */
function slotOf(memory: TraceMemory, number: number): number {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setUint32(12, number);
  return memory.slotOf(bytes, view, 0);
}

function servicesOf(memory: TraceMemory, slot: number): number[][] {
  const { services } = memory;
  const found: number[][] = [];
  for (let entry = memory.firstService[slot] ?? 0; entry !== 0; entry = services.next[entry] ?? 0)
    found.push([services.service[entry] ?? 0, services.spans[entry] ?? 0, services.stored[entry] ?? 0]);
  return found.toSorted(([a = 0], [b = 0]) => a - b);
}

test('a trace keeps its slot, its id and its services', () => {
  const memory = new TraceMemory();
  for (let number = 0; number < 3000; number++) {
    const slot = slotOf(memory, number);
    expect(slot).toBe(number);
    for (const service of [3, 1, 3]) {
      const entry = memory.serviceOf(slot, service);
      memory.services.spans[entry] = (memory.services.spans[entry] ?? 0) + 1;
    }
  }
  expect(memory.count).toBe(3000);
  expect(slotOf(memory, 1234)).toBe(1234);
  expect(servicesOf(memory, 1234)).toEqual([
    [1, 1, 0],
    [3, 2, 0],
  ]);
  const id = new Uint8Array(16);
  memory.copyId(1234, id);
  expect(new DataView(id.buffer).getUint32(12)).toBe(1234);
  expect([memory.storedStart[1234], memory.rootOffset[1234], memory.rootMissing[1234]]).toEqual([-1, Infinity, 1]);
});

test('a turn forgets who was not asked for since the last, and nobody before a generation is full', () => {
  const memory = new TraceMemory();
  for (let number = 0; number < generation - 1; number++) slotOf(memory, number);
  memory.turn();
  expect(memory.count).toBe(generation - 1);
  slotOf(memory, generation - 1);
  memory.turn();
  expect(memory.count).toBe(generation);
  // The second generation: every other trace of the first, and others.
  for (let number = 0; number < generation; number += 2) {
    const slot = slotOf(memory, number);
    memory.spans[slot] = number;
    memory.storedStart[slot] = 7;
    memory.services.stored[memory.serviceOf(slot, number % 5)] = 1;
    memory.serviceOf(slot, 9);
  }
  for (let number = generation; number < 2 * generation; number++) slotOf(memory, number);
  memory.turn();
  expect(memory.count).toBe(generation / 2 + generation);
  const kept = slotOf(memory, 4000);
  expect(kept).toBeLessThan(memory.count);
  expect([memory.spans[kept], memory.storedStart[kept]]).toEqual([4000, 7]);
  expect(servicesOf(memory, kept)).toEqual([
    [0, 0, 1],
    [9, 0, 0],
  ]);
  const before = memory.count;
  const forgotten = slotOf(memory, 4001);
  expect(forgotten).toBe(before);
  expect([memory.spans[forgotten], memory.storedStart[forgotten], servicesOf(memory, forgotten)]).toEqual([0, -1, []]);
});

test('what was cleared is not known any more', () => {
  const memory = new TraceMemory();
  memory.spans[slotOf(memory, 5)] = 3;
  memory.serviceOf(0, 2);
  memory.clear();
  expect(memory.count).toBe(0);
  expect(slotOf(memory, 5)).toBe(0);
  expect([memory.spans[0], servicesOf(memory, 0)]).toEqual([0, []]);
});
