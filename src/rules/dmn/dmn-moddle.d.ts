// dmn-moddle ships no types; this is the part of it we use.
declare module "dmn-moddle" {
  export type ModdlePackage = {
    readonly types: readonly { readonly name: string; readonly properties?: readonly object[] }[];
  };
  export type ModdleElement = { readonly $type: string; readonly [property: string]: unknown };
  type Moddle = {
    readonly getPackage: (prefix: string) => ModdlePackage;
    readonly fromXML: (
      xml: string,
    ) => Promise<{ readonly rootElement: ModdleElement; readonly warnings: readonly Error[] }>;
  };
  export const DmnModdle: new (packages?: Readonly<Record<string, object>>) => Moddle;
}
