// A mangled C++ name as it is written: types from the inside out, template arguments and enclosing parameters as far as
// they are wanted. Spaces and parentheses are those of pprof's demangler, which are GNU's (`> >`, `{lambda()#1}`).
import { SymbolFault, symbolLimits, SymbolTooLarge } from '../symbol-cursor.ts';
import { ExpressionText } from './expression-text.ts';
import { settledNode } from './settled-node.ts';
import {
  isExpressionNode,
  isTypeNode,
  type ClosureNode,
  type FunctionNode,
  type NameNode,
  type SymbolNode,
} from './symbol-node.ts';

export interface CppStyle {
  readonly templateArgs: boolean;
  /** Parameters of functions that something is local to. */
  readonly enclosingParameters: boolean;
}

/** What is left and right of the place of a declared name. */
type Sides = readonly [string, string];

export class CppText extends ExpressionText {
  readonly #style: CppStyle;
  #parts = 0;
  #depth = 0;

  constructor(style: CppStyle) {
    super();
    this.#style = style;
  }

  of(node: SymbolNode): string {
    const [left, right] = this.#sides(node);
    return right === '' ? left : left + right;
  }

  #sides(node: SymbolNode): Sides {
    if (++this.#depth > symbolLimits.depth || ++this.#parts > symbolLimits.parts) throw new SymbolTooLarge();
    const sides = this.#sidesOf(settledNode(node, this.item));
    if (sides[0].length + sides[1].length > symbolLimits.output) throw new SymbolTooLarge();
    this.#depth--;
    return sides;
  }

  #sidesOf(node: SymbolNode): Sides {
    if (isExpressionNode(node)) return [this.expression(node), ''];
    if (!isTypeNode(node)) return [this.#name(node), ''];
    switch (node.kind) {
      case 'pointer':
        return this.#inside(node.of, node.mark);
      case 'suffixed': {
        const [left, right] = this.#sides(node.of);
        return [`${left} ${this.of(node.suffix)}`, right];
      }
      case 'qualified': {
        const [left, right] = this.#sides(node.of);
        return [`${left} ${this.#words(node.qualifiers)}`, right];
      }
      case 'method': {
        const words = node.qualifiers.length === 0 ? '' : ` ${this.#words(node.qualifiers)}`;
        const after = words + (node.reference === '' ? '' : ` ${node.reference}`);
        const of = settledNode(node.of, this.item);
        if (of.kind === 'function') return this.#function(of, after);
        const [left, right] = this.#sides(of);
        return [left, right + after];
      }
      case 'array': {
        const [left, right] = this.#sides(node.of);
        return [left, ` [${this.of(node.size)}]${right.startsWith(' [') ? right.slice(1) : right}`];
      }
      case 'member':
        return this.#member(node.owner, node.of);
      case 'function':
        return this.#function(node);
      case 'typed': {
        const [left, right] = this.#sides(node.type);
        return [left + this.of(node.name), right];
      }
    }
  }

  /** A mark between a type and what is declared with it; in parentheses where that stands before something. */
  #inside(of: SymbolNode, mark: string): Sides {
    const [left, right] = this.#sides(of);
    const around = this.#stands(of);
    if (around === 'array') return [`${left} (${mark}`, `)${right}`];
    if (around !== 'function') return [left + mark, right];
    const close = left.endsWith(' ') || (/[(*]$/u.test(left) && /^[*&]/u.test(mark));
    return [`${left}${close ? '' : ' '}(${mark}`, `)${right}`];
  }

  #member(owner: SymbolNode, of: SymbolNode): Sides {
    const mark = `${this.of(owner)}::*`;
    return this.#stands(of) === undefined ? this.#inside(of, ` ${mark}`) : this.#inside(of, mark);
  }

  #stands(of: SymbolNode): 'array' | 'function' | undefined {
    const plain = settledNode(of, this.item);
    if (plain.kind === 'function') return 'function';
    if (plain.kind === 'qualified' || plain.kind === 'method') return this.#stands(plain.of);
    return plain.kind === 'array' ? 'array' : undefined;
  }

  /** @param after qualifiers of `this` */
  #function({ result, parameters, enclosing }: FunctionNode, after = ''): Sides {
    const shown = enclosing && !this.#style.enclosingParameters ? [] : parameters;
    const list = `(${this.shownList(shown)})${after}`;
    if (result === undefined || enclosing) return ['', list];
    const [left, right] = this.#sides(result);
    // The result is itself a pointer to a function or an array: this one stands inside of its parentheses.
    return right.startsWith(')') ? [left, list + right] : [`${left} `, list + right];
  }

  #words(qualifiers: readonly SymbolNode[]): string {
    return qualifiers.map((word) => this.of(word)).join(' ');
  }

  #name(node: NameNode): string {
    switch (node.kind) {
      case 'text':
      case 'builtin':
        return node.text;
      case 'joined':
        return node.parts.map((part) => (typeof part === 'string' ? part : this.of(part))).join('');
      case 'nested':
        return `${this.of(node.scope)}::${this.of(node.name)}`;
      case 'local': {
        const argument = node.argument === 0 ? '' : `{default arg#${node.argument}}::`;
        return `${this.of(node.scope)}::${argument}${this.of(node.name)}`;
      }
      case 'template':
        return this.#template(this.of(node.name), node.args);
      case 'parameter':
        throw new SymbolFault('a template parameter without an argument');
      case 'auto':
        return `auto:${node.index + 1}`;
      case 'constructor':
        return this.of(node.of);
      case 'destructor':
        return `~${this.of(node.of)}`;
      case 'cast':
        return `operator ${this.of(node.to)}`;
      case 'operator':
        return `operator${/^[a-z]/u.test(node.text) ? ' ' : ''}${node.text.trimEnd()}`;
      case 'tagged':
        return `${this.of(node.name)}[abi:${this.of(node.tag)}]`;
      case 'module': {
        const parent = node.parent === undefined ? '' : this.of(node.parent);
        return `${parent}${node.part ? ':' : parent === '' ? '' : '.'}${this.of(node.name)}`;
      }
      case 'closure':
        return node.number < 0 ? this.#signature(node) : `{lambda${this.#signature(node)}#${node.number + 1}}`;
    }
  }

  #template(name: string, args: readonly SymbolNode[]): string {
    if (!this.#style.templateArgs) return name;
    const list = this.shownList(args);
    return `${name}${name.endsWith('<') ? ' <' : '<'}${list}${list.endsWith('>') ? ' >' : '>'}`;
  }

  #signature({ templates, templatesRequire, parameters, requires }: ClosureNode): string {
    const list = (nodes: readonly SymbolNode[]): string => nodes.map((node) => this.of(node)).join(', ');
    const generic = templates.length === 0 ? '' : `<${list(templates)}>`;
    const before = templatesRequire === undefined ? '' : ` requires ${this.of(templatesRequire)} `;
    const after = requires === undefined ? '' : ` requires ${this.of(requires)}`;
    return `${generic}${before}(${list(parameters)})${after}`;
  }
}
