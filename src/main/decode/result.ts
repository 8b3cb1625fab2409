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

/** Where a reader is in the request. */
interface Position {
  readonly pos: number;
}

/** Turns the fault of `read` into a failure; `name` tells the field at an offset. */
export function guardedDecode<T>(
  value: T,
  reader: Position,
  name: (offset: number) => string,
  read: () => void,
): Result<T, DecodeFailure> {
  try {
    read();
    return { kind: 'ok', value };
  } catch (fault) {
    if (!(fault instanceof DecodeFault)) throw fault;
    const offset = fault.offset < 0 ? reader.pos : fault.offset;
    return { kind: 'failed', failure: { reason: fault.message, field: name(offset), offset } };
  }
}

/** Thrown inside decode/ when the request cannot be read on; `guardedDecode` turns it into a DecodeFailure. */
export class DecodeFault extends Error {
  readonly offset: number;
  constructor(reason: string, offset: number) {
    super(reason);
    this.name = 'DecodeFault';
    this.offset = offset;
  }
}
