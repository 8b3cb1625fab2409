// The few globals and untyped entries that pure code uses; kept short so that the list stays visible.
declare module 'msgpackr/index-no-eval' {
  export { Packr } from 'msgpackr';
}
