/** An element on the canvas; `di` and everything else of it is the editor's own business. */
export type Shape = { readonly id: string; readonly type: string };

type Point = { readonly x: number; readonly y: number };

/** The parts of bpmn-js and bpmn-js-element-templates that the sheet uses, by their names there. */
type Parts = {
  readonly canvas: { getRootElement(): Shape };
  readonly elementRegistry: { get(id: string): Shape | undefined };
  readonly selection: { select(elements: Shape | readonly Shape[]): void };
  readonly elementFactory: { createShape(attributes: object): Shape };
  readonly bpmnFactory: { create(type: string, attributes?: object): object };
  readonly modeling: {
    createShape(shape: Shape, at: Point, on: Shape, hints?: { readonly attach: boolean }): Shape;
    connect(from: Shape, to: Shape): Shape;
    updateProperties(element: Shape, properties: object): void;
  };
  readonly elementTemplates: {
    get(element: Shape): { readonly id: string } | null;
    getAll(element?: Shape): readonly { readonly id: string }[];
    applyTemplate(element: Shape, template: { readonly id: string }): Shape;
  };
  readonly elementTemplatesLoader: { setTemplates(templates: readonly unknown[]): void };
};

/** What stands on the page beside the browser's own. */
export type InPage = {
  readonly complaints: readonly string[];
  readonly modeler: {
    createDiagram(): Promise<unknown>;
    importXML(xml: string): Promise<{ readonly warnings: readonly unknown[] }>;
    get<Name extends keyof Parts>(name: Name): Parts[Name];
    saveXML(options: { readonly format: boolean }): Promise<{ readonly xml: string }>;
  };
};
