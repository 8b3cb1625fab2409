// The field of the search language in the window: what stands in it, and typing into it.
import type { Locator, Page } from 'playwright-core';

export function searchField(page: Page, name = 'Search traces'): Locator {
  return page.getByRole('combobox', { name });
}

/** The text of the field; of the editor, or of the plain input that stands in until it is there. */
export function searchText(page: Page, name?: string): Promise<string> {
  return searchField(page, name).evaluate((element: HTMLElement) => {
    if (element instanceof HTMLInputElement) return element.value;
    return element.querySelector('.cm-placeholder') === null ? (element.textContent ?? '') : '';
  });
}

/** Replaces what stands in the field, as a user would. */
export async function fillSearch(page: Page, text: string, name?: string): Promise<void> {
  await searchField(page, name).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

/** The search text of the address. */
export function whereOf(page: Page): string | undefined {
  return new URL(page.url()).searchParams.get('where') ?? undefined;
}
