// Who takes part in calls: services by their numbers in the run, and what is only known by the name that a caller gave
// it (a database, a queue, a model, a host), numbered from `firstPeer` on.
import type { ParticipantKind } from '../../../contract/services.ts';
import type { RunReader } from '../../store/reader-face.ts';

export const firstPeer = 2 ** 24;

export interface Participant {
  readonly kind: ParticipantKind;
  readonly name: string;
}

export class Participants {
  readonly #reader: RunReader;
  readonly #peers: Participant[] = [];
  readonly #numbers = new Map<string, number>();

  constructor(reader: RunReader) {
    this.#reader = reader;
  }

  /** A name that a service of the run has is that service. */
  numberOf(kind: Exclude<ParticipantKind, 'service'>, name: string): number {
    if (kind === 'external') {
      const service = this.#reader.serviceNumber(name);
      if (service >= 0) return service;
    }
    const key = `${kind} ${name}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = firstPeer + this.#peers.push({ kind, name }) - 1;
    this.#numbers.set(key, number);
    return number;
  }

  of(number: number): Participant {
    if (number < firstPeer) return { kind: 'service', name: this.#reader.serviceName(number) };
    return this.#peers[number - firstPeer] as Participant;
  }
}
