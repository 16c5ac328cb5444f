import { afterAll, beforeAll, expect, it } from "vitest";
import type { HeldPost, Role } from "#access";
import type { Matter } from "#district";
import { isJsonObject, type Json, type JsonObject } from "#kernel";
import { findCaseByNo, listDocuments, listFilesOf, systemContext } from "#store";
import { makeAccount } from "../harness/accounts.ts";
import type { CaseAnswer, Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";
import { walkAll } from "../walks/walk-all.ts";
import { walkOf, type Walk } from "../walks/walk-of.ts";

/** Who sees what of a matter's form and materials, said here once more and not read from the pack. */
type Knows = {
  readonly organ: string;
  readonly role: Role;
  readonly fields: readonly string[];
  readonly materials: readonly string[];
};

const knows = (
  organ: string,
  role: Role,
  fields: readonly string[] = [],
  materials: readonly string[] = [],
): Knows => ({ organ, role, fields, materials });

const PLOT = ["community", "location", "landKind", "landArea", "floorArea", "storeys", "height"];
const PERSON = ["applicantRelation", "name", "idNo", "mobile", "community", "address"];
const EVENT = ["cause", "eventOn", "urgent", "urgentNeed", "expense", "received"];

const KNOWN: Readonly<Record<string, readonly Knows[]>> = {
  "homestead-approval": [
    knows("natural-resources", "reviewer", ["name", "present", "soldBefore", ...PLOT], ["plotSketch"]),
    knows(
      "agriculture",
      "reviewer",
      ["name", "householdSize", "isMember", "present", "soldBefore", ...PLOT, "meetingOn", "neighboursAgree"],
      ["villageDecision", "plotSketch", "returnPledge"],
    ),
  ],
  "minimum-living-allowance": [
    knows(
      "town",
      "inspector",
      [...PERSON, "householdSize", "unableToWork", "students", "hardship", "incomeSources", "monthlyIncome"],
      ["illnessProof", "disabilityCertificate"],
    ),
    knows("civil-affairs", "clerk", ["name", "householdSize"]),
  ],
  "temporary-relief": [
    knows("civil-affairs", "approver", [...PERSON, "householdSize", ...EVENT], ["eventProof"]),
    knows("civil-affairs", "reviewer", [...PERSON, "householdSize", ...EVENT], ["eventProof"]),
  ],
  "disability-certificate": [
    knows("disabled-persons", "clerk", ["name", "community"]),
    knows("town", "reviewer"),
  ],
  "disability-subsidies": [
    knows(
      "disabled-persons",
      "reviewer",
      ["name", "idNo", "disabilityCertNo", "category", "grade", "subsidy"],
      ["disabilityCertificate"],
    ),
    knows("civil-affairs", "clerk", ["name", "subsidy"]),
    knows("town", "inspector", ["subsidy"]),
  ],
  "marriage-registration": [
    knows("civil-affairs", "clerk", ["name", "community", "meetOn", "meetAt"]),
    knows("civil-affairs", "reviewer", ["name", "community", "meetOn", "meetAt"]),
  ],
  "maternity-allowance": [knows("medical-insurance", "clerk", ["name", "employer"])],
  "school-entry": [knows("education", "clerk", ["childName", "enrolYear"])],
};

onEachDatabase("what handlers need to know of a case", (database) => {
  let site: TestPlatform;
  const cases = new Map<
    string,
    { readonly caseNo: string; readonly town: string; readonly form: JsonObject }
  >();

  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-01-04T09:00:00+08:00", faces: false });
    const walks = Object.keys(KNOWN).flatMap((id): readonly Walk[] => {
      const matter = site.pack.matters.get(id);
      const walk = matter === undefined ? undefined : walkOf(site.pack, matter);
      if (matter === undefined || walk === undefined) return [];
      // Where an organ is asked only now and then, the way on which it is.
      const asked = matter.examples.find(
        ({ expect: { status }, steps }) =>
          status === "completed" && steps.some(({ element }) => element === "Task_Consult"),
      );
      return [{ ...walk, example: asked ?? walk.example }];
    });
    const begun = walks
      .map(({ example }) => Date.parse(example.receivedAt))
      .toSorted((one, other) => one - other);
    site.moveTo(new Date((begun[0] ?? 0) - 60_000).toISOString());
    const walked = await walkAll(site, walks);
    for (const { matter, example } of walks) {
      const answer = walked.get(matter.id);
      if (answer === undefined || "stopped" in answer)
        throw new Error(`${matter.id}: ${answer === undefined ? "not walked" : answer.stopped}`);
      const { caseNo } = answer.ended.summary;
      const stored = await findCaseByNo(site.store, systemContext(site.pack.code), caseNo);
      cases.set(matter.id, {
        caseNo,
        town: String(stored?.state.variables["town"]),
        form: example.form,
      });
    }
  }, 600_000);
  afterAll(() => site?.dispose());

  const readers = new Map<string, Person>();
  /** Somebody with one post alone. */
  async function readerAt(organ: string, role: Role): Promise<Person> {
    const id = `${organ}-${role}-alone`;
    const post: HeldPost = {
      id,
      organ,
      role,
      division: site.pack.organs.get(organ)?.division ?? "210311",
      onBehalfOf: null,
    };
    const known = readers.get(id);
    if (known === undefined) await makeAccount(site, id, "李一岗", "staff", [post]);
    const person = personOf(site, await enter(site, id));
    readers.set(id, person);
    return person;
  }

  const EVERY = Object.entries(KNOWN).flatMap(([matter, all]) =>
    all.map((each) => [matter, each.organ, each.role, each] as const),
  );

  it.each(EVERY)("%s: %s %s is sent their fields and no other", async (id, organ, role, known) => {
    const walked = cases.get(id);
    const matter = site.pack.matters.get(id);
    if (walked === undefined || matter === undefined) throw new Error(`${id} was not walked`);
    const { caseNo, town, form } = walked;
    const person = await readerAt(organ === "town" ? town : organ, role);
    const page = await person.get<CaseAnswer>(`/api/cases/${caseNo}`);
    expect(page.partial).toBe(true);
    const given = known.fields.filter((field) => isGiven(form[field]));
    expect(page.form.map(({ name }) => name).toSorted()).toEqual(given.toSorted());
    expect(known.materials).toEqual(expect.arrayContaining(page.materials.map(({ id: each }) => each)));

    // Nothing else of the form stands anywhere in what they are sent, be it said by a title, a history or a list.
    const secrets = Object.entries(form).flatMap(([field, value]) =>
      known.fields.includes(field) ? [] : distinctive(said(matter, field, value), form, known.fields),
    );
    const answers = [
      `/api/cases/${caseNo}`,
      `/api/cases/${caseNo}/process`,
      `/api/cases/${caseNo}/proof`,
      `/api/cases/${caseNo}/grounds`,
      `/api/cases/${caseNo}/grounds/again`,
      `/api/cases/${caseNo}/moves`,
      "/api/desk/cases",
      `/api/desk/cases?q=${caseNo}`,
      "/api/desk/tasks?view=organ",
      "/api/desk/tasks?view=done",
      "/api/desk/choices",
      "/api/failures",
    ];
    for (const path of answers) {
      const method = path.endsWith("/again") ? "POST" : "GET";
      const text = JSON.stringify((await person.try(method, path)).body);
      for (const secret of secrets)
        expect([path, secret, text.includes(secret)]).toEqual([path, secret, false]);
    }
    for (const list of ["/api/desk/cases/export", "/api/desk/tasks/export?view=organ"]) {
      const sheet = await person.try("POST", list, { format: "csv" });
      for (const secret of secrets)
        expect([list, secret, String(sheet.body).includes(secret)]).toEqual([list, secret, false]);
    }
    expect(await person.try("GET", `/api/cases/${caseNo}/proof`)).toMatchObject({
      status: 403,
      body: { code: "CASE_IN_PART" },
    });
  });

  it.each(EVERY)("%s: %s %s opens no file and no notice beyond that", async (id, organ, role, known) => {
    const walked = cases.get(id);
    if (walked === undefined) throw new Error(`${id} was not walked`);
    const { caseNo, town } = walked;
    const person = await readerAt(organ === "town" ? town : organ, role);
    const system = systemContext(site.pack.code);
    const files = await listFilesOf(site.store, system, caseNo);
    const open = new Set(
      files.flatMap(({ sha256, material }) => (known.materials.includes(material) ? [sha256] : [])),
    );
    for (const { sha256 } of files) {
      const sent = await person.try("GET", `/api/cases/${caseNo}/files/${sha256}`);
      expect([sha256, sent.status]).toEqual([sha256, open.has(sha256) ? 200 : 422]);
    }
    const documents = await listDocuments(site.store, system, caseNo);
    expect(documents.length).toBeGreaterThan(0);
    for (const { id: document } of documents)
      expect(await person.try("GET", `/api/documents/${document}`)).toMatchObject({
        status: 403,
        body: { code: "CASE_IN_PART" },
      });
  });

  it("is the whole for who takes a matter in, whom nothing restricts, and with stars for who oversees", async () => {
    const { caseNo, town, form } = cases.get("disability-subsidies") ?? { caseNo: "", town: "", form: {} };
    const given = Object.entries(form).flatMap(([name, value]) => (isGiven(value) ? [name] : []));
    for (const [organ, role] of [
      [town, "clerk"],
      ["civil-affairs", "approver"],
      ["government", "leader"],
    ] as const) {
      const page = await (await readerAt(organ, role)).get<CaseAnswer>(`/api/cases/${caseNo}`);
      expect([organ, page.partial]).toEqual([organ, false]);
      expect(page.form.map(({ name }) => name).toSorted()).toEqual(given.toSorted());
    }
  });

  it("is nobody's whose organ has nothing to do with the case", async () => {
    const { caseNo } = cases.get("disability-subsidies") ?? { caseNo: "" };
    const stranger = await readerAt("fire-rescue", "reviewer");
    expect(await stranger.try("GET", `/api/cases/${caseNo}`)).toMatchObject({ status: 404 });
  });
});

/** A choice is told by its words: its code may be any word. */
function said({ form }: Matter, name: string, value: Json): Json {
  const choices = form.fields.find((field) => field.name === name)?.schema["oneOf"];
  if (!Array.isArray(choices)) return value;
  const chosen = choices.filter(isJsonObject).find((each) => each["const"] === value);
  return chosen?.["title"] ?? null;
}

const isGiven = (value: Json | undefined): boolean => value !== undefined && value !== null && value !== "";

/** Texts that would give a value away: long enough to be no other word, and said by no field that is the reader's. */
function distinctive(value: Json, form: JsonObject, known: readonly string[]): readonly string[] {
  const texts = Array.isArray(value)
    ? value.flatMap((each) => (isJsonObject(each) ? Object.values(each) : [each]))
    : [value];
  const own = JSON.stringify(known.map((field) => form[field] ?? null));
  return texts
    .filter((each) => typeof each === "string" || typeof each === "number")
    .map(String)
    .filter((text) => text.length >= 4 && !own.includes(text));
}
