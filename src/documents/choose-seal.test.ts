import { describe, expect, it } from "vitest";
import type { LocalDate } from "#kernel";
import { chooseSeal, type RegisteredSeal } from "./choose-seal.ts";

const seal = (id: string, change: Partial<RegisteredSeal> = {}): RegisteredSeal => ({
  id,
  name: id,
  text: null,
  status: "inUse",
  statusName: { zh: "启用", en: "In use" },
  validFrom: "2024-01-01" as LocalDate,
  validTo: "2026-12-31" as LocalDate,
  fingerprint: null,
  ...change,
});
const choose = (seals: readonly RegisteredSeal[], on = "2026-12-31", text = "") =>
  chooseSeal(seals, { organ: { zh: "某局", en: "a bureau" }, text, on: on as LocalDate });
const idOf = (found: ReturnType<typeof choose>) => (found.ok ? found.value.id : found.error.code);

describe("the seal of a document", () => {
  it("is the organ's own, or its special seal of the words that are asked for", () => {
    const all = [seal("own"), seal("special", { text: "行政审批专用章" })];
    expect(idOf(choose(all))).toBe("own");
    expect(idOf(choose(all, "2026-12-31", "行政审批专用章"))).toBe("special");
    expect(idOf(choose([seal("own")], "2026-12-31", "行政审批专用章"))).toBe("own");
  });

  it("holds on its first and its last day, and on no other side of them", () => {
    expect(idOf(choose([seal("own")], "2024-01-01"))).toBe("own");
    expect(idOf(choose([seal("own")], "2023-12-31"))).toBe("SEAL_NOT_VALID");
    expect(idOf(choose([seal("own")], "2027-01-01"))).toBe("SEAL_NOT_VALID");
  });

  it("is none that is stopped, lost or expired, even beside a special one that is not", () => {
    for (const status of ["applied", "made", "stopped", "lost", "cancelled"])
      expect(idOf(choose([seal("own", { status }), seal("x", { text: "其他专用章" })]))).toBe(
        "SEAL_NOT_IN_USE",
      );
    expect(idOf(choose([seal("own", { status: "expired" })]))).toBe("SEAL_NOT_VALID");
    expect(idOf(choose([seal("old", { status: "expired" }), seal("new")]))).toBe("new");
    expect(idOf(choose([]))).toBe("SEAL_MISSING");
  });
});
