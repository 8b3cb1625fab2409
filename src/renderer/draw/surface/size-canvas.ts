/** Gives a canvas the device pixels of its CSS size, and only where they differ: setting them wipes the picture. */
export function sizeCanvas(canvas: HTMLCanvasElement, width: number, height: number): void {
  const wide = Math.round(width * devicePixelRatio);
  const tall = Math.round(height * devicePixelRatio);
  if (canvas.width !== wide) canvas.width = wide;
  if (canvas.height !== tall) canvas.height = tall;
}
