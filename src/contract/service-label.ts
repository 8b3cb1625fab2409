// How the name of a service is shown. It is stored and asked for as it was sent; some senders send none, or one of a single
// zero-width space (Llama Stack's default), which would leave an empty place.

const visible = /[^\s\p{Cc}\p{Cf}\u115f\u1160\u3164\uffa0]/u;

/** @param none for the empty name */
export function serviceLabel(name: string, none = '(no service name)'): string {
  if (name === '') return none;
  return visible.test(name) ? name : '(unnamed)';
}
