// Thrown inside the readers of exposition formats when a page cannot be read on; the reader's door makes an answer of it.

export class ExpositionFault extends Error {
  readonly offset: number;
  constructor(reason: string, offset: number) {
    super(reason);
    this.name = 'ExpositionFault';
    this.offset = offset;
  }
}

/** More series than a target may have: of this page, or with what is known of the pages before. */
export class TooManySeries extends ExpositionFault {}
