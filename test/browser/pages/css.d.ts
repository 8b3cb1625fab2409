// The window's style modules, as the pages beside this file import them.
declare module '*.css' {
  const names: Readonly<Record<string, string>>;
  export default names;
}
