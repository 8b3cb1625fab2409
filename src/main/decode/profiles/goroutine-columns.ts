// Goroutines as columns of a dump and, in the same order, as samples of a profile.
import { GoFrames } from './go-frames.ts';
import type { GoroutineBlock } from './goroutine-blocks.ts';
import type { GoroutineGroup } from './goroutine-groups.ts';
import type { GoLabels } from './goroutine-labels.ts';
import type { Label } from './label-sets.ts';
import type { ProfileBuilder } from './profile-builder.ts';
import type { GoroutineDump } from '../../../contract/profiles/goroutines.ts';

export class GoroutineColumns {
  readonly #builder: ProfileBuilder;
  readonly #frames: GoFrames;
  readonly #states: string[] = [''];
  readonly #stateNumbers = new Map<string, number>([['', 0]]);
  readonly #id: number[] = [];
  readonly #state: number[] = [];
  readonly #wait: number[] = [];
  readonly #locked: number[] = [];
  readonly #count: number[] = [];
  readonly #createdBy: number[] = [];
  readonly #creator: number[] = [];

  constructor(builder: ProfileBuilder) {
    this.#builder = builder;
    this.#frames = new GoFrames(builder);
  }

  addGroup({ count, labels, frames }: GoroutineGroup): void {
    this.#add(count, this.#frames.stack(frames), this.#labels(labels, []));
    this.#id.push(0);
    this.#state.push(0);
    this.#wait.push(0);
    this.#locked.push(0);
    this.#createdBy.push(-1);
    this.#creator.push(0);
  }

  addGoroutine(block: GoroutineBlock, labels: GoLabels): void {
    const { texts } = this.#builder;
    const own: Label[] = [this.#text('state', block.state)];
    for (const remark of block.remarks) own.push(this.#text('remark', remark));
    if (block.waitMinutes > 0) {
      own.push({ key: texts.number('wait'), text: -1, number: block.waitMinutes, unit: texts.number('minutes') });
    }
    if (block.lockedToThread) own.push(this.#text('thread', 'locked'));
    this.#add(1, this.#frames.stack(block.frames), this.#labels(labels, own));
    this.#id.push(block.id);
    this.#state.push(this.#stateOf(block.state));
    this.#wait.push(block.waitMinutes);
    this.#locked.push(block.lockedToThread ? 1 : 0);
    this.#createdBy.push(block.createdBy === undefined ? -1 : this.#frames.number(block.createdBy));
    this.#creator.push(block.creator);
  }

  finish(detail: GoroutineDump['detail']): GoroutineDump {
    return {
      detail,
      count: this.#count.length,
      id: Float64Array.from(this.#id),
      state: Int32Array.from(this.#state),
      states: this.#states,
      waitMinutes: Float64Array.from(this.#wait),
      lockedToThread: Uint8Array.from(this.#locked),
      goroutines: Float64Array.from(this.#count),
      createdBy: Int32Array.from(this.#createdBy),
      creator: Float64Array.from(this.#creator),
    };
  }

  #add(count: number, stack: number, labels: number): void {
    this.#builder.setValue(this.#builder.addSample(stack, labels), 0, count);
    this.#count.push(count);
  }

  #labels(labels: GoLabels, own: readonly Label[]): number {
    return this.#builder.labels.number([...labels.map(([key, value]) => this.#text(key, value)), ...own]);
  }

  #text(key: string, value: string): Label {
    const { texts } = this.#builder;
    return { key: texts.number(key), text: texts.number(value), number: Number.NaN, unit: 0 };
  }

  #stateOf(state: string): number {
    const known = this.#stateNumbers.get(state);
    if (known !== undefined) return known;
    this.#stateNumbers.set(state, this.#states.length);
    return this.#states.push(state) - 1;
  }
}
