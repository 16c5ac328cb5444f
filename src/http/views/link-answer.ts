import { outsideLinkOf, type OpenedLink } from "#cases";
import type { LinkAnswer, LinkPage } from "#contract";
import { findMaterial, inBoth, organInBoth, type Matter } from "#district";
import { qrCodeSvg } from "#documents";
import { localDateOf, type Bilingual } from "#kernel";
import type { LinkedPlan } from "#engine";
import type { Entry, StoredRecord } from "#registers";
import { listEntries, listFilesOf, systemContext } from "#store";
import type { Platform } from "../platform.ts";
import { formAnswer, shownFields } from "./shown-fields.ts";
import { materialsTaken, taskForm } from "./task-form.ts";

const STATUS: Readonly<Record<LinkAnswer["status"], Bilingual>> = {
  open: { zh: "有效", en: "Good" },
  answered: { zh: "已答复", en: "Answered" },
  revoked: { zh: "已收回", en: "Revoked" },
  expired: { zh: "已过期", en: "Expired" },
};

/** A link as those who keep it see it, with everything that was done with it. */
export async function linkAnswer(platform: Platform, record: StoredRecord): Promise<LinkAnswer> {
  const { store, work, now } = platform;
  const link = outsideLinkOf(record);
  const subject = `record:${record.register}:${record.id}`;
  const entries = await listEntries(store, systemContext(work.pack.code), subject);
  const isPast = link.status === "open" && link.until < localDateOf(now());
  const status = isPast ? "expired" : link.status;
  const url = status === "open" ? linkAddress(platform, link.id) : null;
  const organ = organInBoth(work.pack, link.organ).zh;
  const [, month, day] = link.until.split("-").map(Number);
  return {
    id: link.id,
    party: link.party,
    until: link.until,
    status,
    statusName: STATUS[status],
    url,
    qr: url === null ? null : qrCodeSvg(url),
    message:
      url === null
        ? null
        : `${link.party}：${organ}请你单位协助办理“${String(record.data["name"] ?? "")}”（案卷编号${link.caseNo}）。请于${month}月${day}日前打开链接查看并填写，不用登录，只能提交一次：${url}`,
    events: entries.toReversed().flatMap(eventOf),
  };
}

/** Behind the # nothing is sent to a server, so no log keeps the link. */
const linkAddress = ({ work, linkSignatureOf }: Platform, id: string): string =>
  `${work.publicUrl}/link#${id}.${linkSignatureOf(id)}`;

const EVENTS: Readonly<Record<string, Bilingual>> = {
  looked: { zh: "对方打开查看", en: "It was opened and read" },
  photo: { zh: "对方查看照片", en: "A photograph was looked at" },
  answered: { zh: "对方提交答复", en: "It was answered" },
  revoked: { zh: "收回链接", en: "It was revoked" },
};

function eventOf({ at, kind, data }: Entry): LinkAnswer["events"] {
  if (kind === "recordCreated") return [{ at, said: { zh: "发出链接", en: "It was given" } }];
  const said = EVENTS[String(data["reason"])];
  return said === undefined ? [] : [{ at, said }];
}

/** What a link shows to whoever has it: what the task's form says that it may, nothing personal, and the form. */
export async function linkPage(
  platform: Platform,
  { link, stored, task, outside }: OpenedLink,
  pinned: { readonly matter: Matter; readonly plan: LinkedPlan },
): Promise<LinkPage> {
  const { work, store, now } = platform;
  const { pack } = work;
  const { matter } = pinned;
  const fields = shownFields({
    pack,
    matter,
    stored,
    rows: [],
    sight: "masked",
    part: partOf(outside),
  }).filter(({ field }) => outside.fields.includes(field.name) && !field.personal);
  const files = await listFilesOf(store, systemContext(pack.code), stored.id);
  const shown = files.filter(
    ({ material, type, destroyed }) =>
      outside.materials.includes(material) && type.startsWith("image/") && destroyed === null,
  );
  const form = task.formId === null ? undefined : pack.forms.get(task.formId);
  const schema =
    form === undefined ? {} : taskForm(form, { stored, plan: pinned.plan, matter, fields }, now()).schema;
  const asked = outside.asks === null ? null : task.variables[outside.asks];
  return {
    party: link.party,
    until: link.until,
    caseNo: link.caseNo,
    matterName: inBoth(pack, stored.head.matterName),
    organName: organInBoth(pack, link.organ),
    taskName: inBoth(pack, task.name),
    asked: typeof asked === "string" ? asked : null,
    fields: [...formAnswer(fields)],
    photos: shown.map(({ sha256, material }) => ({ sha256, name: materialName(matter, material) })),
    form: schema,
    materials: materialsTaken(schema).flatMap((id) => {
      const known = findMaterial(matter, id);
      return known === undefined
        ? []
        : [{ id, name: known.name, types: [...known.types], maxBytes: known.maxBytes }];
    }),
  };
}

/** Only the fields that it names: a part of the case like any other reader's. */
const partOf = ({ fields, materials }: OpenedLink["outside"]) => ({
  whole: false,
  fields: new Set(fields),
  materials: new Set(materials),
  documents: false,
  findings: new Set<string>(),
  oversees: false,
});

const materialName = (matter: Matter, id: string): Bilingual =>
  findMaterial(matter, id)?.name ?? { zh: id, en: id };
