import type { InPage } from "./in-page.ts";

/** One element, as it is dragged from the palette: nothing is written in it yet. */
export type Drawn = {
  readonly id: string;
  readonly type: string;
  /** Such as `bpmn:TimerEventDefinition`. */
  readonly event?: string;
  /** The subprocess that it stands in. */
  readonly within?: string;
  /** The activity that a boundary event sits on. */
  readonly on?: string;
  /** With the marker of several runs at once. */
  readonly several?: true;
};

/** Elements, and the arrows between them, each as `id from to`. */
export type Drawing = { readonly elements: readonly Drawn[]; readonly flows: readonly string[] };

/**
 * Draws on an empty sheet, by the commands that the palette and the connect tool give. Runs in the page, so it knows
 * nothing but its argument. The process is `p`, the start event that every new sheet has is `s`.
 */
export async function drawInPage({ elements, flows }: Drawing): Promise<void> {
  const { modeler } = globalThis as unknown as InPage;
  await modeler.createDiagram();
  const [modeling, registry] = [modeler.get("modeling"), modeler.get("elementRegistry")];
  const find = (id: string) => {
    const found = registry.get(id);
    if (found === undefined) throw new Error(`${id} is not drawn`);
    return found;
  };
  const sheet = modeler.get("canvas").getRootElement();
  modeling.updateProperties(sheet, { id: "p", name: "Process p", isExecutable: true });
  modeling.updateProperties(find("StartEvent_1"), { id: "s", name: "s" });
  let x = 320;
  for (const { id, type, event, within, on, several } of elements) {
    const shape = modeler.get("elementFactory").createShape({
      type,
      ...(event === undefined ? {} : { eventDefinitionType: event }),
      ...(type === "bpmn:SubProcess" ? { isExpanded: true } : {}),
    });
    const target = find(on ?? within ?? "p");
    const at = { x, y: on === undefined ? 120 : 160 };
    const made = modeling.createShape(shape, at, target, { attach: on !== undefined });
    modeling.updateProperties(made, {
      id,
      name: id,
      ...(several === undefined
        ? {}
        : {
            loopCharacteristics: modeler.get("bpmnFactory").create("bpmn:MultiInstanceLoopCharacteristics"),
          }),
    });
    if (type === "bpmn:SubProcess") x -= 100;
    else x += 160;
  }
  for (const flow of flows) {
    const [id = "", from = "", to = ""] = flow.split(" ");
    modeling.updateProperties(modeling.connect(find(from), find(to)), { id });
  }
}

/** Selects an element, or nothing, in the page. */
export function selectInPage(id: string | null): void {
  const { modeler } = globalThis as unknown as InPage;
  const found = id === null ? [] : modeler.get("elementRegistry").get(id);
  if (found === undefined) throw new Error(`${id} is not drawn`);
  modeler.get("selection").select(found);
}

/** The templates that the editor offers for each element, and what kind of element it becomes by one of them. */
export function offeredInPage(
  wanted: readonly { readonly element: string; readonly template: string }[],
): readonly { readonly offered: boolean; readonly type: string; readonly template: string | undefined }[] {
  const { modeler } = globalThis as unknown as InPage;
  const [templates, registry] = [modeler.get("elementTemplates"), modeler.get("elementRegistry")];
  return wanted.map(({ element, template }) => {
    const shape = registry.get(element);
    const found = templates.getAll().find(({ id }) => id === template);
    if (shape === undefined || found === undefined) throw new Error(`no ${element} or no ${template}`);
    const offered = templates.getAll(shape).includes(found);
    const made = templates.applyTemplate(shape, found);
    return { offered, type: made.type, template: templates.get(made)?.id };
  });
}
