// Whether a whole text matches an expression. Sets of places of the machine become states, made when they first occur and
// kept, so that most characters cost one look-up. Expressions with assertions, rare, take the sets themselves each time.
import { holds, type Program } from './program.ts';

/** Most states that are kept; past that all are forgotten and made anew. */
const mostStates = 2000;
const unknown = -1;
const dead = -2;

interface State {
  /** Instructions that test a character, and 0 when the match is complete here. */
  readonly places: readonly number[];
  readonly accepts: boolean;
  /** By code point below 128: index of the next state, `unknown` or `dead`. */
  readonly ascii: Int32Array;
  readonly others: Map<number, number>;
}

export class WholeMatch {
  readonly #program: Program;
  #states: State[] = [];
  #byPlaces = new Map<string, number>();
  #first: State | undefined;

  constructor(program: Program) {
    this.#program = program;
  }

  test(text: string): boolean {
    return this.#program.hasAssertions ? this.#testBySets(text) : this.#testByStates(text);
  }

  #testByStates(text: string): boolean {
    this.#first ??= this.#stateOf(this.#closure([this.#program.start], -1, -1));
    let state = this.#first;
    for (let at = 0; at < text.length; at++) {
      const point = text.codePointAt(at) as number;
      if (point > 0xffff) at++;
      const known = point < 128 ? (state.ascii[point] as number) : (state.others.get(point) ?? unknown);
      if (known === dead) return false;
      const next = known === unknown ? this.#advance(state, point) : this.#states[known];
      if (next === undefined) return false;
      state = next;
    }
    return state.accepts;
  }

  /** The state after a character, remembered in the one before; undefined when there is no way on. */
  #advance(state: State, point: number): State | undefined {
    const places = this.#closure(this.#step(state.places, point), -1, -1);
    const remember = (index: number): void => {
      if (point < 128) state.ascii[point] = index;
      else state.others.set(point, index);
    };
    if (places.length === 0) {
      remember(dead);
      return undefined;
    }
    if (this.#states.length >= mostStates) {
      this.#states = [];
      this.#byPlaces = new Map();
      this.#first = undefined;
      // The state before is no longer one of those kept; what it remembers must not be followed again.
      state.ascii.fill(unknown);
      state.others.clear();
      return this.#stateOf(places);
    }
    const next = this.#stateOf(places);
    remember(this.#byPlaces.get(places.join(',')) as number);
    return next;
  }

  #stateOf(places: readonly number[]): State {
    const key = places.join(',');
    const known = this.#byPlaces.get(key);
    if (known !== undefined) return this.#states[known] as State;
    const state = { places, accepts: places.includes(0), ascii: new Int32Array(128).fill(unknown), others: new Map() };
    this.#byPlaces.set(key, this.#states.push(state) - 1);
    return state;
  }

  #testBySets(text: string): boolean {
    const points = Array.from(text, (character) => character.codePointAt(0) as number);
    let places = this.#closure([this.#program.start], -1, points[0] ?? -1);
    for (const [at, point] of points.entries()) {
      if (places.length === 0) return false;
      places = this.#closure(this.#step(places, point), point, points[at + 1] ?? -1);
    }
    return places.includes(0);
  }

  #step(places: readonly number[], point: number): readonly number[] {
    const next: number[] = [];
    for (const place of places) {
      const instruction = this.#program.instructions[place];
      if (instruction?.kind === 'character' && instruction.test(point)) next.push(instruction.next);
    }
    return next;
  }

  /** All places that are reached without reading, sorted: those that read, and 0 for a complete match. */
  #closure(from: readonly number[], before: number, after: number): readonly number[] {
    const { instructions } = this.#program;
    const seen = new Set<number>();
    const reading: number[] = [];
    const stack = [...from];
    for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
      if (seen.has(place)) continue;
      seen.add(place);
      const instruction = instructions[place];
      if (instruction === undefined) continue;
      if (instruction.kind === 'split') stack.push(instruction.first, instruction.second);
      else if (instruction.kind === 'save') stack.push(instruction.next);
      else if (instruction.kind === 'assertion') {
        if (holds(instruction.assertion, before, after)) stack.push(instruction.next);
      } else reading.push(place);
    }
    return reading.toSorted((a, b) => a - b);
  }
}
