import type { AccountKind } from "#access";
import type { AccountAnswer, FailureAnswer, IndicatorRecord } from "#contract";
import type { Bilingual } from "#kernel";
import { momentCell } from "./cells.ts";
import { column, type Table } from "./table.ts";

/** What an account is. */
export const KIND_NAMES: Readonly<Record<AccountKind, Bilingual>> = {
  resident: { zh: "个人", en: "Resident" },
  enterprise: { zh: "企业", en: "Enterprise" },
  staff: { zh: "工作人员", en: "Staff" },
};

const ENABLED: Bilingual = { zh: "在用", en: "in use" };
const DISABLED: Bilingual = { zh: "已停用", en: "disabled" };

/** The records behind a figure. */
export const RECORDS_TABLE: Table<IndicatorRecord> = {
  id: "records",
  name: { zh: "指标记录", en: "Records of a figure" },
  columns: [
    {
      id: "record",
      name: { zh: "记录", en: "Record" },
      cells: [
        { name: { zh: "记录", en: "Record" }, of: (line, language) => line.title[language] },
        { name: { zh: "办件编号", en: "Case number" }, of: (line) => line.caseNo },
        {
          name: { zh: "记录编号", en: "Record number" },
          of: (line) => (line.kind === "record" ? line.id : null),
        },
      ],
    },
    column("date", "日期", "Date", (line) => line.date),
    column("place", "所在区划", "Division", (line, language) => line.place[language]),
    column("part", "在指标中的作用", "Its part in the figure", (line, language) => line.part[language]),
  ],
  usual: ["record", "date", "place", "part"],
};

/** Who may sign in. */
export const ACCOUNTS_TABLE: Table<AccountAnswer> = {
  id: "accounts",
  name: { zh: "账号", en: "Accounts" },
  columns: [
    {
      id: "account",
      name: { zh: "账号", en: "Account" },
      cells: [
        { name: { zh: "姓名或单位名称", en: "Name" }, of: (line) => line.name },
        { name: { zh: "登录名", en: "Sign-in name" }, of: (line) => line.username },
      ],
    },
    column("kind", "类别", "Kind", (line, language) =>
      line.kind in KIND_NAMES ? KIND_NAMES[line.kind as AccountKind][language] : line.kind,
    ),
    column("posts", "岗位或主体", "Posts, or whose account", (line, language) =>
      (line.kind === "staff"
        ? line.posts.map(({ organName, roleName }) => [organName, roleName])
        : line.knownAs.map((known) => [
            known.title,
            known.registerName,
            ...(known.live ? [] : [known.statusName]),
          ])
      )
        .map((parts) => parts.map((part) => part[language]).join(" · "))
        .join(language === "zh" ? "；" : "; "),
    ),
    column("disabled", "状态", "State", (line, language) => (line.disabled ? DISABLED : ENABLED)[language]),
  ],
  usual: ["account", "kind", "posts", "disabled"],
};

/** What could not go on. */
export const FAILURES_TABLE: Table<FailureAnswer> = {
  id: "failures",
  name: { zh: "运行故障", en: "Failures" },
  columns: [
    {
      id: "step",
      name: { zh: "环节", en: "Step" },
      cells: [
        { name: { zh: "环节", en: "Step" }, of: (line, language) => line.name[language] },
        { name: { zh: "事项", en: "Matter" }, of: (line, language) => line.of?.matterName[language] ?? "" },
        { name: { zh: "办件编号", en: "Case number" }, of: (line) => line.of?.caseNo ?? "" },
        {
          name: { zh: "办理部门", en: "Organ" },
          of: (line, language) => line.of?.organName[language] ?? "",
        },
      ],
    },
    {
      id: "what",
      name: { zh: "出了什么问题", en: "What failed" },
      cells: [
        { name: { zh: "出了什么问题", en: "What failed" }, of: (line, language) => line.message[language] },
        { name: { zh: "怎么办", en: "What to do" }, of: (line, language) => line.next[language] },
        { name: { zh: "代码", en: "Code" }, of: (line) => line.code },
      ],
    },
    column("since", "发生时间", "Since", (line) => momentCell(line.since)),
  ],
  usual: ["step", "what", "since"],
};
