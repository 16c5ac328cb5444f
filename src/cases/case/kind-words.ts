import type { CaseKind, DistrictPack } from "#district";
import type { Bilingual } from "#kernel";

/** What one kind of case calls itself, what came in, and what ends it. */
export type KindWords = {
  /** 办件, 案卷, 案件 (glossary). */
  readonly it: Bilingual;
  readonly received: Bilingual;
  /** What it came to, as a verb: 办结, 结案. */
  readonly closed: string;
  readonly form: Bilingual;
  readonly materials: Bilingual;
  readonly receivedAt: Bilingual;
  readonly closedAt: Bilingual;
  /** Why time before the clock is not counted. */
  readonly before: Bilingual;
};

const SERVICE: KindWords = {
  it: { zh: "办件", en: "The case" },
  received: { zh: "收到申请", en: "The application was received" },
  closed: "办结",
  form: { zh: "申请内容", en: "What is asked" },
  materials: { zh: "申请材料", en: "Materials" },
  receivedAt: { zh: "收件时间", en: "Received" },
  closedAt: { zh: "办结时间", en: "Closed" },
  before: {
    zh: "受理前由部门审查，办理期限尚未起算，不计入",
    en: "with the organ before acceptance: the period has not begun, so this is not counted",
  },
};

const GOVERNANCE: KindWords = {
  it: { zh: "案卷", en: "The case" },
  received: { zh: "收到任务", en: "The task was received" },
  closed: "结案",
  form: { zh: "任务内容", en: "What is to be done" },
  materials: { zh: "照片和材料", en: "Photographs and materials" },
  receivedAt: { zh: "建立时间", en: "Opened" },
  closedAt: { zh: "结案时间", en: "Closed" },
  before: {
    zh: "计时开始前，不计入办理时限",
    en: "before the clock started, so this is not counted",
  },
};

const WORDS: Readonly<Record<CaseKind, KindWords>> = {
  service: SERVICE,
  governance: GOVERNANCE,
  incident: {
    ...GOVERNANCE,
    received: { zh: "收到上报", en: "The report was received" },
    form: { zh: "上报内容", en: "What is reported" },
    receivedAt: { zh: "上报时间", en: "Reported" },
    before: {
      zh: "立案、派遣期间，处置时限尚未起算，不计入",
      en: "while it was registered and dispatched: the time to handle it had not begun, so this is not counted",
    },
  },
  enforcement: {
    ...GOVERNANCE,
    it: { zh: "案件", en: "The case" },
    received: { zh: "收到案件线索", en: "The lead was received" },
    form: { zh: "案件内容", en: "What the case is about" },
    materials: { zh: "证据和材料", en: "Evidence and materials" },
    receivedAt: { zh: "登记时间", en: "Recorded" },
  },
};

/** The words of the cases of a matter; those of a service where the pack no longer has it. */
export const kindWords = ({ matters }: Pick<DistrictPack, "matters">, matter: string): KindWords =>
  WORDS[matters.get(matter)?.caseKind ?? "service"];

/** The words of a service, where nobody says which matter it is of. */
export const SERVICE_WORDS: KindWords = SERVICE;
