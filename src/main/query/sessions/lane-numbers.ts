// Lanes of a timeline: what the asked kind of lane is called for an item, or what comes nearest to it.
import type { SessionTimelineRequest, TimelineLane } from '../../../contract/sessions.ts';
import type { TextNumbers } from './text-numbers.ts';

type LaneKind = SessionTimelineRequest['lanes'];

export class LaneNumbers {
  readonly lanes: Pick<TimelineLane, 'name' | 'kind'>[] = [];
  readonly #wanted: LaneKind;
  readonly #texts: TextNumbers;
  /** By number of a text. */
  readonly #numbers: Readonly<Record<LaneKind, Map<number, number>>> = {
    node: new Map(),
    service: new Map(),
    stage: new Map(),
  };
  readonly #stages = new Map<number, number>();

  constructor(wanted: LaneKind, texts: TextNumbers) {
    this.#wanted = wanted;
    this.#texts = texts;
  }

  /** All as numbers of texts, 0 for none. */
  of(node: number, stage: number, name: number, service: number): number {
    if (this.#wanted === 'node' && node !== 0) return this.#number('node', node);
    if (this.#wanted === 'stage') return this.#number('stage', stage === 0 ? this.#stageOf(name) : stage);
    return this.#number('service', service);
  }

  #number(kind: LaneKind, text: number): number {
    const known = this.#numbers[kind];
    let number = known.get(text);
    if (number === undefined) {
      number = this.lanes.push({ kind, name: this.#texts.text(text) }) - 1;
      known.set(text, number);
    }
    return number;
  }

  /** The first word of a name with dots. */
  #stageOf(name: number): number {
    let stage = this.#stages.get(name);
    if (stage === undefined) {
      const text = this.#texts.text(name);
      const dot = text.indexOf('.');
      stage = this.#texts.of(dot > 0 ? text.slice(0, dot) : text);
      this.#stages.set(name, stage);
    }
    return stage;
  }
}
