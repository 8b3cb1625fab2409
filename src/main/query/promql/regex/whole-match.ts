// Whether a whole text matches an expression. Sets of places of the machine become states, made when they first occur and
// kept, so that most characters cost one look-up. Expressions with assertions, rare, take the sets themselves each time.
import { holds, type Program } from './program.ts';

/** Most states that are kept; past that all are forgotten and made anew. */
const mostStates = 2000;

interface State {
  /** Instructions that test a character, and 0 when the match is complete here. */
  readonly places: readonly number[];
  readonly accepts: boolean;
  /** The states after characters below 128, as far as they have occurred. */
  readonly ascii: (State | undefined)[];
  readonly others: Map<number, State>;
}

export class WholeMatch {
  readonly #program: Program;
  readonly #byPlaces = new Map<string, State>();
  /** No way on. */
  readonly #dead = newState([]);
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
      let point = text.charCodeAt(at);
      let next: State | undefined;
      if (point < 128) next = state.ascii[point];
      else {
        point = text.codePointAt(at) as number;
        if (point > 0xffff) at++;
        next = state.others.get(point);
      }
      next ??= this.#advance(state, point);
      if (next === this.#dead) return false;
      state = next;
    }
    return state.accepts;
  }

  /** The state after a character, remembered in the one before. */
  #advance(state: State, point: number): State {
    const next = this.#stateOf(this.#closure(this.#step(state.places, point), -1, -1));
    if (point < 128) state.ascii[point] = next;
    else state.others.set(point, next);
    return next;
  }

  #stateOf(places: readonly number[]): State {
    if (places.length === 0) return this.#dead;
    const key = places.join(',');
    const known = this.#byPlaces.get(key);
    if (known !== undefined) return known;
    if (this.#byPlaces.size >= mostStates) {
      this.#byPlaces.clear();
      this.#first = undefined;
    }
    const state = newState(places);
    this.#byPlaces.set(key, state);
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

function newState(places: readonly number[]): State {
  return { places, accepts: places.includes(0), ascii: [], others: new Map() };
}
