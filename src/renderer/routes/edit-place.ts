// What of a dashboard is edited, as its address says it in `edit=`: `panels`, `add`, `settings`, `variables`, `variables.job`,
// `panel.3`, `panel.3.overrides`.

export const panelParts = ['queries', 'transformations', 'overrides'] as const;

export type PanelPart = (typeof panelParts)[number];

export type EditPlace =
  | { readonly kind: 'panels' }
  /** Choosing the kind of a new panel. */
  | { readonly kind: 'add' }
  | { readonly kind: 'settings' }
  | { readonly kind: 'variables'; readonly name: string | undefined }
  | { readonly kind: 'panel'; readonly panel: number; readonly part: PanelPart };

export function editText(place: EditPlace): string {
  switch (place.kind) {
    case 'variables':
      return place.name === undefined ? place.kind : `${place.kind}.${place.name}`;
    case 'panel':
      return `panel.${place.panel}${place.part === 'queries' ? '' : `.${place.part}`}`;
    case 'panels':
    case 'add':
    case 'settings':
      return place.kind;
  }
}

/** What is no place is where the panels are. */
export function parseEdit(text: string): EditPlace {
  const [kind, name, third] = text.split('.');
  switch (kind) {
    case 'add':
    case 'settings':
      return { kind };
    case 'variables':
      return { kind, name: name === undefined || name === '' ? undefined : text.slice(kind.length + 1) };
    case 'panel': {
      const panel = Number(name);
      if (!Number.isSafeInteger(panel) || panel < 0) break;
      return { kind, panel, part: panelParts.find((part) => part === third) ?? 'queries' };
    }
    case undefined:
    default:
  }
  return { kind: 'panels' };
}
