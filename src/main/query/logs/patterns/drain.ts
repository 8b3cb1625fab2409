// Drain (He et al., ICWS 2017): groups messages by a tree of fixed depth (number of words, then the first word), and in
// a leaf joins a message to the template that it has most words in common with, if these are enough.
// What differs becomes `<*>`. Streaming, and the same groups for the same messages in the same order.

/** A group of messages. `words` is its template so far. */
export interface Template<Data> {
  words: readonly string[];
  data: Data;
}

export const anything = '<*>';
/** Words that lead through the tree, after their number. */
const prefix = 1;
const similarity = 0.5;
const mostBranches = 100;
/** Templates of a leaf; messages that fit none of them then share one of placeholders alone. A message is compared with all. */
const mostTemplates = 200;

interface Node<Data> {
  readonly children: Map<string, Node<Data>>;
  readonly templates: Template<Data>[];
  rest: Template<Data> | undefined;
}

export class Drain<Data> {
  readonly #roots: Map<number, Node<Data>> = new Map();
  /** In the order of their first message. */
  readonly templates: Template<Data>[] = [];

  /** The template that the message belongs to; a new one gets the data that `make` makes. */
  add(words: readonly string[], make: () => Data): Template<Data> {
    const leaf = this.#leafOf(words);
    const found = closest(leaf.templates, words);
    if (found !== undefined) {
      if (found.words.some((word, i) => word !== words[i]))
        found.words = found.words.map((word, i) => (word === words[i] ? word : anything));
      return found;
    }
    if (leaf.templates.length >= mostTemplates || words.every((word) => word === anything)) {
      leaf.rest ??= this.#made(
        words.map(() => anything),
        make,
      );
      return leaf.rest;
    }
    const template = this.#made(words, make);
    leaf.templates.push(template);
    return template;
  }

  #made(words: readonly string[], make: () => Data): Template<Data> {
    const template = { words, data: make() };
    this.templates.push(template);
    return template;
  }

  #leafOf(words: readonly string[]): Node<Data> {
    let node = this.#roots.get(words.length);
    if (node === undefined) this.#roots.set(words.length, (node = emptyNode()));
    for (const word of words.slice(0, prefix)) node = branch(node, word);
    return node;
  }
}

/** Words with a placeholder lead nowhere special, and neither does what comes when a node is full. */
function branch<Data>(node: Node<Data>, word: string): Node<Data> {
  const known = node.children.get(word);
  if (known !== undefined) return known;
  const key = word.includes('<') || node.children.size >= mostBranches ? anything : word;
  let child = node.children.get(key);
  if (child === undefined) node.children.set(key, (child = emptyNode()));
  return child;
}

function emptyNode<Data>(): Node<Data> {
  return { children: new Map(), templates: [], rest: undefined };
}

/** The first of those with the most equal words; of equally many, the one with fewer places that fit anything. */
function closest<Data>(templates: readonly Template<Data>[], words: readonly string[]): Template<Data> | undefined {
  let best: Template<Data> | undefined;
  let bestEqual = -1;
  let bestOpen = 0;
  for (const template of templates) {
    let equal = 0;
    let open = 0;
    for (let i = 0; i < words.length; i++) {
      if (template.words[i] === anything) open += 1;
      else if (template.words[i] === words[i]) equal += 1;
    }
    if (equal > bestEqual || (equal === bestEqual && open < bestOpen)) {
      best = template;
      bestEqual = equal;
      bestOpen = open;
    }
  }
  return bestEqual >= similarity * words.length ? best : undefined;
}
