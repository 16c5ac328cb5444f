import type { Material } from "../parts/material.ts";
import type { Bilingual } from "#kernel";

const KINDS: Readonly<Record<Material["kind"], Bilingual>> = {
  certificate: { zh: "证件证书", en: "certificate" },
  formDocument: { zh: "申请表格文书", en: "form or document" },
  other: { zh: "其他材料", en: "other" },
};

const MEDIA: Readonly<Record<Material["medium"], Bilingual>> = {
  original: { zh: "原件", en: "original" },
  copy: { zh: "复印件", en: "copy" },
  electronic: { zh: "电子", en: "electronic" },
};

const SOURCES: Readonly<Record<Material["source"], Bilingual>> = {
  applicant: { zh: "申请人自备", en: "the applicant's own" },
  government: { zh: "政府部门核发", en: "issued by government" },
  other: { zh: "其他来源", en: "from elsewhere" },
};

/** Kind, form, number and origin of a material (材料类型、形式、份数、来源渠道, domain §1.2). */
export function aboutMaterial({ kind, medium, copies, source }: Material): Bilingual {
  const parts = [KINDS[kind], MEDIA[medium], { zh: `${copies}份`, en: `× ${copies}` }, SOURCES[source]];
  return { zh: parts.map(({ zh }) => zh).join("，"), en: parts.map(({ en }) => en).join(", ") };
}
