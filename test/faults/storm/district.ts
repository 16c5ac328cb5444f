import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse, stringify } from "yaml";
import { mapped, packFiles } from "../../exchange/exchange-house.ts";
import { element, end, flows, gateway, loop, timer } from "../../support/bpmn.ts";
import { catching, eventsXml, start, startless, throwing } from "../../support/events.ts";

/** What an errand has done outside for each of its items, and once at its end. */
export const ITEMS = ["ring", "write"] as const;

/** Jobs of the storm by type: each of them is one effect outside. */
export const JOB_TYPES = ["notify", "book"] as const;

/** Applied for in the portal; tells `echo` at its end. */
export const ERRAND = "errand";
/** The same, begun by a message; tells nobody. */
export const DISPATCH = "dispatch";
/** Begun by what an errand throws. */
export const ECHO = "echo";

/** Begins a dispatch. */
export const REPORT = "report";
/** What errands and dispatches wait for, by their own key. */
export const PAID = "paid";

const RETRIES = 100;
const STORM_FORM = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "跑腿单",
  "x-en": "Errand",
  type: "object",
  additionalProperties: false,
  "x-groups": [{ id: "errand", name: { zh: "事由", en: "Errand" }, fields: ["of"] }],
  required: ["of"],
  properties: { of: { type: "string", title: "事由", "x-en": "Errand", minLength: 1, maxLength: 100 } },
};

const serviceTask = (id: string, type: string, inputs: string, inside = ""): string =>
  element("serviceTask", id, {
    extensions: `<zeebe:taskDefinition type="${type}" retries="${RETRIES}"/><zeebe:ioMapping>${inputs}</zeebe:ioMapping>`,
    inside,
  });
const input = (source: string, target: string): string =>
  `<zeebe:input source="=${source}" target="${target}"/>`;

/** In one branch a job an item, side by side; in the other a second's wait and then a payment; then a last job. */
const BODY = [
  gateway("parallel", "fork"),
  serviceTask(
    "notify",
    "notify",
    input("form.of", "of") + input("item", "what"),
    loop(`inputCollection="=[${ITEMS.map((item) => `&quot;${item}&quot;`).join(", ")}]" inputElement="item"`),
  ),
  timer("rest", "PT1S"),
  catching("paid", `message ${PAID}`, mapped("amount amount")),
  gateway("parallel", "join"),
  serviceTask("book", "book", input("form.of", "of") + input("&quot;book&quot;", "what")),
] as const;
const WAY = ["fork notify", "fork rest", "rest paid", "notify join", "paid join", "join book"] as const;
const WAITED_FOR = `message ${PAID} =form.of`;

const ERRAND_XML = eventsXml(
  [
    ...BODY,
    throwing("tell", `message ${ECHO}`, `<zeebe:ioMapping>${input("form.of", "of")}</zeebe:ioMapping>`),
    end(),
  ],
  flows("s fork", ...WAY, "book tell", "tell e"),
  [WAITED_FOR, `message ${ECHO} =form.of`],
  ERRAND,
);
const DISPATCH_XML = startless(
  eventsXml(
    [start("m", `message ${REPORT}`), ...BODY, end()],
    flows("m fork", ...WAY, "book e"),
    [WAITED_FOR, `message ${REPORT}`],
    DISPATCH,
  ),
);
const ECHO_XML = startless(
  eventsXml([start("m", `message ${ECHO}`), end()], flows("m e"), [`message ${ECHO}`], ECHO),
);

/** Qianshan's pack with the storm's three matters beside its own, in a folder; the caller removes it. */
export async function stormDistrict(): Promise<string> {
  const begins = { form: "={of: message.of}", applicantName: { zh: "外部系统", en: "An outside system" } };
  const files = new Map(
    packFiles(
      {
        [ERRAND]: { xml: ERRAND_XML },
        [DISPATCH]: { xml: DISPATCH_XML, begins },
        [ECHO]: { xml: ECHO_XML, begins },
      },
      {
        messages: { [REPORT]: ["connector"], [PAID]: ["connector"] },
        jobs: Object.fromEntries(JOB_TYPES.map((type) => [type, ["connector"]])),
      },
    ),
  );
  for (const id of [ERRAND, DISPATCH, ECHO]) {
    const file = `matters/${id}/matter.yaml`;
    const {
      applicant: _applicant,
      siteCheck: _check,
      ...matter
    } = parse(files.get(file) ?? "") as Record<string, unknown>;
    files.set(
      file,
      stringify({ ...matter, materials: [], caseTitle: "=form.of", caseDivision: '="210311"' }),
    );
    files.set(`matters/${id}/form.schema.json`, JSON.stringify(STORM_FORM, null, 2));
  }
  const folder = await mkdtemp(join(tmpdir(), "yiwang-storm-pack-"));
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}
