// The editor behind the PromQL field: CodeMirror in a shadow root with Prometheus' own language and completion, which asks
// our engine. A chunk of its own; nothing but promql-field.tsx loads it.
import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionStatus,
  moveCompletionSelection,
  selectedCompletionIndex,
  startCompletion,
} from '@codemirror/autocomplete';
import { history, historyKeymap, insertNewline, standardKeymap } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { Annotation, EditorState, Prec, type Extension } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { PromQLExtension } from '@prometheus-io/codemirror-promql';
import { promqlClient } from './promql-client.ts';
import { sentNameSource } from './promql-sent-names.ts';
import { promqlTheme } from './promql-theme.ts';
import type { PromqlVocabulary } from './promql-vocabulary.ts';

/** Something about a part of the text, UTF-16 units [from, to). */
export interface PromqlRemark {
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly from: number;
  readonly to: number;
}

export interface PromqlHooks {
  readonly label: string;
  readonly placeholder: string;
  readonly vocabulary: () => PromqlVocabulary;
  readonly wrong: () => string | undefined;
  readonly onText: (text: string) => void;
  readonly onEnter: () => void;
  readonly onEscape: () => void;
  readonly onBlur: () => void;
}

export interface PromqlEditor {
  readonly text: string;
  setText(text: string): void;
  setRemarks(remarks: readonly PromqlRemark[]): void;
  focus(): void;
  destroy(): void;
}

/** Of texts that are set and not typed: nobody has to be told of them. */
const fromOutside = Annotation.define<boolean>();

export function createPromqlEditor(host: HTMLElement, hooks: PromqlHooks, text: string): PromqlEditor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const language = new PromQLExtension()
    .activateLinter(false)
    .setComplete({ remote: promqlClient(hooks.vocabulary), maxMetricsMetadata: 20_000 });
  // One and the same each time, else a completion that is on its way would be taken for another.
  const quoted = [{ autocomplete: sentNameSource(hooks.vocabulary) }];
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      selection: { anchor: text.length },
      extensions: [language.asExtension(), EditorState.languageData.of(() => quoted), ...extensionsOf(hooks)],
    }),
  });
  return {
    get text() {
      return view.state.doc.toString();
    },
    setText(next) {
      const current = view.state.doc.toString();
      if (next === current) return;
      closeCompletion(view);
      view.dispatch({
        changes: { from: 0, to: current.length, insert: next },
        selection: { anchor: next.length },
        annotations: fromOutside.of(true),
      });
    },
    setRemarks(remarks) {
      const { length } = view.state.doc;
      const fitting = remarks.flatMap(({ from, to, severity, message }) => {
        if (from > length) return [];
        const end = Math.min(length, Math.max(to, from + 1));
        return [{ from: Math.min(from, Math.max(0, end - 1)), to: end, severity, message }];
      });
      view.dispatch(setDiagnostics(view.state, fitting));
    },
    focus: () => view.focus(),
    destroy() {
      view.destroy();
      language.destroy();
    },
  };
}

function extensionsOf(hooks: PromqlHooks): Extension[] {
  return [
    promqlTheme,
    placeholder(hooks.placeholder),
    autocompletion({
      icons: false,
      selectOnOpen: false,
      interactionDelay: 0,
      maxRenderedOptions: 200,
      defaultKeymap: false,
    }),
    bracketMatching(),
    closeBrackets(),
    EditorView.lineWrapping,
    Prec.highest(keymap.of(completionKeys)),
    Prec.high(
      keymap.of([
        { key: 'Enter', run: (view) => (closeCompletion(view), hooks.onEnter(), true) },
        { key: 'Shift-Enter', run: insertNewline },
        { key: 'Escape', run: () => (hooks.onEscape(), true) },
      ]),
    ),
    history(),
    keymap.of([...closeBracketsKeymap, ...historyKeymap, ...standardKeymap]),
    EditorView.contentAttributes.of((view) => ({
      role: 'combobox',
      'aria-label': hooks.label,
      'aria-multiline': 'true',
      'aria-autocomplete': 'list',
      'aria-haspopup': 'listbox',
      'aria-expanded': String(completionStatus(view.state) === 'active'),
      'aria-invalid': String(hooks.wrong() !== undefined),
      'aria-description': hooks.wrong() ?? '',
      autocapitalize: 'off',
      autocorrect: 'off',
      spellcheck: 'false',
    })),
    EditorView.updateListener.of((update) => {
      const typed = update.transactions.some((one) => one.docChanged && one.annotation(fromOutside) !== true);
      if (typed) hooks.onText(update.state.doc.toString());
    }),
    EditorView.domEventHandlers({ blur: () => hooks.onBlur(), beforeinput: typedOver }),
  ];
}

const open = (view: EditorView): boolean => completionStatus(view.state) === 'active';
const whileOpen = (run: (view: EditorView) => boolean) => (view: EditorView) => open(view) && run(view);

/** Enter takes what is highlighted and nothing else, so that it means the query as it stands; Tab takes the first. */
const completionKeys = [
  { key: 'Ctrl-Space', run: startCompletion },
  { key: 'Escape', run: closeCompletion },
  { key: 'ArrowDown', run: whileOpen(moveCompletionSelection(true)) },
  { key: 'ArrowUp', run: whileOpen(moveCompletionSelection(false)) },
  { key: 'PageDown', run: whileOpen(moveCompletionSelection(true, 'page')) },
  { key: 'PageUp', run: whileOpen(moveCompletionSelection(false, 'page')) },
  { key: 'Enter', run: acceptCompletion },
  {
    key: 'Tab',
    run: (view: EditorView) => {
      if (!open(view)) return completionStatus(view.state) === 'pending';
      if ((selectedCompletionIndex(view.state) ?? -1) < 0) moveCompletionSelection(true)(view);
      return acceptCompletion(view);
    },
  },
];

/**
 * Typing over a selection: left to itself, Chromium keeps the colour of what was there by an inline style, which the
 * window's policy refuses with an error.
 */
function typedOver(event: InputEvent, view: EditorView): boolean {
  const { data, inputType } = event;
  if (inputType !== 'insertText' || data === null || view.state.selection.main.empty) return false;
  view.dispatch(view.state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true });
  return true;
}
