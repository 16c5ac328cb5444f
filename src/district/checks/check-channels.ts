import type { Draft } from "../pack/draft.ts";
import { faultOf, type FaultSink } from "../shape/fault.ts";
import { mustKnow } from "./check-pack-references.ts";

const MATTER = { kind: "事项", kindEn: "matter" };
const CLASS = { kind: "类别", kindEn: "class" };
const ADDRESS = { kind: "外部地址", kindEn: "address outside" };
const MATERIAL = { kind: "材料", kindEn: "material" };
const REGISTER = { kind: "台账", kindEn: "register" };

/** Checks what channels.yaml says of the rest of the pack. */
export function checkChannels(draft: Draft, report: FaultSink): void {
  const { channels } = draft;
  if (channels === null) return;
  const file = "channels.yaml";
  const matters = draft.mattersFaulty
    ? undefined
    : new Map(draft.matterDrafts.map(({ matter }) => [matter.id, true]));
  mustKnow(matters, channels.matter, MATTER, file, "matter", report);
  mustKnow(draft.registers, channels.classes, REGISTER, file, "classes", report);
  const taken = draft.matterDrafts.find(({ matter }) => matter.id === channels.matter)?.matter;
  const materials = new Map((taken?.materials ?? []).map(({ id }) => [id, true]));
  if (taken !== undefined)
    for (const [place, each] of (channels.open311?.media ?? []).entries())
      mustKnow(materials, each, MATERIAL, file, `open311.media[${place}]`, report);
  const rows = draft.registerRows.find(({ register }) => register === channels.classes)?.rows ?? [];
  const classes = new Map(rows.map((row) => [String(row["classKey"]), true]));
  const addresses = new Map(
    Object.keys(draft.district?.exchange.addresses ?? {}).map((each) => [each, true]),
  );
  for (const { id, channel, class: key, media, place } of channels.senders) {
    if (media !== null) mustKnow(addresses, media, ADDRESS, file, `senders.${id}.media`, report);
    if (channel !== "device") continue;
    mustKnow(classes, key ?? "", CLASS, file, `senders.${id}.class`, report);
    if (place === null)
      report(faultOf(file, `senders.${id}.place`, "PACK_FIELD_MISSING", { field: "place" }));
  }
}
