declare module "subset-font" {
  /** Cuts a font down to the signs of a text. */
  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options?: { readonly targetFormat?: "truetype" | "woff2" },
  ): Promise<Uint8Array>;
}
