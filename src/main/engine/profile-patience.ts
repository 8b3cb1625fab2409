// When the work on a question that was given up ends: at once, but for the decoding of a file, which others may be about to
// ask for. A page that changes its view gives one question up and asks the next one of the same profile a moment later.
import { ContractError } from '../../contract/errors.ts';
import type { Alive } from '../store/reader-face.ts';
import type { ProfileQuestion } from './profile-messages.ts';

/** Three Int32: the question that was given up, the one whose file is decoded on all the same, and the number of that file. */
const givenUp = 0;
const decodedOn = 1;
const decoded = 2;

/** How long a file is decoded on that nobody asks for, in milliseconds. */
const graceMillis = 1000;

/** The worker's end. What is looked at throws ContractError `cancelled`. */
export interface PatienceLooks {
  readonly alive: Alive;
  /** For the time in which a file is decoded. */
  readonly decoding: (profile: number) => Alive;
}

/** @param running the id of the present question */
export function patienceLooks(shared: SharedArrayBuffer, running: () => number): PatienceLooks {
  const flags = new Int32Array(shared);
  const isGivenUp = (): boolean => Atomics.load(flags, givenUp) === running();
  const stop = (): never => {
    throw new ContractError('cancelled', 'the call was cancelled');
  };
  const alive = (): void => {
    if (isGivenUp()) stop();
  };
  return {
    alive,
    decoding(profile) {
      alive();
      Atomics.store(flags, decoded, profile);
      return () => {
        if (isGivenUp() && Atomics.load(flags, decodedOn) !== running()) stop();
      };
    },
  };
}

export interface Asked {
  readonly id: number;
  readonly question: ProfileQuestion;
}

/** The engine's end. */
export class ProfilePatience {
  readonly shared = new SharedArrayBuffer(12);
  readonly #flags = new Int32Array(this.shared);
  readonly #waiting: readonly Asked[];
  #given: Asked | undefined;
  #grace: NodeJS.Timeout | undefined;

  /** @param waiting what comes after the present question, in a list that changes */
  constructor(waiting: readonly Asked[]) {
    this.#waiting = waiting;
  }

  /** Nobody waits for the present question any more. */
  giveUp(running: Asked): void {
    this.#given = running;
    this.#grace = setTimeout(() => {
      this.#grace = undefined;
      this.look();
    }, graceMillis).unref();
    this.look();
    Atomics.store(this.#flags, givenUp, running.id);
  }

  /** To be called when the list of those who wait has changed. */
  look(): void {
    if (this.#given === undefined) return;
    const on = this.#waiting.length === 0 ? this.#grace !== undefined : this.#isAskedFor(this.#given);
    Atomics.store(this.#flags, decodedOn, on ? this.#given.id : 0);
  }

  /** The worker is done with the present question. */
  settled(): void {
    this.#given = undefined;
    clearTimeout(this.#grace);
    this.#grace = undefined;
  }

  /** Whether somebody waits for the file that is decoded now. */
  #isAskedFor({ question }: Asked): boolean {
    const number = ` ${Atomics.load(this.#flags, decoded)}`;
    const files = filesOf(question).filter((file) => file.endsWith(number));
    return this.#waiting.some((one) => filesOf(one.question).some((file) => files.includes(file)));
  }
}

/** Files that a question names, at any depth, each as `RUN NUMBER`. */
function filesOf(question: ProfileQuestion): readonly string[] {
  const files: string[] = [];
  const walk = (value: unknown, run: unknown): void => {
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
    const own: unknown = 'run' in value ? value.run : run;
    if ('profile' in value && typeof value.profile === 'number') files.push(`${String(own)} ${value.profile}`);
    for (const one of Object.values(value)) walk(one, own);
  };
  if (question.kind === 'method') walk(question.request, '');
  return files;
}
