import type { Bilingual } from "#kernel";

/** What an audit can find, and where. `seq` is the entry, `anchor` the anchor that it shows against. */
export type AuditFault = {
  readonly kind:
    | "tampered"
    | "removed"
    | "reordered"
    | "unlinked"
    | "subjectRemoved"
    | "headMissing"
    | "headDiffers"
    | "stateDiffers"
    | "anchorTampered"
    | "anchorRemoved"
    | "anchorUnsigned"
    | "anchorDiffers";
  readonly district: string;
  readonly subject: string | null;
  readonly seq: number | null;
  readonly anchor: number | null;
  readonly message: Bilingual;
};

const MESSAGES: Readonly<Record<AuditFault["kind"], Bilingual>> = {
  tampered: { zh: "条目内容与其哈希不符，内容被改动", en: "the entry does not fit its hash: it was changed" },
  removed: { zh: "条目缺失，已被删除", en: "the entry is missing: it was removed" },
  reordered: { zh: "条目顺序被改动", en: "the entry was moved from its place" },
  unlinked: {
    zh: "条目没有接在前一条之后，前一条被替换",
    en: "the entry does not follow the one before: that one was replaced",
  },
  subjectRemoved: { zh: "整个对象的条目都已缺失", en: "every entry of the subject is missing" },
  headMissing: { zh: "有条目但没有当前状态", en: "there are entries but no current state" },
  headDiffers: {
    zh: "当前状态的版本或哈希与最后一条不符",
    en: "the current state's version or hash is not the last entry's",
  },
  stateDiffers: {
    zh: "当前状态与条目推算的结果不符",
    en: "the current state is not what its entries add up to",
  },
  anchorTampered: { zh: "锚定声明与其哈希不符", en: "the anchor does not fit its hash" },
  anchorRemoved: {
    zh: "锚定缺失或没有接在前一个之后",
    en: "an anchor is missing, or does not follow the one before",
  },
  anchorUnsigned: { zh: "锚定的签名无效", en: "the anchor's signature is not valid" },
  anchorDiffers: {
    zh: "锚定之后，总账的条目或顺序有变化",
    en: "entries or their order changed after the anchor was made",
  },
};

/** A fault with its sentence. */
export function auditFault(
  kind: AuditFault["kind"],
  district: string,
  place: { readonly subject?: string; readonly seq?: number; readonly anchor?: number },
): AuditFault {
  return {
    kind,
    district,
    subject: place.subject ?? null,
    seq: place.seq ?? null,
    anchor: place.anchor ?? null,
    message: MESSAGES[kind],
  };
}
