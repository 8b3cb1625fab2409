// The linter's side of layers.js: every static import, re-export and dynamic import() under src/ is held against the table.
import { refusal } from './layers.js';

/** @param {string} filename */
function underSrc(filename) {
  const parts = filename.replaceAll('\\', '/').split('/src/');
  return parts.length < 2 ? undefined : parts.at(-1);
}

const layers = {
  create(context) {
    const from = underSrc(context.filename);
    if (from === undefined || from.endsWith('.d.ts')) return {};
    const check = (node, source) => {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
      const reason = refusal(from, source.value);
      if (reason !== undefined) context.report({ node, message: reason });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source),
      ExportNamedDeclaration: (node) => check(node, node.source),
      ExportAllDeclaration: (node) => check(node, node.source),
      ImportExpression: (node) => check(node, node.source),
    };
  },
};

export default { meta: { name: 'boundaries' }, rules: { layers } };
