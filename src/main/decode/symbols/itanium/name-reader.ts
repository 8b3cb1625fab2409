// Itanium C++ ABI, 5.1.2 to 5.1.4: encodings (a name with the type of its function), nested and local names, operators,
// template arguments, and 5.1.4.1's special names in `special-names.ts`.
import { isDigit, isUpper } from '../symbol-cursor.ts';
import { abbreviations, fullAbbreviations } from './builtin-types.ts';
import { argsOf, baseName, hasResult, withoutQualifiers } from './encoding-shape.ts';
import { operators } from './operators.ts';
import { textNode, type CastNode, type SymbolNode } from './symbol-node.ts';
import { TypeReader } from './type-reader.ts';

export abstract class NameReader extends TypeReader {
  protected abstract special(): SymbolNode;
  protected abstract primary(): SymbolNode;
  /** Whether the name that was read last has an explicit `this`. */
  #explicitThis = false;

  /**
   * @param parameters whether the parameters of the function are read; else what follows the name is left
   * @param enclosing whether something local to the function follows
   */
  encoding(parameters: boolean, enclosing = false): SymbolNode {
    return this.at.part(() => this.#encoding(parameters, enclosing));
  }

  #encoding(parameters: boolean, enclosing: boolean): SymbolNode {
    const { at, templates } = this;
    if (at.peek() === 'G' || at.peek() === 'T') return this.special();
    const whole = this.name();
    const explicitThis = this.#explicitThis;
    if (!parameters) return withoutQualifiers(whole).name;
    if (at.atEnd() || at.peek() === 'E') return whole;
    const { name, qualifiers } = withoutQualifiers(whole);
    const args = argsOf(whole);
    const lambdaLevel = this.lambdaLevel;
    if (args !== undefined) {
      templates.push(args);
      this.lambdaLevel = 0;
    }
    const enabled = at.take('Ua9enable_if') ? this.templateArgs() : undefined;
    const signature = this.signature(hasResult(whole), explicitThis);
    const requires = this.constraint();
    if (args !== undefined) {
      templates.pop();
      this.lambdaLevel = lambdaLevel;
    }
    const type = signature.kind === 'function' ? { ...signature, enclosing } : signature;
    const typed: SymbolNode = {
      kind: 'typed',
      name,
      type: qualifiers === undefined ? type : { ...qualifiers, of: type },
    };
    const parts: (string | SymbolNode)[] = [typed];
    if (enabled !== undefined) parts.push(' [enable_if:', { kind: 'list', items: enabled }, ']');
    if (requires !== undefined) parts.push(' requires ', requires);
    return parts.length === 1 ? typed : { kind: 'joined', parts };
  }

  protected name(): SymbolNode {
    return this.at.part(() => this.#name());
  }

  #name(): SymbolNode {
    const { at } = this;
    const code = at.peek();
    this.#explicitThis = false;
    if (code === 'N') return this.#nested();
    if (code === 'Z') return this.#local();
    let name: SymbolNode;
    let candidate = true;
    if (at.take('St')) name = { kind: 'nested', scope: textNode('std'), name: this.unqualified(undefined) };
    else if (code === 'S') {
      name = this.#substitution(false);
      candidate = false;
      if (name.kind === 'module') {
        name = this.unqualified(name);
        candidate = true;
      }
    } else name = this.unqualified(undefined);
    const cast = castOf(name);
    if (at.peek() === 'I' && code !== 'U') {
      if (candidate) this.substitutions.push(name);
      const args = this.templateArgs();
      if (cast !== undefined) this.#settle(cast, args);
      return { kind: 'template', name, args };
    }
    if (cast !== undefined) this.#settle(cast, undefined);
    return name;
  }

  /** N [qualifiers] <prefix> E */
  #nested(): SymbolNode {
    const { at } = this;
    at.expect('N');
    const explicitThis = at.take('H');
    const qualifiers = explicitThis ? [] : this.qualifiers();
    const reference = explicitThis ? '' : this.referenceQualifier();
    const name = this.#prefix();
    this.#explicitThis = explicitThis;
    return qualifiers.length === 0 && reference === '' ? name : { kind: 'method', of: name, qualifiers, reference };
  }

  #prefix(): SymbolNode {
    const { at, substitutions } = this;
    let whole: SymbolNode | undefined;
    let last: SymbolNode | undefined;
    let module: SymbolNode | undefined;
    let cast: CastNode | undefined;
    for (;;) {
      const code = at.peek();
      if (code === 'E') break;
      // The initializer that a lambda stands in is not shown.
      if (whole !== undefined && at.take('M')) continue;
      const next: SymbolNode = at.part(() => {
        if (code === 'I' || code === 'J') return this.#templateOf(whole, cast);
        if (code === 'S') return this.#substitution(true);
        if (code === 'T') return this.templateParameter();
        if (code === 'C') return this.#creator(last);
        if (code === 'D' && 'Tt'.includes(at.peek(1) || '-')) return this.type();
        if (code === 'D' && at.peek(1) !== 'C') return this.#destroyer(last);
        return this.unqualified(module);
      });
      if (next.kind === 'module') {
        module = next;
        continue;
      }
      if (code === 'I' || code === 'J') {
        whole = next;
        cast = undefined;
      } else {
        cast = castOf(next) ?? cast;
        whole = whole === undefined ? next : { kind: 'nested', scope: whole, name: next };
      }
      module = undefined;
      last = next;
      if (code !== 'S' && at.peek() !== 'E') substitutions.push(whole);
    }
    at.expect('E');
    if (cast !== undefined) this.#settle(cast, cast.to.kind === 'template' ? cast.to.args : undefined);
    return whole ?? this.fail('an empty prefix');
  }

  #templateOf(name: SymbolNode | undefined, cast: CastNode | undefined): SymbolNode {
    if (name === undefined) this.fail('template arguments without a template');
    const args = this.templateArgs();
    if (cast !== undefined) this.#settle(cast, args);
    return { kind: 'template', name, args };
  }

  #creator(last: SymbolNode | undefined): SymbolNode {
    const { at } = this;
    if (last === undefined) this.fail('a constructor without a class');
    at.expect('C');
    const inheriting = at.take('I');
    at.next();
    if (inheriting) this.type();
    return this.#tagged({ kind: 'constructor', of: baseName(last) });
  }

  #destroyer(last: SymbolNode | undefined): SymbolNode {
    const { at } = this;
    if (last === undefined) this.fail('a destructor without a class');
    at.slice(2);
    return this.#tagged({ kind: 'destructor', of: baseName(last) });
  }

  protected unqualified(outer: SymbolNode | undefined): SymbolNode {
    const { at } = this;
    const module = this.module(outer);
    const friend = at.take('F');
    let name = this.#plainName();
    if (module !== undefined) name = { kind: 'joined', parts: [name, '@', module] };
    name = this.#tagged(name);
    return friend ? { kind: 'joined', parts: ['friend ', name] } : name;
  }

  #plainName(): SymbolNode {
    const { at } = this;
    if (isDigit(at.peek())) return this.sourceName();
    if (this.atOperator()) {
      const [operator] = this.operator(false);
      if (operator.kind !== 'operator' || operator.text !== 'operator"" ') return operator;
      return { kind: 'joined', parts: ['operator"" ', this.sourceName()] };
    }
    if (at.take('DC')) {
      const items: SymbolNode[] = [];
      while (!at.take('E')) items.push(this.sourceName());
      return { kind: 'joined', parts: ['[', { kind: 'list', items }, ']'] };
    }
    if (at.take('L')) {
      const name = this.sourceName();
      this.#discriminator();
      return name;
    }
    if (at.take('Ub')) {
      this.compactNumber();
      return textNode("'block-literal'");
    }
    return at.peek(1) === 'l' ? this.closure() : this.unnamedType();
  }

  #tagged(plain: SymbolNode): SymbolNode {
    let name = plain;
    while (this.at.take('B')) name = { kind: 'tagged', name, tag: this.sourceName() };
    return name;
  }

  /** W [P] <name>, any number. */
  protected module(outer: SymbolNode | undefined): SymbolNode | undefined {
    let parent = outer;
    while (this.at.take('W')) {
      const part = this.at.take('P');
      parent = { kind: 'module', parent, name: this.sourceName(), part };
      this.substitutions.push(parent);
    }
    return parent;
  }

  /** An operator, and how many operands it takes in an expression. */
  protected operator(inExpression: boolean): readonly [SymbolNode, number] {
    const { at } = this;
    const code = at.slice(2);
    if (code.startsWith('v') && isDigit(code.charAt(1))) {
      return [{ kind: 'operator', text: nameText(this.sourceName()) }, Number(code.charAt(1))];
    }
    if (code === 'cv') {
      if (inExpression) return [{ kind: 'cast', to: this.type(), waiting: [] }, 1];
      const before = this.waiting;
      this.waiting = [];
      this.templates.push(undefined);
      const to = this.type(true);
      this.templates.pop();
      const cast: CastNode = { kind: 'cast', to, waiting: this.waiting };
      this.waiting = before;
      return [cast, 1];
    }
    const found = operators.get(code) ?? this.fail('no operator');
    const text = inExpression || code === 'li' ? found.text : found.text.trimEnd();
    return [{ kind: 'operator', text: code === 'li' ? 'operator"" ' : text }, found.operands];
  }

  /** Gives the parameters in a conversion operator's type their arguments. */
  #settle({ waiting }: CastNode, args: readonly SymbolNode[] | undefined): void {
    for (const parameter of waiting) {
      if (args === undefined || parameter.index >= args.length) this.fail('a template parameter without an argument');
      parameter.args = args;
    }
  }

  /** Z <encoding> E <name> [discriminator], or `s` for a string literal, or `d` for a default argument. */
  #local(): SymbolNode {
    const { at } = this;
    at.expect('Z');
    const scope = this.encoding(true, true);
    at.expect('E');
    let argument = 0;
    let name: SymbolNode;
    if (at.take('s')) name = textNode('string literal');
    else {
      if (at.take('d')) argument = this.compactNumber() + 1;
      name = this.name();
    }
    this.#discriminator();
    return { kind: 'local', scope, name, argument };
  }

  #discriminator(): void {
    const { at } = this;
    if (!at.take('_')) {
      // Clang leaves out the underscore at the end of a name.
      if (/^\d+$/u.test(at.text.slice(at.pos))) at.pos = at.text.length;
      return;
    }
    const long = at.take('_');
    if (at.decimal() >= 10 && long) at.expect('_');
  }

  #substitution(inPrefix: boolean): SymbolNode {
    const { at } = this;
    at.expect('S');
    const code = at.peek();
    if (code === '_' || isDigit(code) || isUpper(code)) return this.substituted();
    at.next();
    const full = inPrefix && 'CD'.includes(at.peek() || '-');
    const name = (full ? fullAbbreviations : abbreviations).get(code) ?? this.fail('no such substitution');
    if (at.peek() !== 'B') return name;
    const tagged = this.#tagged(name);
    this.substitutions.push(tagged);
    return tagged;
  }

  /** I <arg>* E, or J. */
  protected templateArgs(): readonly SymbolNode[] {
    const { at } = this;
    if (!at.take('J')) at.expect('I');
    const args: SymbolNode[] = [];
    while (!at.take('E')) {
      args.push(this.templateArg(args));
      this.constraint();
    }
    return args;
  }

  /** @param previous arguments of the same list, which a declaration refers to */
  protected templateArg(previous: readonly SymbolNode[] = []): SymbolNode {
    return this.at.part(() => {
      const { at, templates } = this;
      const code = at.peek();
      if (at.take('X')) {
        const value = this.expression();
        at.expect('E');
        return value;
      }
      if (code === 'L') return this.primary();
      if (code === 'I' || code === 'J') return { kind: 'pack', items: this.templateArgs() };
      if (code !== 'T' || !'yntpk'.includes(at.peek(1) || '-')) return this.type();
      templates.push(previous);
      this.templateDeclaration();
      templates.pop();
      return this.templateArg();
    });
  }
}

function castOf(name: SymbolNode): CastNode | undefined {
  const plain = name.kind === 'tagged' ? name.name : name;
  return plain.kind === 'cast' ? plain : undefined;
}

const nameText = (node: SymbolNode): string => (node.kind === 'text' ? node.text : '');
