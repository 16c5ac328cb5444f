const SHAPES =
  /<bpmn:(startEvent|endEvent|userTask|serviceTask|callActivity|exclusiveGateway|parallelGateway) id="([^"]+)"/g;
const FLOWS = /<bpmn:sequenceFlow id="([^"]+)" sourceRef="([^"]+)" targetRef="([^"]+)"/g;

/** A file with one process, given a layout: everything in a row, as it stands in the file. */
export function drawn(xml: string): string {
  const process = /<bpmn:process id="([^"]+)"/.exec(xml)?.[1] ?? "";
  const shapes = [...xml.matchAll(SHAPES)].map(([, type = "", id = ""], index) => ({
    id,
    x: 40 + index * 180,
    width: type.endsWith("Event") ? 36 : type.endsWith("Gateway") ? 50 : 120,
    height: type.endsWith("Event") ? 36 : type.endsWith("Gateway") ? 50 : 80,
  }));
  const place = new Map(shapes.map((shape) => [shape.id, shape]));
  const edges = [...xml.matchAll(FLOWS)].map(([, id, from = "", to = ""]) => {
    const left = place.get(from);
    const right = place.get(to);
    return `<bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}"><di:waypoint x="${(left?.x ?? 0) + (left?.width ?? 0)}" y="100"/><di:waypoint x="${right?.x ?? 0}" y="100"/></bpmndi:BPMNEdge>`;
  });
  const boxes = shapes.map(
    ({ id, x, width, height }) =>
      `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${x}" y="${100 - height / 2}" width="${width}" height="${height}"/></bpmndi:BPMNShape>`,
  );
  const layout = `<bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="${process}">
${[...boxes, ...edges].join("\n")}
</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`;
  return xml
    .replace(
      "<bpmn:definitions ",
      '<bpmn:definitions xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" ',
    )
    .replace("</bpmn:definitions>", layout);
}
