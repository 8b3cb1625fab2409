// Itanium C++ ABI, 5.1.6: expressions, as they occur in template arguments and `decltype`.
import { isDigit } from '../symbol-cursor.ts';
import { NameReader } from './name-reader.ts';
import { textNode, type SymbolNode } from './symbol-node.ts';

export abstract class ExpressionReader extends NameReader {
  protected expression(): SymbolNode {
    return this.at.part(() => this.#expression());
  }

  #expression(): SymbolNode {
    const { at } = this;
    const code = at.peek();
    const two = code + at.peek(1);
    if (code === 'L') return this.primary();
    if (code === 'T') return this.templateParameter();
    if (two === 'sr') return this.#unresolved();
    if (isDigit(code) || two === 'on') {
      at.take('on');
      return this.#withArgs(this.unqualified(undefined));
    }
    if (code === 'u') return this.#vendor();
    if (two === 'fL' && isDigit(at.peek(2))) return this.#functionParameter();
    const special = this.#special(two);
    if (special !== undefined) return special;
    const [operator, operands] = this.operator(true);
    if (operands === 0) return { kind: 'joined', parts: [operatorText(operator)] };
    if (operands === 1) return this.#unary(operator, two);
    return operands === 2 ? this.#binary(two, operatorText(operator)) : this.#ternary(two, operatorText(operator));
  }

  /** What is no operator with operands; its code is read then. */
  #special(code: string): SymbolNode | undefined {
    const { at } = this;
    if (code === 'fp') return this.#functionParameter();
    if (code === 'rq' || code === 'rQ') return this.#requires();
    if (!['so', 'sp', 'sZ', 'sP', 'mc', 'il', 'tl', 'st'].includes(code)) return undefined;
    at.pos += 2;
    if (code === 'so') return this.#subobject();
    if (code === 'sp') return { kind: 'expansion', of: this.expression() };
    if (code === 'sZ') return { kind: 'count', items: [{ kind: 'expansion', of: this.expression() }] };
    if (code === 'st') return { kind: 'unary', operator: textNode('sizeof '), of: this.type(), form: 'sizeof' };
    if (code === 'sP') {
      const items: SymbolNode[] = [];
      while (!at.take('E')) items.push(this.templateArg());
      return { kind: 'count', items };
    }
    if (code === 'mc') {
      const [type, of] = [this.type(), this.expression()];
      if (at.peek() !== 'E') this.number();
      at.expect('E');
      return { kind: 'joined', parts: ['(', type, ')(', of, ')'] };
    }
    const type = code === 'tl' ? this.type() : undefined;
    return { kind: 'braces', type, items: this.#list('E') };
  }

  #unary(operator: SymbolNode, code: string): SymbolNode {
    const { at } = this;
    const step = code === 'pp' || code === 'mm';
    const form = step && !at.take('_') ? 'suffix' : 'prefix';
    const of = operator.kind === 'cast' && at.take('_') ? this.#list('E') : this.expression();
    return { kind: 'unary', operator, of, form };
  }

  #binary(code: string, operator: string): SymbolNode {
    const { at } = this;
    if (code === 'fl' || code === 'fr') {
      const inner = operatorText(this.operator(true)[0]);
      return { kind: 'fold', operator: inner, first: this.expression(), last: undefined, left: code === 'fl' };
    }
    const left = operator.endsWith('cast')
      ? this.type()
      : code === 'di'
        ? this.unqualified(undefined)
        : this.expression();
    let right: SymbolNode;
    if (code === 'cl' || code === 'cp') right = this.#list('E');
    else if (code === 'dt' || code === 'pt') {
      right = at.peek() === 'L' ? this.primary() : this.#withArgs(this.#unresolved());
    } else right = this.expression();
    return { kind: 'binary', operator, left, right };
  }

  #ternary(code: string, operator: string): SymbolNode {
    if (code === 'nw' || code === 'na') return this.#new();
    if (code === 'fL' || code === 'fR') {
      const inner = operatorText(this.operator(true)[0]);
      const first = this.expression();
      return { kind: 'fold', operator: inner, first, last: this.expression(), left: code === 'fL' };
    }
    return { kind: 'ternary', operator, parts: [this.expression(), this.expression(), this.expression()] };
  }

  #new(): SymbolNode {
    const { at } = this;
    const place = this.#list('_');
    const type = this.type();
    let initial: SymbolNode | undefined;
    if (at.take('pi')) initial = this.#list('E');
    else if (at.peek() === 'i') initial = this.expression();
    else at.expect('E');
    return { kind: 'new', place: place.items.length === 0 ? undefined : place, type, initial };
  }

  #list(end: string): SymbolNode & { readonly kind: 'list' } {
    const items: SymbolNode[] = [];
    while (!this.at.take(end)) items.push(this.expression());
    return { kind: 'list', items };
  }

  /** fp or fL: a parameter of the function, `this` is number 0. */
  #functionParameter(): SymbolNode {
    const { at } = this;
    if (at.take('fpT')) return { kind: 'parm', index: 0 };
    if (at.take('fL')) {
      at.decimal();
      at.expect('p');
    } else at.expect('fp');
    this.qualifiers();
    return { kind: 'parm', index: this.compactNumber() + 1 };
  }

  /** so <type> <expression> [offset] (_ [number])* [p] E */
  #subobject(): SymbolNode {
    const { at } = this;
    const [type, of] = [this.type(), this.expression()];
    const numberNext = (): boolean => at.peek() === 'n' || isDigit(at.peek());
    const offset = numberNext() ? this.number() : 0;
    while (at.take('_')) if (numberNext()) this.number();
    at.take('p');
    at.expect('E');
    return { kind: 'joined', parts: [of, '.<', type, ` at offset ${offset}>`] };
  }

  #vendor(): SymbolNode {
    const { at } = this;
    at.expect('u');
    const name = this.sourceName();
    const call = (items: readonly SymbolNode[]): SymbolNode => ({
      kind: 'binary',
      operator: '()',
      left: name,
      right: { kind: 'list', items },
    });
    const uuid = name.kind === 'text' && name.text === '__uuidof';
    if (uuid && at.take('t')) return call([this.type()]);
    if (uuid && at.take('z')) return call([this.expression()]);
    const items: SymbolNode[] = [];
    while (!at.take('E')) items.push(this.templateArg());
    return call(items);
  }

  #unresolved(): SymbolNode {
    const { at, substitutions } = this;
    if (at.take('gs')) return { kind: 'joined', parts: ['::', at.part(() => this.#unresolved())] };
    if (!at.take('sr')) return this.#baseName();
    if ('TDS'.includes(at.peek() || '-')) {
      const scope = this.type();
      const name: SymbolNode = { kind: 'nested', scope, name: this.#baseName() };
      const whole = this.#withArgs(name);
      if (whole !== name) substitutions.push(whole);
      return whole;
    }
    let scope = at.take('N') ? this.type() : undefined;
    while (!at.take('E')) {
      // GCC may leave the `E` out; the whole is the type then.
      if (scope?.kind === 'nested' && !isDigit(at.peek())) {
        if (scope.scope.kind === 'template') substitutions.push(scope.scope.name);
        substitutions.push(scope.scope);
        return scope;
      }
      const plain = this.sourceName();
      if (at.peek() === 'I') substitutions.push(plain);
      const name = this.#withArgs(plain);
      scope = scope === undefined ? name : { kind: 'nested', scope, name };
    }
    if (scope === undefined) this.fail('a name without a scope');
    return { kind: 'nested', scope, name: this.#baseName() };
  }

  #baseName(): SymbolNode {
    const { at } = this;
    if (at.take('dn')) {
      const of = isDigit(at.peek()) ? this.sourceName() : this.type();
      return this.#withArgs({ kind: 'destructor', of });
    }
    if (isDigit(at.peek())) return this.#withArgs(this.sourceName());
    // GCC may leave `on` out.
    at.take('on');
    return this.#withArgs(this.operator(true)[0]);
  }

  #withArgs(name: SymbolNode): SymbolNode {
    return this.at.peek() === 'I' ? { kind: 'template', name, args: this.templateArgs() } : name;
  }

  /** rq, or rQ with parameters: requirements up to `E`. */
  #requires(): SymbolNode {
    const { at } = this;
    const parts: (string | SymbolNode)[] = ['requires'];
    if (at.slice(2) === 'rQ') {
      const items: SymbolNode[] = [];
      while (!at.take('_')) items.push(this.type());
      if (items.length > 0) parts.push(' (', { kind: 'list', items }, ')');
    }
    parts.push(' {');
    while (!at.take('E')) parts.push(...this.#requirement(), ';');
    return { kind: 'joined', parts: [...parts, ' }'] };
  }

  #requirement(): readonly (string | SymbolNode)[] {
    const { at } = this;
    if (at.take('T')) return [' typename ', this.type()];
    if (at.take('Q')) return [' requires ', this.expression()];
    at.expect('X');
    const of = this.expression();
    const throwless = at.take('N');
    const type = at.take('R') ? this.name() : undefined;
    const parts = throwless || type !== undefined ? [' {', of, '}'] : [' ', of];
    if (throwless) parts.push(' noexcept');
    return type === undefined ? parts : [...parts, ' -> ', type];
  }

  /** L <type> <value> E, or L _Z <encoding> E */
  protected primary(): SymbolNode {
    const { at } = this;
    at.expect('L');
    if (at.take('_Z') || at.take('Z')) {
      const name = this.encoding(true);
      at.expect('E');
      return name;
    }
    const type = this.type();
    const negative = at.take('n');
    const end = at.text.indexOf('E', at.pos);
    const value = at.slice(Math.max(0, end - at.pos));
    at.expect('E');
    if (value !== '' || (type.kind === 'builtin' && type.text === 'decltype(nullptr)')) {
      return { kind: 'literal', type, value, negative };
    }
    if (type.kind === 'closure') return { kind: 'joined', parts: ['[]', { ...type, number: -1 }, '{...}'] };
    const plain = type.kind === 'qualified' ? type.of : type;
    return plain.kind === 'array' ? { kind: 'joined', parts: ['"<', type, '>"'] } : this.fail('no value');
  }
}

const operatorText = (node: SymbolNode): string => (node.kind === 'operator' ? node.text : '');
