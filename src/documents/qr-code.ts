import { create } from "qrcode";

/** White modules round the symbol that ISO/IEC 18004 asks for. */
const QUIET_ZONE = 4;

/** A QR code (ISO/IEC 18004, error correction M) as one SVG path, so that it stays sharp at any size. */
export function qrCodeSvg(text: string): string {
  const { size, data } = create(text, { errorCorrectionLevel: "M" }).modules;
  const side = size + 2 * QUIET_ZONE;
  const dark: string[] = [];
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (data[row * size + column]) dark.push(`M${column + QUIET_ZONE} ${row + QUIET_ZONE}h1v1h-1z`);
    }
  }
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}">` +
    `<path fill="#fff" d="M0 0h${side}v${side}H0z"/><path fill="#000" d="${dark.join("")}"/></svg>`
  );
}
