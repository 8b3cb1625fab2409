// What a mangled C++ name says, as a graph: substitutions and template arguments are used again where they are named.

export type SymbolNode = NameNode | TypeNode | ExpressionNode;

export type NameNode =
  /** Shown as it is: identifiers, unnamed types, standard abbreviations. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'builtin'; readonly text: string }
  /** Texts and nodes one after the other. */
  | { readonly kind: 'joined'; readonly parts: readonly (string | SymbolNode)[] }
  | { readonly kind: 'nested'; readonly scope: SymbolNode; readonly name: SymbolNode }
  /** An entity inside of a function; `argument` counts from 1 where it is inside of a default argument. */
  | { readonly kind: 'local'; readonly scope: SymbolNode; readonly name: SymbolNode; readonly argument: number }
  | TemplateNode
  | ParameterNode
  /** A parameter of a generic lambda. */
  | { readonly kind: 'auto'; readonly index: number }
  | { readonly kind: 'constructor' | 'destructor'; readonly of: SymbolNode }
  | CastNode
  | { readonly kind: 'operator'; readonly text: string }
  | { readonly kind: 'tagged'; readonly name: SymbolNode; readonly tag: SymbolNode }
  | {
      readonly kind: 'module';
      readonly parent: SymbolNode | undefined;
      readonly name: SymbolNode;
      readonly part: boolean;
    }
  | ClosureNode;

/** Those that have a part to the left and one to the right of what is declared with them. */
export type TypeNode =
  /** A function's name with its type. */
  | { readonly kind: 'typed'; readonly name: SymbolNode; readonly type: SymbolNode }
  | MethodNode
  | FunctionNode
  | { readonly kind: 'pointer'; readonly of: SymbolNode; readonly mark: '*' | '&' | '&&' }
  /** A type with something after it: vendor qualifiers, vectors. */
  | { readonly kind: 'suffixed'; readonly of: SymbolNode; readonly suffix: SymbolNode }
  | QualifiedNode
  | { readonly kind: 'array'; readonly of: SymbolNode; readonly size: SymbolNode }
  | { readonly kind: 'member'; readonly owner: SymbolNode; readonly of: SymbolNode };

export type ExpressionNode =
  | { readonly kind: 'pack'; readonly items: readonly SymbolNode[] }
  | { readonly kind: 'expansion'; readonly of: SymbolNode }
  | { readonly kind: 'literal'; readonly type: SymbolNode; readonly value: string; readonly negative: boolean }
  | { readonly kind: 'list'; readonly items: readonly SymbolNode[] }
  | { readonly kind: 'braces'; readonly type: SymbolNode | undefined; readonly items: SymbolNode }
  | { readonly kind: 'parm'; readonly index: number }
  | { readonly kind: 'count'; readonly items: readonly SymbolNode[] }
  | {
      readonly kind: 'unary';
      readonly operator: SymbolNode;
      readonly of: SymbolNode;
      readonly form: 'prefix' | 'suffix' | 'sizeof';
    }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: SymbolNode; readonly right: SymbolNode }
  | {
      readonly kind: 'ternary';
      readonly operator: string;
      readonly parts: readonly [SymbolNode, SymbolNode, SymbolNode];
    }
  | {
      readonly kind: 'fold';
      readonly operator: string;
      readonly first: SymbolNode;
      readonly last: SymbolNode | undefined;
      readonly left: boolean;
    }
  | {
      readonly kind: 'new';
      readonly place: SymbolNode | undefined;
      readonly type: SymbolNode;
      readonly initial: SymbolNode | undefined;
    };

const typeKinds: Readonly<Record<TypeNode['kind'], true>> = {
  typed: true,
  method: true,
  function: true,
  pointer: true,
  suffixed: true,
  qualified: true,
  array: true,
  member: true,
};

const expressionKinds: Readonly<Record<ExpressionNode['kind'], true>> = {
  pack: true,
  expansion: true,
  literal: true,
  list: true,
  braces: true,
  parm: true,
  count: true,
  unary: true,
  binary: true,
  ternary: true,
  fold: true,
  new: true,
};

export const isTypeNode = (node: SymbolNode): node is TypeNode => Object.hasOwn(typeKinds, node.kind);
export const isExpressionNode = (node: SymbolNode): node is ExpressionNode => Object.hasOwn(expressionKinds, node.kind);

export interface TemplateNode {
  readonly kind: 'template';
  readonly name: SymbolNode;
  readonly args: readonly SymbolNode[];
}

/** Stands for an argument of a template. That of a conversion operator is only known after its type. */
export interface ParameterNode {
  readonly kind: 'parameter';
  readonly index: number;
  args: readonly SymbolNode[] | undefined;
}

/** A conversion operator, with the parameters in its type that wait for the template's arguments. */
export interface CastNode {
  readonly kind: 'cast';
  readonly to: SymbolNode;
  readonly waiting: readonly ParameterNode[];
}

/** A function, or its name, with qualifiers of `this`. */
export interface MethodNode {
  readonly kind: 'method';
  readonly of: SymbolNode;
  readonly qualifiers: readonly SymbolNode[];
  readonly reference: '' | '&' | '&&';
}

export interface FunctionNode {
  readonly kind: 'function';
  readonly result: SymbolNode | undefined;
  readonly parameters: readonly SymbolNode[];
  /** Of a function that something is local to: its result is not shown. */
  readonly enclosing: boolean;
}

export interface QualifiedNode {
  readonly kind: 'qualified';
  readonly of: SymbolNode;
  readonly qualifiers: readonly SymbolNode[];
}

export interface ClosureNode {
  readonly kind: 'closure';
  readonly templates: readonly SymbolNode[];
  readonly templatesRequire: SymbolNode | undefined;
  readonly parameters: readonly SymbolNode[];
  readonly requires: SymbolNode | undefined;
  readonly number: number;
}

export const textNode = (text: string): SymbolNode => ({ kind: 'text', text });
