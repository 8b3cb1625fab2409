// Which profiles of which run files have a content that the profile worker may keep something of: once the last of them is
// deleted, or its run is, nothing is kept.

export class ProfileOwners {
  /** By the path of the run file, then by the profile's number. */
  readonly #runs = new Map<string, Map<number, string>>();

  add(path: string, profile: number, content: string): void {
    const known = this.#runs.get(path);
    if (known === undefined) this.#runs.set(path, new Map([[profile, content]]));
    else known.set(profile, content);
  }

  /** Answers the contents that nobody has any more. @param profiles those that go; all of the run without them */
  remove(path: string, profiles?: readonly number[]): readonly string[] {
    const run = this.#runs.get(path);
    if (run === undefined) return [];
    const left: string[] = [];
    for (const profile of profiles ?? run.keys()) {
      const content = run.get(profile);
      if (content !== undefined) left.push(content);
      run.delete(profile);
    }
    if (run.size === 0) this.#runs.delete(path);
    return left.filter((content) => ![...this.#runs.values()].some((one) => [...one.values()].includes(content)));
  }
}
