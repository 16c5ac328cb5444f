import { problems } from "./entry.ts";

/** Why running cases are not taken over to another version of their process. */
export const MIGRATION_PROBLEMS = problems({
  MIGRATION_UNKNOWN: {
    status: 404,
    zh: "没有这次迁移",
    en: "there is no such migration",
    nextZh: "请从迁移列表中打开。",
    nextEn: "Open it from the list of migrations.",
  },
  MIGRATION_VERSION_UNKNOWN: {
    status: 404,
    zh: "流程没有发布过版本 {plan}",
    en: "version {plan} of the process was never published here",
    nextZh: "请从列出的版本中选择。",
    nextEn: "Choose one of the versions that are listed.",
  },
  MIGRATION_SAME_VERSION: {
    status: 422,
    zh: "迁出和迁入是同一版本",
    en: "both are the same version",
    nextZh: "请选择另一版本。",
    nextEn: "Choose another version.",
  },
  MIGRATION_FORM_MISSING: {
    status: 422,
    zh: "该版本的“{name}”所用的表单“{form}”，现在的配置里没有",
    en: "“{name}” of that version uses the form “{form}”, which the present configuration does not hold",
    nextZh: "请先在配置里补上表单，或者选择另一版本。",
    nextEn: "Put the form back into the configuration first, or choose another version.",
  },
  MIGRATION_MAPPING_UNKNOWN: {
    status: 422,
    zh: "对应关系里的“{element}”不在流程中",
    en: "“{element}” of the mapping is no element of the process",
    nextZh: "请重新选择对应的环节。",
    nextEn: "Choose the element anew.",
  },
  MIGRATION_MAPPING_TWICE: {
    status: 422,
    zh: "不能把两个环节都对应到“{to}”",
    en: "two elements cannot both become “{to}”",
    nextZh: "请给其中一个选择别的环节，或者不选。",
    nextEn: "Choose another for one of them, or none.",
  },
  MIGRATION_MAPPING_UNFIT: {
    status: 422,
    zh: "“{from}”不能对应到“{to}”",
    en: "“{from}” cannot become “{to}”",
    nextZh:
      "只能给在新版中改了标识的环节选对应：同一种类，在同一范围，由同样的人办理。要换环节的，用“移动环节”逐件移动。",
    nextEn:
      "Only what has another id in the new version is mapped: of the same kind, in the same scope, asked of the same people. To change the step, move each case.",
  },
  MIGRATION_NOTHING_RUNNING: {
    status: 409,
    zh: "没有在这一版本上办理的办件",
    en: "no case runs on this version",
    nextZh: "请选择有在办办件的版本。",
    nextEn: "Choose a version that cases run on.",
  },
  MIGRATION_OTHER_VERSION: {
    status: 409,
    zh: "办件已不在迁出的版本上",
    en: "the case runs on another version by now",
    nextZh: "无需再迁移；需要时从它现在的版本迁出。",
    nextEn: "Nothing is to be done; migrate it from its present version if need be.",
  },
});
