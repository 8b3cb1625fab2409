// The waterfall's signs, drawn as paths so that they look the same with every font. Boxes are given by their centre.

type Context = CanvasRenderingContext2D;

/** A chevron: right while the row is collapsed, down while it is open. */
export function chevron(context: Context, x: number, y: number, open: boolean, colour: string): void {
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.beginPath();
  if (open) {
    context.moveTo(x - 3.5, y - 1.75);
    context.lineTo(x, y + 1.75);
    context.lineTo(x + 3.5, y - 1.75);
  } else {
    context.moveTo(x - 1.75, y - 3.5);
    context.lineTo(x + 1.75, y);
    context.lineTo(x - 1.75, y + 3.5);
  }
  context.stroke();
}

/** A disc with an exclamation mark; hollow for errors that sit deeper. */
export function errorSign(context: Context, x: number, y: number, fill: string, ink: string, hollow: boolean): void {
  context.beginPath();
  context.arc(x, y, hollow ? 5 : 5.5, 0, 2 * Math.PI);
  if (hollow) {
    context.strokeStyle = fill;
    context.lineWidth = 1.25;
    context.stroke();
  } else {
    context.fillStyle = fill;
    context.fill();
  }
  context.fillStyle = hollow ? fill : ink;
  context.fillRect(x - 0.75, y - 3.25, 1.5, 4);
  context.fillRect(x - 0.75, y + 1.75, 1.5, 1.5);
}

/** Events: a diamond. */
export function eventSign(context: Context, x: number, y: number, colour: string): void {
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(x, y - 3.5);
  context.lineTo(x + 3.5, y);
  context.lineTo(x, y + 3.5);
  context.lineTo(x - 3.5, y);
  context.closePath();
  context.fill();
}

/** Links: two rings that meet. */
export function linkSign(context: Context, x: number, y: number, colour: string): void {
  context.strokeStyle = colour;
  context.lineWidth = 1.25;
  context.beginPath();
  context.ellipse(x - 2.2, y, 3, 2.2, 0, 0, 2 * Math.PI);
  context.moveTo(x + 5.2, y);
  context.ellipse(x + 2.2, y, 3, 2.2, 0, 0, 2 * Math.PI);
  context.stroke();
}

/** A word in a thin box; answers its width. `right` is the box's right edge. */
export function wordSign(
  context: Context,
  right: number,
  y: number,
  word: string,
  width: number,
  colour: string,
): number {
  const box = width + 8;
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  context.roundRect(right - box + 0.5, y - 6.5, box - 1, 13, 3);
  context.stroke();
  context.fillStyle = colour;
  context.fillText(word, right - box + 4, y + 0.5);
  return box;
}
