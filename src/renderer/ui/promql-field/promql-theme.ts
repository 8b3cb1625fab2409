// The editor's look by the window's tokens; colours of PromQL as those of all code here.
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { editorTheme } from '../search-field/editor-theme.ts';

const several: Extension = EditorView.theme({
  '&': { height: 'auto', maxHeight: '180px' },
  '.cm-scroller': { overflow: 'auto', lineHeight: '20px', padding: '3px 0' },
  '.cm-lintRange-warning, .cm-lintRange-info': {
    paddingBottom: '0',
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--warning) 1px',
    textUnderlineOffset: '3px',
  },
  '.cm-lintRange-info': { textDecoration: 'underline dotted var(--accent) 1px' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { background: 'var(--bg-active)', outline: 'none' },
  '.cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket': { background: 'var(--error-soft)' },
  '.cm-completionInfo': {
    maxWidth: '360px',
    padding: 'var(--space-3) var(--space-4)',
    font: '400 var(--size) / 1.45 var(--font)',
    whiteSpace: 'normal',
  },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], color: 'var(--code-word)' },
  { tag: [tags.function(tags.variableName), tags.standard(tags.variableName)], color: 'var(--code-word)' },
  { tag: tags.variableName, color: 'var(--text)' },
  { tag: tags.labelName, color: 'var(--code-key)' },
  { tag: tags.string, color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool], color: 'var(--code-number)' },
  { tag: [tags.operator, tags.arithmeticOperator, tags.compareOperator], color: 'var(--text-2)' },
  { tag: [tags.paren, tags.squareBracket, tags.brace, tags.punctuation], color: 'var(--text-3)' },
  { tag: tags.comment, color: 'var(--text-3)', fontStyle: 'italic' },
]);

export const promqlTheme: Extension = [editorTheme, several, syntaxHighlighting(colours)];
