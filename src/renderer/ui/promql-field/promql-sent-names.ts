// Completion of what PromQL writes in quotes: names of metrics as they were sent (`http.server.requests` becomes
// `{"http.server.requests"}`), and names of their labels. The language's own completion knows neither.
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { PromqlVocabulary } from './promql-vocabulary.ts';

/** Where such a name is being written; places in the text. */
export interface QuotedPlace {
  /** `bare`: a name with a dot, without quotes; `metric` and `label`: inside of quotes. */
  readonly kind: 'bare' | 'metric' | 'label';
  readonly from: number;
  /** Of a label: the metric in the same braces. */
  readonly metric: string | undefined;
}

export function quotedPlace(text: string): QuotedPlace | undefined {
  const metric = /\{\s*"([^"\\]*)$/.exec(text);
  if (metric !== null) return { kind: 'metric', from: text.length - (metric[1] ?? '').length, metric: undefined };
  const label = /\{([^{}]*),\s*"([^"\\]*)$/.exec(text);
  if (label !== null && quotesIn(label[1] ?? '') % 2 === 0) {
    const named = /^\s*"([^"\\]*)"\s*(?:,|$)/.exec(label[1] ?? '')?.[1];
    const before = /([\w:]+)\s*$/.exec(text.slice(0, label.index))?.[1];
    return { kind: 'label', from: text.length - (label[2] ?? '').length, metric: named ?? before };
  }
  const bare = /(?:^|[\s(,+\-*/%^<>=!])([\p{L}_][\p{L}\p{N}_:]*\.[\p{L}\p{N}_.:-]*)$/u.exec(text)?.[1];
  if (bare === undefined || quotesIn(text) % 2 === 1 || /\{[^}]*$/.test(text)) return undefined;
  return { kind: 'bare', from: text.length - bare.length, metric: undefined };
}

/** A source of completion over the vocabulary; what cannot be answered is no completion. */
export function sentNameSource(vocabulary: () => PromqlVocabulary) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const text = context.state.sliceDoc(0, context.pos);
    const place = quotedPlace(text);
    if (place === undefined) return null;
    // The rest of the word under the cursor is replaced too, and a closing quote is not written twice.
    const rest = /^[\p{L}\p{N}_.:-]*/u.exec(context.state.sliceDoc(context.pos))?.[0].length ?? 0;
    const to = context.pos + rest;
    const closed = context.state.sliceDoc(to, to + 1) === '"';
    const written = (name: string): string => {
      const inside = JSON.stringify(name).slice(1, -1);
      return place.kind === 'bare' ? `{"${inside}"}` : closed ? inside : `${inside}"`;
    };
    try {
      const options =
        place.kind === 'label'
          ? (await vocabulary().labels(place.metric)).map((name): Completion => ({ label: name, apply: written(name) }))
          : [...((await vocabulary().sentMetrics?.()) ?? [])].map(([name, { type, help }]): Completion => ({
              label: name,
              detail: type,
              apply: written(name),
              ...(help === '' ? {} : { info: help }),
            }));
      return options.length === 0 ? null : { from: place.from, to, options, validFor: /^[\p{L}\p{N}_.:-]*$/u };
    } catch {
      return null;
    }
  };
}

function quotesIn(text: string): number {
  return text.replaceAll(/\\./g, '').split('"').length - 1;
}
