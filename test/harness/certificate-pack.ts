import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse, stringify } from "yaml";
import { element, end, flows, gateway, processXml, user } from "../support/bpmn.ts";
import { qianshanFiles } from "../support/qianshan-files.ts";

const TEMPLATE = "matters/food-business-licence";

/** One person decides, and the result follows at once: what a certificate's life needs of a process, and no more. */
const DECIDE = processXml(
  [
    user(
      "Task_Decide",
      '<zeebe:formDefinition formId="decide-at-once"/><zeebe:assignmentDefinition candidateGroups="approver"/>',
    ),
    gateway("exclusive", "which", "f3"),
    element("serviceTask", "Job_Result", {
      extensions: '<zeebe:taskDefinition type="certificate"/>',
    }),
    end("granted", "", '<yiwang:outcome value="granted"/>'),
    end("refused", "", '<yiwang:outcome value="refused"/>'),
  ],
  flows(
    "s Task_Decide",
    'which Job_Result decision = "grant"',
    "which refused",
    "Task_Decide which",
    "Job_Result granted",
  ),
  "decide-at-once",
);

const LOOK = processXml(
  [user("Task_Look", '<zeebe:assignmentDefinition candidateGroups="reviewer"/>'), end()],
  flows("s Task_Look", "Task_Look e"),
  "look-again",
);

const DECIDE_FORM = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "决定",
  "x-en": "Decision",
  type: "object",
  additionalProperties: false,
  required: ["decision"],
  properties: {
    decision: {
      title: "决定",
      "x-en": "Decision",
      type: "string",
      oneOf: [
        { const: "grant", title: "准予", "x-en": "grant" },
        { const: "refuse", title: "不予", "x-en": "refuse" },
      ],
    },
  },
};

const field = (title: string, more: object = {}) => ({ title, "x-en": title, type: "string", ...more });

function form(properties: Readonly<Record<string, object>>) {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "申请",
    "x-en": "Application",
    type: "object",
    additionalProperties: false,
    required: Object.keys(properties),
    properties,
    "x-groups": [{ id: "all", name: both("申请"), fields: Object.keys(properties) }],
  };
}

const TYPE = "11100000MB0143028R901";
const PERSON_TYPE = "11100000MB0143028R902";
const both = (text: string) => ({ zh: text, en: text });

type TestMatter = {
  readonly firm: boolean;
  readonly fields: readonly string[];
  readonly result: object | null;
  readonly begins?: object;
};

/** What a review of the place asks: it begins by itself, a year after the licence. */
const REVIEW = {
  begins: {
    form: "={creditCode: message.creditCode, place: message.premises, dueOn: message.dueOn}",
  },
};

/** Matters over one kind of certificate: it is issued, changed, renewed, cancelled, and what it licenses follows. */
const MATTERS: Readonly<Record<string, TestMatter>> = {
  "stall-licence": {
    firm: true,
    fields: ["place"],
    result: {
      kind: "certificate",
      name: both("摊位许可证"),
      register: "certificate",
      typeCode: TYPE,
      template: "certificate",
      validity: "P1Y",
      number: [
        { kind: "feel", feel: '=organPrefix + "摊〔" + year + "〕第"' },
        { kind: "sequence", width: 4, per: "organYear", name: "摊" },
        { kind: "text", text: "号" },
      ],
      fields: { premises: "=form.place" },
      particulars: [{ name: both("摊位"), value: "=form.place" }],
      records: [
        {
          register: "licensed-premises",
          id: "=licenceNo",
          status: "operating",
          data: {
            operator: "=holder.shown",
            creditCode: "=form.creditCode",
            premises: "=form.place",
            division: "=division",
            businessType: '="摊位"',
            licensedOn: "=decidedOn",
            validTo: "=validTo",
            certificate: "=identifier",
          },
        },
      ],
    },
  },
  "stall-change": {
    firm: true,
    fields: ["certificateNo", "place"],
    result: {
      kind: "change",
      name: both("摊位许可证"),
      of: "stall-licence",
      certificate: "=form.certificateNo",
      fields: { premises: "=form.place" },
      particulars: [{ name: both("摊位"), value: "=form.place" }],
      records: [
        {
          register: "licensed-premises",
          act: "change",
          id: "=certificate.licenceNo",
          status: "operating",
          data: { premises: "=form.place", certificate: "=identifier" },
        },
      ],
    },
  },
  "stall-renewal": {
    firm: true,
    fields: ["certificateNo"],
    result: {
      kind: "renew",
      name: both("摊位许可证"),
      of: "stall-licence",
      certificate: "=form.certificateNo",
      validity: "P1Y",
      from: "expiry",
      apply: { earliest: "90d", latest: "30d" },
    },
  },
  "stall-cancellation": {
    firm: true,
    fields: ["certificateNo"],
    result: {
      kind: "cancel",
      name: both("摊位许可证注销决定书"),
      of: "stall-licence",
      certificate: "=form.certificateNo",
      word: "许销",
      from: ["valid", "lapsed"],
      records: [
        { register: "licensed-premises", act: "change", id: "=certificate.licenceNo", status: "closed" },
      ],
    },
  },
  "stall-review": { firm: true, fields: ["place", "dueOn"], result: null, ...REVIEW },
  "helper-card": {
    firm: false,
    fields: ["idNo"],
    result: {
      kind: "certificate",
      name: both("志愿服务证"),
      register: "certificate",
      typeCode: PERSON_TYPE,
      template: "certificate",
      number: [
        { kind: "text", text: "ZY" },
        { kind: "sequence", width: 5, per: "matter" },
      ],
      lines: [{ name: both("公民身份号码"), value: "=form.idNo" }],
    },
  },
  "helper-filing": {
    firm: false,
    fields: ["idNo"],
    result: {
      kind: "document",
      name: both("志愿服务备案回执"),
      template: "filing-receipt",
      word: "志备",
      particulars: [{ name: both("备案人"), value: "=holder.shown" }],
    },
  },
};

const FIELDS: Readonly<Record<string, object>> = {
  creditCode: field("统一社会信用代码"),
  certificateNo: field("证照编号"),
  place: field("摊位"),
  dueOn: field("复核日"),
  idNo: field("公民身份号码", { "x-personal": true }),
};

const OF_THE_LICENCE = [
  "materials",
  "siteCheck",
  "specialProcedures",
  "cancellation",
  "applicant",
  "hearing",
  "followUp",
];

const NO_FOLLOW_UP = { none: both("不检查") };

/**
 * Qianshan's pack with these matters beside its own, in a folder; the caller removes it. `followUps` says by the
 * matter's id which check its decisions open; else they open none.
 */
export async function certificatePack(followUps: Readonly<Record<string, object>> = {}): Promise<string> {
  const dues = [{ field: "licensedOn", after: "P1Y", status: ["operating"], begins: "stall-review" }];
  const files = new Map(
    qianshanFiles({ "registers/licensed-premises.yaml": (text) => `${text}\n${stringify({ dues })}` }),
  );
  const whole = parse(files.get(`${TEMPLATE}/matter.yaml`) ?? "") as Record<string, unknown>;
  // What goes with the form and the process of the licence stays behind.
  const base = Object.fromEntries(Object.entries(whole).filter(([key]) => !OF_THE_LICENCE.includes(key)));
  files.set("processes/decide-at-once.bpmn", DECIDE);
  files.set("processes/look-again.bpmn", LOOK);
  files.set("forms/decide-at-once.schema.json", JSON.stringify(DECIDE_FORM));
  for (const [id, { firm, fields, result, begins = null }] of Object.entries(MATTERS)) {
    const names = firm ? ["creditCode", ...fields] : fields;
    const applicant = firm ? { register: "enterprise", field: "creditCode", name: "name" } : null;
    const process = result === null ? "look-again" : "decide-at-once";
    const own = { name: both(id), materials: [], applicant, process };
    const followUp = followUps[id] ?? NO_FOLLOW_UP;
    const said = { caseTitle: `="${id}"`, caseDivision: '="210311006001"', result, begins, followUp };
    files.set(`matters/${id}/matter.yaml`, stringify({ ...base, id, ...own, ...said }));
    const properties = Object.fromEntries(names.map((name) => [name, FIELDS[name] ?? {}]));
    files.set(`matters/${id}/form.schema.json`, JSON.stringify(form(properties)));
    files.set(`matters/${id}/examples.yaml`, "base: {}\nrehearsals: []\n");
  }
  const folder = await mkdtemp(join(tmpdir(), "yiwang-pack-"));
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}
