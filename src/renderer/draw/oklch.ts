// OKLCH to sRGB and contrast, so that colours are chosen by perceived lightness and checked by number.
// Matrices: Björn Ottosson, "A perceptual color space for image processing" (OKLab), and IEC 61966-2-1 (sRGB).

/** Linear sRGB, components 0 to 1; outside that range the colour is not in the gamut. */
type Linear = readonly [red: number, green: number, blue: number];

function linearOfOklch(lightness: number, chroma: number, hue: number): Linear {
  const angle = (hue * Math.PI) / 180;
  const a = chroma * Math.cos(angle);
  const b = chroma * Math.sin(angle);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}

const inGamut = (linear: Linear): boolean => linear.every((part) => part >= -0.0005 && part <= 1.0005);

function byteOfLinear(part: number): number {
  const clipped = Math.min(1, Math.max(0, part));
  return Math.round(255 * (clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055));
}

/** `#rrggbb`. Chroma is reduced until the colour fits sRGB; lightness (0 to 1) and hue (degrees) stay. */
export function hexOfOklch(lightness: number, chroma: number, hue: number): string {
  let fitting = chroma;
  while (fitting > 0 && !inGamut(linearOfOklch(lightness, fitting, hue))) fitting -= 0.005;
  const linear = linearOfOklch(lightness, Math.max(0, fitting), hue);
  return `#${linear.map((part) => byteOfLinear(part).toString(16).padStart(2, '0')).join('')}`;
}
