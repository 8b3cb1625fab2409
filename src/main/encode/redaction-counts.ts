// What redaction took away, or would: counted per rule, owner and key, with a few examples of the values.
import type { RedactionPreview, RedactionRow } from '../../contract/exports.ts';
import type { RedactionRule } from '../../contract/redaction.ts';
import { textForm } from '../../contract/text-form.ts';
import type { AttributeValue } from '../../contract/values.ts';

const keptRows = 500;
const shownRows = 200;
const keptExamples = 3;
const exampleLength = 120;

export class RedactionCounts {
  readonly #rows = new Map<string, RedactionRow & { count: number; examples: string[] }>();
  #more = 0;
  items = 0;

  add(rule: RedactionRule, owner: string, key: string, value: AttributeValue): void {
    const name = `${rule.line} ${owner} ${key}`;
    let row = this.#rows.get(name);
    if (row === undefined) {
      if (this.#rows.size >= keptRows) {
        this.#more += 1;
        return;
      }
      row = { line: rule.line, action: rule.action, owner, key, count: 0, examples: [] };
      this.#rows.set(name, row);
    }
    row.count += 1;
    if (row.examples.length >= keptExamples) return;
    const text = textForm(value);
    const example = text.length > exampleLength ? `${text.slice(0, exampleLength)}…` : text;
    if (!row.examples.includes(example)) row.examples.push(example);
  }

  get preview(): RedactionPreview {
    const rows = [...this.#rows.values()].toSorted((a, b) => b.count - a.count || a.line - b.line);
    const beyond = rows.slice(shownRows).reduce((sum, row) => sum + row.count, 0);
    return { rows: rows.slice(0, shownRows), more: this.#more + beyond, items: this.items };
  }
}
