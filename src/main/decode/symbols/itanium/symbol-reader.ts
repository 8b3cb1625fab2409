// What all parts of the grammar share: numbers, substitutions, and the template arguments that parameters stand for.
import { SymbolCursor, SymbolFault, isDigit, isLower, isUpper } from '../symbol-cursor.ts';
import { mappedNode } from './node-parts.ts';
import { textNode, type ParameterNode, type SymbolNode } from './symbol-node.ts';

export abstract class SymbolReader {
  protected readonly at: SymbolCursor;
  protected readonly substitutions: SymbolNode[] = [];
  /** Arguments that parameters refer to, by level; `undefined` inside of a conversion operator's type. */
  protected readonly templates: (readonly SymbolNode[] | undefined)[] = [];
  /** Parameters met inside of a conversion operator's type. */
  protected waiting: ParameterNode[] = [];
  /** One more than the level of a generic lambda's own parameters; 0 outside of lambdas. */
  protected lambdaLevel = 0;
  /** Inside of a constraint parameters are not looked up. */
  protected inConstraint = false;
  /** Whether there is a parameter anywhere. */
  #parameters = false;

  constructor(text: string) {
    this.at = new SymbolCursor(text);
  }

  protected fail(reason: string): never {
    throw new SymbolFault(`${reason} at ${this.at.pos}`);
  }

  /** [n] decimal digits. */
  protected number(): number {
    return this.at.take('n') ? -this.at.decimal() : this.at.decimal();
  }

  /** `_` is 0, `0_` is 1. */
  protected compactNumber(): number {
    if (this.at.take('_')) return 0;
    const number = this.at.decimal();
    this.at.expect('_');
    return number + 1;
  }

  protected sequence(): number {
    const { at } = this;
    if (at.take('_')) return 0;
    let id = 0;
    while (!at.take('_')) {
      const char = at.next();
      if (!isDigit(char) && !isUpper(char)) this.fail('no sequence number');
      id = id * 36 + Number.parseInt(char, 36);
      if (id > 0x7fff_ffff) this.fail('a sequence number is too large');
    }
    return id + 1;
  }

  protected substituted(): SymbolNode {
    const found = this.substitutions[this.sequence()] ?? this.fail('no such substitution');
    return this.#parameters ? this.#rebound(found, found, this.lambdaLevel > 0, new Map()) : found;
  }

  /** A substitution means the parameters of the template that is read now. */
  #rebound(node: SymbolNode, whole: SymbolNode, inLambda: boolean, known: Map<SymbolNode, SymbolNode>): SymbolNode {
    const before = known.get(node);
    if (before !== undefined) return before;
    const made = this.at.part(() => {
      if (node.kind === 'parameter' || node.kind === 'auto') return this.#reboundParameter(node, whole, inLambda);
      // That has a template of its own.
      if (node.kind === 'typed' && node.name.kind === 'template') return node;
      const inside = inLambda || node.kind === 'closure';
      return mappedNode(node, (part) => this.#rebound(part, whole, inside, known));
    });
    known.set(node, made);
    return made;
  }

  #reboundParameter(
    node: SymbolNode & { readonly kind: 'parameter' | 'auto' },
    whole: SymbolNode,
    inLambda: boolean,
  ): SymbolNode {
    const { index } = node;
    const { templates } = this;
    if (this.inConstraint) return textNode(`T${index}`);
    if (inLambda) return node.kind === 'auto' ? node : { kind: 'auto', index };
    if (templates.length > 0) return this.#parameter(index, templates.at(-1));
    return whole.kind === 'template' ? this.#parameter(index, whole.args) : this.fail('no template to substitute in');
  }

  #parameter(index: number, args: readonly SymbolNode[] | undefined): SymbolNode {
    if (args !== undefined && index >= args.length) this.fail('no such template argument');
    const parameter: ParameterNode = { kind: 'parameter', index, args };
    if (args === undefined) this.waiting.push(parameter);
    return parameter;
  }

  protected sourceName(): SymbolNode {
    const name = this.at.slice(this.at.decimal());
    if (name === '') this.fail('an empty name');
    return textNode(/^_GLOBAL_[._$]N./su.test(name) ? '(anonymous namespace)' : name);
  }

  protected templateParameter(): SymbolNode {
    const { at, templates } = this;
    const from = at.pos;
    at.expect('T');
    const level = at.take('L') ? this.compactNumber() : 0;
    const index = this.compactNumber();
    if (this.inConstraint) return textNode(at.text.slice(from, at.pos - 1));
    this.#parameters = true;
    const ofLambda = this.lambdaLevel > 0 && level === this.lambdaLevel - 1;
    if (level >= templates.length) {
      return ofLambda ? { kind: 'auto', index } : this.fail('a template parameter without a template');
    }
    const args = templates[level];
    if (ofLambda && args !== undefined && index >= args.length) return { kind: 'auto', index };
    return this.#parameter(index, args);
  }

  protected atOperator(): boolean {
    return isLower(this.at.peek());
  }
}
