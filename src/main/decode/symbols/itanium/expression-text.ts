// Expressions in mangled C++ names as they are written, and what lists of arguments and packs become.
import { packSize } from './pack-size.ts';
import { settledNode } from './settled-node.ts';
import type { ExpressionNode, SymbolNode } from './symbol-node.ts';

const integerSuffixes: Readonly<Record<string, string>> = {
  int: '',
  'unsigned int': 'u',
  long: 'l',
  'unsigned long': 'ul',
  'long long': 'll',
  'unsigned long long': 'ull',
};

const floats = ['double', 'long double', 'float', '__float128', 'half'];

export abstract class ExpressionText {
  /** Which element of packs is written. */
  protected item: number | undefined;

  abstract of(node: SymbolNode): string;

  /** Arguments or parameters; empty packs leave no comma. */
  protected shownList(nodes: readonly SymbolNode[]): string {
    const texts = nodes.map((node) => ({ node, text: this.of(node) }));
    return texts
      .filter(
        ({ node, text }) => text !== '' || !['pack', 'expansion', 'list'].includes(settledNode(node, this.item).kind),
      )
      .map(({ text }) => text)
      .join(', ');
  }

  protected expression(node: ExpressionNode): string {
    switch (node.kind) {
      case 'pack':
        return this.shownList(node.items);
      case 'list':
        return node.items.map((one) => this.of(one)).join(', ');
      case 'expansion':
        return this.#expansion(node.of);
      case 'count':
        return String(node.items.reduce((sum, one) => sum + this.#count(one), 0));
      case 'braces':
        return `${node.type === undefined ? '' : this.of(node.type)}{${this.of(node.items)}}`;
      case 'parm':
        return node.index === 0 ? 'this' : `{parm#${node.index}}`;
      case 'literal':
        return this.#literal(node);
      case 'unary':
        return this.#unary(node);
      case 'binary':
        return this.#binary(node);
      case 'ternary':
        return this.#ternary(node);
      case 'fold':
        return this.#fold(node);
      case 'new': {
        const place = node.place === undefined ? '' : `${this.#operand(node.place)} `;
        return `new ${place}${this.of(node.type)}${node.initial === undefined ? '' : this.#operand(node.initial)}`;
      }
    }
  }

  #expansion(of: SymbolNode): string {
    const size = packSize(of);
    if (size === undefined) return `${this.#operand(of)}...`;
    const outer = this.item;
    const texts: string[] = [];
    for (let item = 0; item < size; item++) {
      this.item = item;
      texts.push(this.of(of));
    }
    this.item = outer;
    return texts.join(', ');
  }

  #count(node: SymbolNode): number {
    const plain = settledNode(node, undefined);
    if (plain.kind === 'expansion') return packSize(plain.of) ?? 1;
    return plain.kind === 'pack' || plain.kind === 'list' ? plain.items.length : 1;
  }

  /** In parentheses unless it needs none. */
  #operand(node: SymbolNode): string {
    const plain = settledNode(node, this.item);
    const bare = ['text', 'braces', 'parm', 'nested'].includes(plain.kind);
    return bare ? this.of(plain) : `(${this.of(plain)})`;
  }

  #literal({ type, value, negative }: SymbolNode & { readonly kind: 'literal' }): string {
    const plain = settledNode(type, this.item);
    const sign = negative ? '-' : '';
    const name = plain.kind === 'builtin' ? plain.text : '';
    const suffix = integerSuffixes[name];
    if (suffix !== undefined) return sign + value + suffix;
    if (name === 'bool' && !negative && (value === '0' || value === '1')) return value === '0' ? 'false' : 'true';
    if (name === 'decltype(nullptr)' && (value === '' || value === '0')) return name;
    return floats.includes(name) ? `(${name})[${sign}${value}]` : `(${this.of(plain)})${sign}${value}`;
  }

  #unary({ operator, of, form }: SymbolNode & { readonly kind: 'unary' }): string {
    if (operator.kind === 'cast') return `(${this.of(operator.to)})${this.#operand(of)}`;
    const text = operator.kind === 'operator' || operator.kind === 'text' ? operator.text : '';
    const plain = settledNode(of, this.item);
    const named = text === '&' && plain.kind === 'typed' && plain.type.kind === 'function' ? plain.name : plain;
    if (form === 'sizeof') return `${text}(${this.of(named)})`;
    if (text === '::') return `${text}${this.of(named)}`;
    return form === 'suffix' ? `${this.#operand(named)}${text}` : `${text}${this.#operand(named)}`;
  }

  #binary(node: SymbolNode & { readonly kind: 'binary' }): string {
    const { operator, left, right } = node;
    if (operator.endsWith('cast')) return `${operator}<${this.of(left)}>(${this.of(right)})`;
    if (isDesignator(node)) {
      const place = operator === '=' ? `.${this.of(left)}` : `[${this.of(left)}]`;
      return place + this.#designated(right);
    }
    if (operator === '[]') return `${this.#operand(left)}[${this.of(right)}]`;
    if (operator === '()') return `${this.#called(left)}${this.#operand(right)}`;
    const text = `${this.#operand(left)}${operator}${this.#operand(right)}`;
    return operator === '>' || operator === '>>' ? `(${text})` : text;
  }

  #called(left: SymbolNode): string {
    const plain = settledNode(left, this.item);
    if (plain.kind !== 'typed') return this.#operand(plain);
    const withResult = plain.type.kind === 'function' && plain.type.result !== undefined;
    return withResult ? this.of(plain) : this.#operand(plain.name);
  }

  #ternary({ operator, parts: [first, second, third] }: SymbolNode & { readonly kind: 'ternary' }): string {
    if (operator === '[...]=') return `[${this.of(first)} ... ${this.of(second)}]${this.#designated(third)}`;
    return `${this.#operand(first)}?${this.#operand(second)} : ${this.#operand(third)}`;
  }

  #designated(value: SymbolNode): string {
    return isDesignator(value) ? this.of(value) : `=${this.#operand(value)}`;
  }

  #fold({ operator, first, last, left }: SymbolNode & { readonly kind: 'fold' }): string {
    const one = this.#operand(first);
    if (last !== undefined) return `(${one}${operator}...${operator}${this.#operand(last)})`;
    return left ? `(...${operator}${one})` : `(${one}${operator}...)`;
  }
}

function isDesignator(node: SymbolNode): boolean {
  if (node.kind === 'ternary') return node.operator === '[...]=';
  if (node.kind !== 'binary') return false;
  return node.operator === ']=' || (node.operator === '=' && node.left.kind !== 'literal');
}
