import { bilingual, matching, object, type Shape } from "../shape/shape.ts";
import type { Bilingual } from "#kernel";

/** Where a matter is handled that is not the district's (省级、垂直管理系统); here only its number is noted. */
export type MatterElsewhere = {
  /** The system in which one applies. */
  readonly system: Bilingual;
  /** Who decides. */
  readonly organ: Bilingual;
  /** Where one applies. */
  readonly link: string;
};

export const matterElsewhere: Shape<MatterElsewhere> = object<MatterElsewhere>({
  system: bilingual,
  organ: bilingual,
  link: matching(/^https:\/\/[^\s"<>]+$/, {
    zh: "以 https:// 开头的网址",
    en: "an address beginning with https://",
  }),
});
