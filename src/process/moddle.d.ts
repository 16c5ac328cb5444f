// The three moddle packages ship no types for what is used here.
declare module "bpmn-moddle" {
  export type ModdleReading = {
    readonly rootElement: unknown;
    readonly warnings: readonly {
      readonly message: string;
      readonly element?: unknown;
      readonly property?: string;
      readonly value?: unknown;
    }[];
  };
  export class BpmnModdle {
    constructor(packages?: Readonly<Record<string, unknown>>);
    fromXML(xml: string): Promise<ModdleReading>;
    toXML(element: unknown, options?: { readonly format?: boolean }): Promise<{ readonly xml: string }>;
  }
}
