// How a decoder answers: a batch, or the one reason why the whole request is unusable.

export type Result<T, F> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'failed'; readonly failure: F };

/** The whole request is unusable. Items that are merely broken are `rejections` of the batch instead. */
export interface DecodeFailure {
  readonly reason: string;
  /** Where in the request, in the spelling of its encoding; empty for the request itself. */
  readonly field: string;
  /** Byte offset in the decompressed request. */
  readonly offset: number;
}

/** Thrown inside decode/ when the request cannot be read on; the doors turn it into a DecodeFailure. */
export class DecodeFault extends Error {
  readonly offset: number;
  constructor(reason: string, offset: number) {
    super(reason);
    this.name = 'DecodeFault';
    this.offset = offset;
  }
}
