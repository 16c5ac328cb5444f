import { BpmnModdle } from "bpmn-moddle";
import zeebe from "zeebe-bpmn-moddle/resources/zeebe.json" with { type: "json" };
import { yiwangDescriptor } from "./yiwang-descriptor.ts";

const DESCRIPTORS = JSON.stringify({ zeebe, yiwang: yiwangDescriptor });

/** Reads and writes BPMN with Zeebe's elements and ours. Each has descriptors of its own, for moddle writes into them. */
export const openModdle = (): BpmnModdle =>
  new BpmnModdle(JSON.parse(DESCRIPTORS) as ConstructorParameters<typeof BpmnModdle>[0]);
