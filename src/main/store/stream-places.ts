// Where the streams of a run lie: group and first slot, several where a stream went from group to group. Kept flat, as a run
// has a place for each of its streams at least.
export interface StreamPlace {
  readonly group: number;
  readonly first: number;
}

export class StreamPlaces {
  readonly #groups: number[] = [];
  readonly #firsts: number[] = [];
  /** The place that the same stream had before, -1 where it is its first. */
  readonly #before: number[] = [];
  /** By number of the stream. */
  readonly #last: (number | undefined)[] = [];

  add(stream: number, group: number, first: number): void {
    const place = this.#groups.push(group) - 1;
    this.#firsts.push(first);
    this.#before.push(this.#last[stream] ?? -1);
    this.#last[stream] = place;
  }

  /** In the order in which they were added. */
  of(stream: number): readonly StreamPlace[] {
    const places: StreamPlace[] = [];
    for (let at = this.#last[stream] ?? -1; at >= 0; at = this.#before[at] as number)
      places.push({ group: this.#groups[at] as number, first: this.#firsts[at] as number });
    return places.length > 1 ? places.reverse() : places;
  }
}
