import {
  bilingual,
  flag,
  identifier,
  matching,
  object,
  oneOf,
  optional,
  text,
  type Shape,
} from "../shape/shape.ts";
import type { Bilingual } from "#kernel";

/** `cityBranch` 市级部门派驻的分局, `vertical` 垂直管理机关, `town` 街道办事处、镇人民政府. */
export type OrganLevel = "district" | "cityBranch" | "vertical" | "town";

/** A government body. */
export type Organ = {
  readonly id: string;
  readonly name: Bilingual;
  readonly shortName: string;
  /** Unified social credit code, GB 32100-2015. */
  readonly creditCode: string;
  readonly level: OrganLevel;
  /** The division it works for. */
  readonly division: string;
  /** Abbreviation in document numbers, e.g. 鞍千市监. */
  readonly documentPrefix: string;
  /** Whether it is to hold an electronic seal, which counts for 电子印章覆盖率. */
  readonly sealRequired: boolean;
  readonly address: string | null;
  readonly phone: string | null;
};

export const creditCodeText = matching(/^[0-9A-HJ-NPQRTUWXY]{18}$/, {
  zh: "18位统一社会信用代码",
  en: "an 18-character unified social credit code",
});

export const divisionCodeText = matching(/^\d{6}(\d{3}(\d{3}(\d{3})?)?)?$/, {
  zh: "6、9、12或15位区划代码",
  en: "a division code of 6, 9, 12 or 15 digits",
});

export const organ: Shape<Organ> = object<Organ>({
  id: identifier,
  name: bilingual,
  shortName: text,
  creditCode: creditCodeText,
  level: oneOf("district", "cityBranch", "vertical", "town"),
  division: divisionCodeText,
  documentPrefix: text,
  sealRequired: flag,
  address: optional(text, null),
  phone: optional(text, null),
});
