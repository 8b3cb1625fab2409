// The editor behind the search field: CodeMirror in a shadow root, one line, coloured by our own tokens. A chunk of its
// own; nothing but search-field.tsx loads it, and only once the page stands.
import { closeCompletion, completionStatus, startCompletion } from '@codemirror/autocomplete';
import { history, historyKeymap, standardKeymap } from '@codemirror/commands';
import { setDiagnostics } from '@codemirror/lint';
import { Annotation, EditorState, Prec, type Extension, type TransactionSpec } from '@codemirror/state';
import { Decoration, EditorView, keymap, placeholder, ViewPlugin, type DecorationSet } from '@codemirror/view';
import type { At, SearchDomain, SearchProblem } from '../../../contract/search/search.ts';
import { searchCompletion } from './editor-completion.ts';
import { editorTheme } from './editor-theme.ts';
import { tokenMarks, type MarkKind } from './token-marks.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface EditorHooks {
  readonly label: string;
  readonly placeholder: string;
  readonly domain: SearchDomain;
  readonly vocabulary: () => Vocabulary;
  /** The problem that is shown, for screen readers. */
  readonly problem: () => SearchProblem | undefined;
  readonly onText: (text: string) => void;
  readonly onEnter: (shift: boolean) => void;
  readonly onEscape: () => void;
  readonly onBlur: () => void;
  /** 1: an older search, -1: a newer one; true where there was one. */
  readonly onRecent: (direction: 1 | -1) => boolean;
}

export interface SearchEditor {
  readonly text: string;
  /** Is the list of completions open? */
  readonly completing: boolean;
  setText(text: string, select?: At): void;
  setProblem(problem: SearchProblem | undefined): void;
  focus(): void;
  destroy(): void;
}

/** Of texts that are set and not typed: nobody has to be told of them. */
const fromOutside = Annotation.define<boolean>();

/** `selected` is where the cursor was in the plain input before. */
export function createSearchEditor(host: HTMLElement, hooks: EditorHooks, text: string, selected: At): SearchEditor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: oneLine(text),
      selection: { anchor: selected.from, head: selected.to },
      extensions: extensionsOf(hooks),
    }),
  });
  return {
    get text() {
      return view.state.doc.toString();
    },
    get completing() {
      return completionStatus(view.state) !== null;
    },
    setText(next, select) {
      const insert = oneLine(next);
      const current = view.state.doc.toString();
      const selection = { anchor: select?.from ?? insert.length, head: select?.to ?? insert.length };
      closeCompletion(view);
      view.dispatch({
        ...(insert === current ? {} : { changes: { from: 0, to: current.length, insert } }),
        selection,
        scrollIntoView: true,
        annotations: fromOutside.of(true),
      });
    },
    setProblem(problem) {
      const diagnostics =
        problem === undefined
          ? []
          : [{ from: problem.from, to: problem.to, severity: 'error' as const, message: problem.message }];
      view.dispatch(
        setDiagnostics(
          view.state,
          diagnostics.filter(({ to }) => to <= view.state.doc.length),
        ),
      );
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

function extensionsOf(hooks: EditorHooks): Extension {
  return [
    editorTheme,
    placeholder(hooks.placeholder),
    searchCompletion(hooks.domain, hooks.vocabulary),
    Prec.high(keymap.of(keysOf(hooks))),
    history(),
    keymap.of([...historyKeymap, ...standardKeymap]),
    EditorState.transactionFilter.of((transaction) =>
      transaction.newDoc.lines > 1 ? flattened(transaction.startState, transaction.newDoc.toString()) : transaction,
    ),
    EditorView.clipboardInputFilter.of(oneLine),
    EditorView.contentAttributes.of((view) => ({
      role: 'combobox',
      'aria-label': hooks.label,
      'aria-multiline': 'false',
      'aria-autocomplete': 'list',
      'aria-haspopup': 'listbox',
      'aria-expanded': String(completionStatus(view.state) === 'active'),
      'aria-invalid': String(hooks.problem() !== undefined),
      'aria-description': hooks.problem()?.message ?? '',
      autocapitalize: 'off',
      autocorrect: 'off',
      spellcheck: 'false',
    })),
    EditorView.updateListener.of((update) => {
      const typed = update.transactions.some((one) => one.docChanged && one.annotation(fromOutside) !== true);
      if (typed) hooks.onText(update.state.doc.toString());
    }),
    EditorView.domEventHandlers({ blur: () => hooks.onBlur(), beforeinput: typedOver }),
    colouring,
  ];
}

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

function keysOf(hooks: EditorHooks) {
  return [
    { key: 'Enter', run: (view: EditorView) => (closeCompletion(view), hooks.onEnter(false), true) },
    { key: 'Shift-Enter', run: (view: EditorView) => (closeCompletion(view), hooks.onEnter(true), true) },
    { key: 'Escape', run: () => (hooks.onEscape(), true) },
    { key: 'ArrowUp', run: () => (hooks.onRecent(1), true) },
    {
      key: 'ArrowDown',
      run: (view: EditorView) => {
        if (!hooks.onRecent(-1)) startCompletion(view);
        return true;
      },
    },
  ];
}

const marks = new Map<MarkKind, Decoration>(
  (['field', 'operator', 'joiner', 'flag', 'text', 'string', 'number', 'punctuation'] as const).map((kind) => [
    kind,
    Decoration.mark({ class: `token-${kind}` }),
  ]),
);

const colouring = ViewPlugin.define(
  (view) => ({
    decorations: coloured(view.state.doc.toString()),
    update(update) {
      if (update.docChanged) this.decorations = coloured(update.state.doc.toString());
    },
  }),
  { decorations: ({ decorations }) => decorations },
);

function coloured(text: string): DecorationSet {
  return Decoration.set(tokenMarks(text).flatMap(({ from, to, kind }) => marks.get(kind)?.range(from, to) ?? []));
}

const oneLine = (text: string): string => text.replaceAll(/\s*[\r\n]+\s*/g, ' ');

function flattened(before: EditorState, text: string): TransactionSpec {
  const insert = oneLine(text);
  return { changes: { from: 0, to: before.doc.length, insert }, selection: { anchor: insert.length } };
}
