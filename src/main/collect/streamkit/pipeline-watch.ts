// Pipelines of sessions that appear or change while the server is heard: each is asked for once it has been left alone for a
// moment, as a pipeline is built by many small changes.

const calmMillis = 500;

export class PipelineWatch {
  readonly #ask: (session: string) => void;
  readonly #waiting = new Map<string, NodeJS.Timeout>();

  constructor(ask: (session: string) => void) {
    this.#ask = ask;
  }

  changed(session: string): void {
    if (session === '') return;
    clearTimeout(this.#waiting.get(session));
    const timer = setTimeout(() => {
      this.#waiting.delete(session);
      this.#ask(session);
    }, calmMillis);
    this.#waiting.set(session, timer);
  }

  forget(session: string): void {
    clearTimeout(this.#waiting.get(session));
    this.#waiting.delete(session);
  }

  close(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
  }
}
