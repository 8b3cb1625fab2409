// Itanium C++ ABI, 5.1.5: types, and 5.1.4's lambdas, whose signatures are types.
import { isDigit, isUpper, SymbolFault } from '../symbol-cursor.ts';
import { abbreviations, builtinTypes, furtherTypes, voidType } from './builtin-types.ts';
import { mergedQualifiers } from './settled-node.ts';
import { SymbolReader } from './symbol-reader.ts';
import { textNode, type SymbolNode } from './symbol-node.ts';

const cvNames: Readonly<Record<string, string>> = { r: 'restrict', V: 'volatile', K: 'const' };
const elaborated: Readonly<Record<string, string>> = { s: 'struct ', u: 'union ', e: 'enum ' };

export abstract class TypeReader extends SymbolReader {
  #counts = { $T: 0, $N: 0, $TT: 0 };

  protected abstract name(): SymbolNode;
  protected abstract unqualified(module: SymbolNode | undefined): SymbolNode;
  protected abstract expression(): SymbolNode;
  protected abstract templateArg(previous?: readonly SymbolNode[]): SymbolNode;
  protected abstract templateArgs(): readonly SymbolNode[];

  /** @param inCast whether template arguments that follow may belong to the conversion operator instead */
  protected type(inCast = false): SymbolNode {
    return this.at.part(() => this.#type(inCast));
  }

  #type(inCast: boolean): SymbolNode {
    const { at, substitutions } = this;
    const qualifiers = this.qualifiers();
    // Qualifiers of a function type belong to `this`: without them it is no type of its own.
    const bare = qualifiers.length > 0 && at.peek() === 'F';
    const simple = builtinTypes.get(at.peek());
    let found: SymbolNode;
    let candidate = false;
    if (simple === undefined) [found, candidate] = this.#unqualifiedType(inCast);
    else {
      at.pos++;
      found = simple;
    }
    if (candidate && !bare) substitutions.push(found);
    if (qualifiers.length === 0) return found;
    const whole = qualifiedType(found, qualifiers);
    substitutions.push(whole);
    return whole;
  }

  /** A type, and whether it can be substituted later. */
  #unqualifiedType(inCast: boolean): readonly [SymbolNode, boolean] {
    const { at } = this;
    const code = at.peek();
    if (isDigit(code) || 'NWZ'.includes(code || '-')) return [this.name(), true];
    if (code === 'S') return this.#substitutedType(inCast);
    if (code === 'T') return [this.#parameterType(inCast), true];
    if (code === 'U' && 'lt'.includes(at.peek(1) || '-')) {
      return [at.peek(1) === 'l' ? this.closure() : this.unnamedType(), false];
    }
    at.next();
    if (code === 'D') return this.#furtherType(inCast);
    return [this.#compoundType(code, inCast), true];
  }

  #compoundType(code: string, inCast: boolean): SymbolNode {
    const { at } = this;
    if (code === 'P') return { kind: 'pointer', of: this.type(inCast), mark: '*' };
    if (code === 'R') return { kind: 'pointer', of: this.type(inCast), mark: '&' };
    if (code === 'O') return { kind: 'pointer', of: this.type(inCast), mark: '&&' };
    if (code === 'C') return suffixed(this.type(inCast), textNode('_Complex'));
    if (code === 'G') return suffixed(this.type(inCast), textNode('_Imaginary'));
    if (code === 'F') return this.#functionType();
    if (code === 'A') return this.#arrayType(inCast);
    if (code === 'M') return { kind: 'member', owner: this.type(), of: this.type(inCast) };
    if (code === 'u') {
      const name = this.sourceName();
      if (!at.take('I')) return name;
      const of = this.type();
      at.expect('E');
      return { kind: 'joined', parts: [name, '(', of, ')'] };
    }
    if (code !== 'U') this.fail('no type');
    const name = this.sourceName();
    const qualifier: SymbolNode = at.peek() === 'I' ? { kind: 'template', name, args: this.templateArgs() } : name;
    return suffixed(this.type(inCast), qualifier);
  }

  #substitutedType(inCast: boolean): readonly [SymbolNode, boolean] {
    const { at } = this;
    const second = at.peek(1);
    if (second !== '_' && !isDigit(second) && !isUpper(second)) {
      const name = this.name();
      return [name, name !== abbreviations.get(second)];
    }
    at.pos++;
    let name = this.substituted();
    if (name.kind === 'module') {
      name = this.unqualified(name);
      this.substitutions.push(name);
    }
    if (at.peek() !== 'I') return [name, false];
    if (!inCast || name.kind !== 'parameter') return [{ kind: 'template', name, args: this.templateArgs() }, true];
    const args = this.#argsOfCast();
    return args === undefined ? [name, false] : [{ kind: 'template', name, args }, true];
  }

  #parameterType(inCast: boolean): SymbolNode {
    const { at } = this;
    const kind = elaborated[at.peek(1)];
    if (kind !== undefined) {
      at.pos += 2;
      return { kind: 'joined', parts: [kind, this.name()] };
    }
    const name = this.templateParameter();
    if (at.peek() !== 'I') return name;
    if (!inCast) {
      this.substitutions.push(name);
      return { kind: 'template', name, args: this.templateArgs() };
    }
    const known = this.substitutions.length;
    const args = this.#argsOfCast();
    if (args === undefined) return name;
    this.substitutions.splice(known, 0, name);
    return { kind: 'template', name, args };
  }

  /** Arguments behind a parameter in a conversion operator's type, if a second list follows that is the operator's own. */
  #argsOfCast(): readonly SymbolNode[] | undefined {
    const { at, substitutions, waiting } = this;
    const [pos, known, waits] = [at.pos, substitutions.length, waiting.length];
    try {
      const args = this.templateArgs();
      if (at.peek() === 'I') return args;
    } catch (fault) {
      if (!(fault instanceof SymbolFault)) throw fault;
    }
    at.pos = pos;
    substitutions.length = known;
    waiting.length = waits;
    return undefined;
  }

  #furtherType(inCast: boolean): readonly [SymbolNode, boolean] {
    const { at } = this;
    const code = at.next();
    const simple = furtherTypes.get(code);
    if (simple !== undefined) return [simple, false];
    if (code === 'T' || code === 't') {
      const of = this.expression();
      at.expect('E');
      return [{ kind: 'joined', parts: ['decltype (', of, ')'] }, true];
    }
    if (code === 'p') return [{ kind: 'expansion', of: this.type(inCast) }, true];
    if (code === 'v') {
      const size = at.take('_') ? this.expression() : textNode(String(this.number()));
      at.expect('_');
      return [suffixed(this.type(inCast), { kind: 'joined', parts: ['__vector(', size, ')'] }), true];
    }
    if (code === 'F') return [this.#floatType(inCast), false];
    if (code === 'B' || code === 'U') {
      const size = isDigit(at.peek()) ? textNode(String(at.decimal())) : this.expression();
      at.expect('_');
      return [{ kind: 'joined', parts: [code === 'U' ? 'unsigned _BitInt(' : '_BitInt(', size, ')'] }, false];
    }
    if (code !== 'k' && code !== 'K') this.fail('no type');
    return [suffixed(this.name(), textNode(code === 'k' ? 'auto' : 'decltype(auto)')), false];
  }

  #floatType(inCast: boolean): SymbolNode {
    const { at } = this;
    const bits = isDigit(at.peek()) ? at.decimal() : undefined;
    if (bits !== undefined && at.take('_')) return textNode(`_Float${bits}`);
    const base = this.type(inCast);
    if (isDigit(at.peek())) at.decimal();
    const saturated = at.take('s');
    if (!saturated && !at.atEnd()) at.next();
    const name = bits === undefined ? '_Fract' : '_Accum';
    const plain = base.kind === 'builtin' && base.text === 'int';
    return { kind: 'joined', parts: [saturated ? '_Sat ' : '', ...(plain ? [] : [base, ' ']), name] };
  }

  #functionType(): SymbolNode {
    const { at } = this;
    at.take('Y');
    const type = this.signature(true, false);
    const reference = this.referenceQualifier();
    at.expect('E');
    return reference === '' ? type : { kind: 'method', of: type, qualifiers: [], reference };
  }

  /** <bare-function-type> */
  protected signature(hasResult: boolean, explicitThis: boolean): SymbolNode {
    const result = this.at.take('J') || hasResult ? this.type() : undefined;
    return { kind: 'function', result, parameters: this.parameters(explicitThis), enclosing: false };
  }

  protected parameters(explicitThis = false): readonly SymbolNode[] {
    const { at } = this;
    const types: SymbolNode[] = [];
    const ends = (): boolean => 'E.Q'.includes(at.peek()) || ('RO'.includes(at.peek()) && at.peek(1) === 'E');
    while (!at.atEnd() && !ends()) {
      const type = this.type();
      types.push(explicitThis && types.length === 0 ? { kind: 'joined', parts: ['this ', type] } : type);
    }
    if (types.length === 0) this.fail('no parameters');
    return types.length === 1 && types[0] === voidType ? [] : types;
  }

  #arrayType(inCast: boolean): SymbolNode {
    const { at } = this;
    const from = at.pos;
    while (isDigit(at.peek())) at.pos++;
    const size = at.pos > from || at.peek() === '_' ? textNode(at.text.slice(from, at.pos)) : this.expression();
    at.expect('_');
    return { kind: 'array', of: this.type(inCast), size };
  }

  protected qualifiers(): readonly SymbolNode[] {
    const { at } = this;
    const found: SymbolNode[] = [];
    for (;;) {
      const plain = cvNames[at.peek()];
      if (plain !== undefined) {
        at.pos++;
        found.unshift(textNode(plain));
      } else if (at.take('Dx')) found.unshift(textNode('transaction_safe'));
      else if (at.take('Do')) found.unshift(textNode('noexcept'));
      else if (at.take('DO')) found.unshift(this.#exceptions('noexcept(', [this.expression()]));
      else if (at.take('Dw')) found.unshift(this.#exceptions('throw(', this.parameters()));
      else return found;
    }
  }

  #exceptions(before: string, items: readonly SymbolNode[]): SymbolNode {
    this.at.expect('E');
    return { kind: 'joined', parts: [before, { kind: 'list', items }, ')'] };
  }

  protected referenceQualifier(): '' | '&' | '&&' {
    return this.at.take('R') ? '&' : this.at.take('O') ? '&&' : '';
  }

  /** Ut [number] _ */
  protected unnamedType(): SymbolNode {
    this.at.expect('Ut');
    const type = textNode(`{unnamed type#${this.compactNumber() + 1}}`);
    this.substitutions.push(type);
    return type;
  }

  /** Ul <signature> E [number] _ */
  protected closure(): SymbolNode {
    const { at, templates } = this;
    at.expect('Ul');
    const outer = this.lambdaLevel;
    this.lambdaLevel = templates.length + 1;
    const shown: SymbolNode[] = [];
    const args: SymbolNode[] = [];
    for (;;) {
      const declared = this.templateDeclaration();
      if (declared === undefined) break;
      if (shown.length === 0) templates.push(args);
      shown.push(declared.shown);
      args.push(declared.name);
    }
    const templatesRequire = this.constraint();
    const parameters = this.parameters();
    this.lambdaLevel = outer;
    if (shown.length > 0) templates.pop();
    const requires = this.constraint();
    at.expect('E');
    return { kind: 'closure', templates: shown, templatesRequire, parameters, requires, number: this.compactNumber() };
  }

  /** Q <expression> */
  protected constraint(): SymbolNode | undefined {
    if (!this.at.take('Q')) return undefined;
    return this.#unresolved(() => this.expression());
  }

  #unresolved(read: () => SymbolNode): SymbolNode {
    const before = this.inConstraint;
    this.inConstraint = true;
    const node = read();
    this.inConstraint = before;
    return node;
  }

  /** <template-param-decl>: as it is shown, and the name that stands for it. */
  protected templateDeclaration(): { readonly shown: SymbolNode; readonly name: SymbolNode } | undefined {
    const { at } = this;
    if (at.take('Ty')) {
      const name = this.#invented('$T');
      return { shown: { kind: 'joined', parts: ['typename ', name] }, name };
    }
    if (at.take('Tk')) {
      const concept = this.#unresolved(() => this.name());
      const name = this.#invented('$T');
      return { shown: { kind: 'joined', parts: [concept, ' ', name] }, name };
    }
    if (at.take('Tn')) {
      const name = this.#invented('$N');
      return { shown: { kind: 'joined', parts: [this.type(), ' ', name] }, name };
    }
    if (at.take('Tp')) {
      const { shown, name } = at.part(() => this.templateDeclaration()) ?? this.fail('no template parameter');
      return { shown: { kind: 'joined', parts: [shown, '...'] }, name };
    }
    return at.take('Tt') ? this.#templateTemplate() : undefined;
  }

  #templateTemplate(): { readonly shown: SymbolNode; readonly name: SymbolNode } {
    const { at, templates } = this;
    const name = this.#invented('$TT');
    const items: SymbolNode[] = [];
    const args: SymbolNode[] = [];
    templates.push(args);
    let requires: SymbolNode | undefined;
    while (!at.take('E')) {
      const inner = at.part(() => this.templateDeclaration()) ?? this.fail('no template parameter');
      items.push(inner.shown);
      args.push(inner.name);
      requires = this.constraint();
    }
    templates.pop();
    const parts = ['template<', { kind: 'list', items } as const, '> typename ', name];
    return {
      shown: { kind: 'joined', parts: requires === undefined ? parts : [...parts, ' requires ', requires] },
      name,
    };
  }

  #invented(prefix: '$T' | '$N' | '$TT'): SymbolNode {
    const number = this.#counts[prefix]++;
    return textNode(number === 0 ? prefix : `${prefix}${number - 1}`);
  }
}

function suffixed(of: SymbolNode, suffix: SymbolNode): SymbolNode {
  return { kind: 'suffixed', of, suffix };
}

function qualifiedType(type: SymbolNode, qualifiers: readonly SymbolNode[]): SymbolNode {
  if (type.kind === 'function') return { kind: 'method', of: type, qualifiers, reference: '' };
  if (type.kind === 'method') return { ...type, qualifiers: mergedQualifiers(qualifiers, type.qualifiers) };
  if (type.kind === 'qualified') return { ...type, qualifiers: mergedQualifiers(qualifiers, type.qualifiers) };
  return { kind: 'qualified', of: type, qualifiers };
}
