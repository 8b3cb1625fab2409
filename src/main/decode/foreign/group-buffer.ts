// Gathers spans under their resource and scope and hands them on in groups of a bounded size.
import type { ResourceRecord, ScopeRecord, SpanRecord } from '../../../contract/otlp-records.ts';
import type { ForeignSink } from './foreign-format.ts';

/** Spans that are held. */
const most = 2000;

interface Gathered {
  readonly scope: ScopeRecord;
  readonly items: SpanRecord[];
}

export class GroupBuffer {
  readonly #sink: ForeignSink;
  readonly #groups: Map<ResourceRecord, Map<string, Gathered>> = new Map();
  #count = 0;

  constructor(sink: ForeignSink) {
    this.#sink = sink;
  }

  /** Resources are told apart as objects, scopes by name and version. */
  add(resource: ResourceRecord, scope: ScopeRecord, span: SpanRecord): void {
    const scopes = this.#groups.get(resource) ?? new Map<string, Gathered>();
    this.#groups.set(resource, scopes);
    const key = `${scope.name}\0${scope.version}`;
    const gathered = scopes.get(key);
    if (gathered === undefined) scopes.set(key, { scope, items: [span] });
    else gathered.items.push(span);
    this.#count += 1;
    if (this.#count >= most) this.flush();
  }

  flush(): void {
    for (const [resource, scopes] of this.#groups)
      for (const { scope, items } of scopes.values()) this.#sink.group({ signal: 'traces', resource, scope, items });
    this.#groups.clear();
    this.#count = 0;
  }
}
