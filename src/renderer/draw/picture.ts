// What canvases show as a file, over the page's background, with their texts as they are on screen.
import { readTheme } from './theme.ts';

/** PNG in device pixels of all canvases inside `host`, each at its place; undefined where there is none. */
export async function pictureOf(host: HTMLElement): Promise<Blob | undefined> {
  const parts = [...host.querySelectorAll('canvas')]
    .map((canvas) => ({ canvas, box: canvas.getBoundingClientRect() }))
    .filter(({ canvas, box }) => canvas.width > 0 && box.width > 0);
  if (parts.length === 0) return undefined;
  const left = Math.min(...parts.map(({ box }) => box.left));
  const top = Math.min(...parts.map(({ box }) => box.top));
  const picture = document.createElement('canvas');
  picture.width = Math.ceil((Math.max(...parts.map(({ box }) => box.right)) - left) * devicePixelRatio);
  picture.height = Math.ceil((Math.max(...parts.map(({ box }) => box.bottom)) - top) * devicePixelRatio);
  const context = picture.getContext('2d');
  if (context === null) return undefined;
  context.fillStyle = readTheme(host).background;
  context.fillRect(0, 0, picture.width, picture.height);
  context.scale(devicePixelRatio, devicePixelRatio);
  for (const { canvas, box } of parts) context.drawImage(canvas, box.left - left, box.top - top, box.width, box.height);
  return new Promise((resolve) => picture.toBlob((blob) => resolve(blob ?? undefined), 'image/png'));
}
