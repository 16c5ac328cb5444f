import type { OfferingAct } from "#district";
import type { Bilingual } from "#kernel";
import type { Entry } from "#registers";

const ACTS: Readonly<Record<OfferingAct, Bilingual>> = {
  publish: { zh: "发布", en: "publication" },
  suspend: { zh: "暂停", en: "suspension" },
  resume: { zh: "恢复办理", en: "resumption" },
  cancel: { zh: "取消", en: "cancellation" },
  amend: { zh: "修改", en: "change" },
};

const DONE: Readonly<Record<string, (act: Bilingual) => Bilingual>> = {
  matterProposed: ({ zh, en }) => ({ zh: `提出${zh}，待审`, en: `${en} proposed, waiting for approval` }),
  matterApproved: ({ zh, en }) => ({ zh: `审核通过${zh}`, en: `${en} approved` }),
  matterRefused: ({ zh, en }) => ({ zh: `退回${zh}`, en: `${en} refused` }),
};

/** What an entry of the catalogue's ledger says: the act, its days, the reasons of both; nothing for other entries. */
export function offeringSentence({ kind, data }: Entry): Bilingual | undefined {
  const done = DONE[kind];
  const act = ACTS[String(data["act"]) as OfferingAct] as Bilingual | undefined;
  if (done === undefined || act === undefined) return undefined;
  const { zh, en } = done(act);
  const [from, to, reason, remark] = ["from", "to", "reason", "remark"].map((key) => textOf(data[key]));
  const days = to === "" ? `${from}起` : `${from}至${to}`;
  const daysEn = to === "" ? `from ${from}` : `${from} to ${to}`;
  const why = reason === "" ? "" : `：${reason}`;
  const said = remark === "" ? "" : `（审核意见：${remark}）`;
  return {
    zh: `${zh}，${days}${why}${said}。`,
    en: `${en}, ${daysEn}${reason === "" ? "" : `: ${reason}`}${remark === "" ? "" : ` (remark: ${remark})`}.`,
  };
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
