import { dayWords } from "#cases";
import type { NoticeAnswer } from "#contract";
import { inBoth, type DistrictPack } from "#district";
import { parseInstant, type Bilingual, type JsonObject } from "#kernel";
import type { NoticeRow } from "#store";

/** A notice in words: what is the matter, and by when. */
export function noticeAnswer(
  pack: Pick<DistrictPack, "english">,
  { id, at, content, readAt }: NoticeRow,
): NoticeAnswer {
  const told = (key: string): string => (typeof content[key] === "string" ? content[key] : "");
  const about = told("about");
  return {
    id,
    at,
    about: isKnown(about) ? about : "limit",
    text: sentenceOf(about, content, (key) => inBoth(pack, told(key))),
    caseNo: told("caseNo"),
    caseTitle: inBoth(pack, told("title") === "" ? told("matterName") : told("title")),
    read: readAt !== null,
  };
}

const isKnown = (about: string): about is Exclude<NoticeAnswer["about"], "limit"> =>
  [
    "document",
    "task",
    "asked",
    "transfer",
    "return",
    "cancel",
    "rating",
    "card",
    "lapsing",
    "certificate",
  ].includes(about);

function sentenceOf(about: string, content: JsonObject, told: (key: string) => Bilingual): Bilingual {
  switch (about) {
    case "document": {
      const [name, number] = [told("document"), told("number")];
      return {
        zh: `已出具“${name.zh}”（${number.zh}），可在办件页下载。`,
        en: `“${name.en}” (${number.zh}) was issued; download it on the case's page.`,
      };
    }
    case "task":
      return {
        zh: `需要您办理：${told("name").zh}。`,
        en: `You are asked to do something: ${told("name").en}.`,
      };
    case "asked":
      return {
        zh: `另一部门的办件需要本部门办理：${told("name").zh}。`,
        en: `Another organ's case needs something of yours: ${told("name").en}.`,
      };
    case "transfer": {
      const [name, reason] = [told("name"), told("reason").zh];
      return {
        zh: `“${name.zh}”转办给您：${reason}`,
        en: `“${name.en}” was passed on to you: ${reason}`,
      };
    }
    case "cancel": {
      const reason = told("reason").zh;
      return {
        zh: `办件已终止，不再办理：${reason}`,
        en: `The case was ended and goes no further: ${reason}`,
      };
    }
    case "card": {
      const [name, rule, red] = [told("name"), told("rule"), told("card").zh === "red"];
      return {
        zh: `${red ? "红牌" : "黄牌"}：“${name.zh}”${rule.zh}，请尽快办理，并可在“监督”中说明。`,
        en: `${red ? "Red" : "Yellow"} card: “${name.en}” is ${rule.en}. Do it soon; you may explain at “Supervision”.`,
      };
    }
    case "lapsing": {
      const [name, number, day] = [told("name"), told("number").zh, told("on").zh];
      return {
        zh: `您的“${name.zh}”（${number}）即将到期，有效期至${day}；需要继续使用的，请在届满前按规定申请延续。`,
        en: `Your “${name.en}” (${number}) is about to lapse: it is valid until ${day}. Apply for its renewal before then if you need it.`,
      };
    }
    case "certificate": {
      const [name, number] = [told("name"), told("number").zh];
      return {
        zh: `您的“${name.zh}”（${number}）的状态变为“${told("state").zh}”，不能再作为有效证照使用；详情见“我的证照”。`,
        en: `Your “${name.en}” (${number}) is now “${told("stateEn").zh}” and can no longer be used as valid; see “My certificates”.`,
      };
    }
    case "rating":
      return told("verdict").zh === "void"
        ? {
            zh: "您的评价经核实认定为恶意差评，不计入；如有异议，可拨打12345反映。",
            en: "Your rating was found malicious and is not counted. Call 12345 if you object.",
          }
        : {
            zh: "您的评价已答复，请在“我的办件”中查看；仍不满意的，可以追评一次。",
            en: "Your rating was answered; read it with your case. If you are still unhappy, rate it once more.",
          };
    case "return": {
      const [name, from, reason] = [told("name"), told("from"), told("reason").zh];
      return {
        zh: `“${from.zh}”退回到您办过的“${name.zh}”：${reason}`,
        en: `“${from.en}” was returned to “${name.en}”, which you did: ${reason}`,
      };
    }
    default:
      return limitSentence(content, told);
  }
}

const RUNGS: Readonly<Record<string, Bilingual>> = {
  near: { zh: "即将到期", en: "is near its limit" },
  due: { zh: "已到期", en: "has reached its limit" },
  overdue: { zh: "已超期", en: "is overdue" },
};

function limitSentence(content: JsonObject, told: (key: string) => Bilingual): Bilingual {
  const rung = RUNGS[told("when").zh] ?? { zh: "", en: "" };
  const due = parseInstant(told("due").zh);
  const promised = content["of"] === "promised";
  const name = told("name");
  // Without a name it is the case as a whole.
  const what = name.zh === "" ? { zh: "办件", en: "The case" } : { zh: `“${name.zh}”`, en: `“${name.en}”` };
  if (!due.ok) return { zh: `${what.zh}${rung.zh}。`, en: `${what.en} ${rung.en}.` };
  const day = dayWords(due.value);
  return {
    zh: `${what.zh}${rung.zh}，${promised ? "承诺" : "法定"}期限${day.zh}。`,
    en: `${what.en} ${rung.en}; its ${promised ? "promised" : "statutory"} limit is ${day.en}.`,
  };
}
