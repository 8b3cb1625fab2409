// The samples of one event of `perf script`, as a profile: they are kept until the end, because processors write their
// samples one after another and times have to ascend.
import type { Beat } from '../../../contract/beat.ts';
import { growF64, growI32 } from './grow.ts';
import type { PerfFrame, PerfHeader } from './perf-lines.ts';
import { ProfileBuilder } from './profile-builder.ts';
import { FrameFlag, type Profile } from '../../../contract/profiles/profile.ts';

/** Events whose periods are nanoseconds. */
const clocks = /^(?:cpu-clock|task-clock)(?::|$)/;

export class PerfProfile {
  readonly #event: string;
  readonly #builder: ProfileBuilder;
  readonly #frames = new Map<PerfFrame, number>();
  readonly #mappings = new Map<string, number>();
  #count = 0;
  #stack = new Int32Array(64);
  #labels = new Int32Array(64);
  #period = new Float64Array(64);
  #time = new Float64Array(64);
  #timed = true;

  constructor(event: string, beat?: Beat) {
    this.#event = event;
    const unit = clocks.test(event) ? 'nanoseconds' : 'count';
    const types = [
      { type: 'samples', unit: 'count' },
      { type: event, unit },
    ];
    this.#builder = new ProfileBuilder('perf-script', types, beat);
  }

  /** @param frames innermost first; an equal frame is the same object */
  add(header: PerfHeader, frames: readonly PerfFrame[]): void {
    let stack = -1;
    for (let at = frames.length - 1; at >= 0; at--) {
      stack = this.#builder.stacks.child(stack, this.#frame(frames[at] as PerfFrame));
    }
    const at = this.#count++;
    this.#stack = growI32(this.#stack, at + 1);
    this.#labels = growI32(this.#labels, at + 1);
    this.#period = growF64(this.#period, at + 1);
    this.#time = growF64(this.#time, at + 1);
    this.#stack[at] = stack;
    this.#labels[at] = this.#labelsOf(header);
    this.#period[at] = header.period;
    this.#time[at] = header.time;
    if (header.time < 0) this.#timed = false;
  }

  finish(): Profile {
    const builder = this.#builder;
    const order = Int32Array.from({ length: this.#count }, (_, at) => at);
    const time = this.#time;
    if (this.#timed) order.sort((a, b) => (time[a] as number) - (time[b] as number) || a - b);
    const start = time[order[0] as number] as number;
    for (const at of order) {
      const sample = builder.addSample(this.#stack[at] as number, this.#labels[at]);
      builder.setValue(sample, 0, 1);
      builder.setValue(sample, 1, this.#period[at] as number);
      if (this.#timed) builder.setTime(sample, (time[at] as number) - start);
    }
    const last = time[order.at(-1) as number] as number;
    return builder.finish({
      title: this.#event,
      durationNanos: this.#timed && last > start ? last - start : undefined,
    });
  }

  #frame(frame: PerfFrame): number {
    const known = this.#frames.get(frame);
    if (known !== undefined) return known;
    const builder = this.#builder;
    const [, file = '', number = '0'] = /^([^?].*):(\d+)$/.exec(frame.source) ?? [];
    const made = builder.addFrame({
      function: frame.name === '' ? -1 : builder.functionOf(frame.name, file),
      line: Math.min(Number(number), 0x7fffffff),
      address: frame.address,
      mapping: frame.module === '' ? -1 : this.#mapping(frame.module),
      flags: (frame.inlined ? FrameFlag.inlined : 0) | (frame.kernel ? FrameFlag.kernel : 0),
      kind: builder.texts.number(kindOf(frame)),
    });
    this.#frames.set(frame, made);
    return made;
  }

  #mapping(file: string): number {
    const known = this.#mappings.get(file);
    if (known !== undefined) return known;
    const made = this.#builder.addMapping(0n, 0n, 0n, file, '');
    this.#mappings.set(file, made);
    return made;
  }

  #labelsOf({ command, process, thread, processor }: PerfHeader): number {
    const { texts, labels } = this.#builder;
    const parts: readonly (readonly [string, string])[] = [
      ['thread', command],
      ['pid', process],
      ['tid', thread],
      ['cpu', processor],
    ];
    return labels.number(
      parts
        .filter(([, value]) => value !== '')
        .map(([key, value]) => ({ key: texts.number(key), text: texts.number(value), number: Number.NaN, unit: 0 })),
    );
  }
}

function kindOf({ kernel, module }: PerfFrame): string {
  if (kernel) return 'kernel';
  return /\/perf-\d+\.map$/.test(module) ? 'jit' : 'native';
}
