// Under which name the width of the waterfall's tree is kept.
export const treeWidthName = 'trace:tree-width';
