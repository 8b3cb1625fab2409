// Completion in the editor: offers.ts behind CodeMirror's list. Nothing is chosen until an arrow key or Tab does, so that
// Enter always means the search as it stands.
import {
  acceptCompletion,
  autocompletion,
  closeCompletion,
  completionStatus,
  moveCompletionSelection,
  selectedCompletionIndex,
  startCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { Prec, type Extension } from '@codemirror/state';
import { keymap, type EditorView } from '@codemirror/view';
import type { SearchDomain } from '../../../contract/search/search.ts';
import { offersAt, type Offer, type Offers } from './offers.ts';
import type { Vocabulary } from './vocabulary.ts';

interface OfferCompletion extends Completion {
  readonly offer: Offer;
}

export function searchCompletion(domain: SearchDomain, vocabulary: () => Vocabulary): Extension {
  const ask = (context: CompletionContext): ReturnType<typeof offersAt> => {
    const abort = new AbortController();
    context.addEventListener('abort', () => abort.abort());
    return offersAt({
      text: context.state.doc.toString(),
      cursor: context.pos,
      domain,
      vocabulary: vocabulary(),
      explicit: context.explicit,
      signal: abort.signal,
    });
  };
  const resultOf = (found: Offers | undefined): CompletionResult | null =>
    found === undefined
      ? null
      : {
          from: found.from,
          to: found.to,
          options: found.offers.map(asCompletion),
          filter: false,
          getMatch: ({ label }) => matchIn(label, found.typed),
          // What needs no waiting follows each keystroke at once, so that Tab always means what is listed.
          update(_current, _from, _to, context) {
            const next = ask(context);
            return next instanceof Promise ? null : resultOf(next);
          },
        };
  const source = (context: CompletionContext): CompletionResult | null | Promise<CompletionResult | null> => {
    const found = ask(context);
    return found instanceof Promise ? found.then(resultOf, () => null) : resultOf(found);
  };
  return [
    autocompletion({
      override: [source],
      icons: false,
      selectOnOpen: false,
      interactionDelay: 0,
      activateOnTypingDelay: 50,
      maxRenderedOptions: 200,
      defaultKeymap: false,
      activateOnCompletion: (completion) => (completion as OfferCompletion).offer.continues,
      optionClass: (completion) => `offer-${(completion as OfferCompletion).offer.kind}`,
    }),
    Prec.highest(
      keymap.of([
        { key: 'Ctrl-Space', run: startCompletion },
        { key: 'Escape', run: closeCompletion },
        { key: 'ArrowDown', run: whileOpen(moveCompletionSelection(true)) },
        { key: 'ArrowUp', run: whileOpen(moveCompletionSelection(false)) },
        { key: 'PageDown', run: whileOpen(moveCompletionSelection(true, 'page')) },
        { key: 'PageUp', run: whileOpen(moveCompletionSelection(false, 'page')) },
        { key: 'Enter', run: acceptCompletion },
        { key: 'Tab', run: acceptFirst },
      ]),
    ),
  ];
}

type Run = (view: EditorView) => boolean;

function whileOpen(run: Run): Run {
  return (view) => completionStatus(view.state) === 'active' && run(view);
}

function acceptFirst(view: EditorView): boolean {
  const status = completionStatus(view.state);
  // While the list is being fetched, Tab must not leave the field.
  if (status !== 'active') return status === 'pending';
  if ((selectedCompletionIndex(view.state) ?? -1) < 0) moveCompletionSelection(true)(view);
  return acceptCompletion(view);
}

function asCompletion(offer: Offer): OfferCompletion {
  return {
    label: offer.label,
    apply: offer.insert,
    offer,
    ...(offer.about === undefined ? {} : { detail: offer.about }),
  };
}

/** Where the typed text stands in a label, for its weight. */
function matchIn(label: string, typed: string): readonly number[] {
  const at = typed === '' ? -1 : label.toLowerCase().indexOf(typed.toLowerCase());
  return at < 0 ? [] : [at, at + typed.length];
}
