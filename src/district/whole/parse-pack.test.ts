import { describe, expect, it } from "vitest";
import { expectOk } from "#kernel";
import { qianshanFiles } from "../../../test/support/qianshan-files.ts";
import type { Fault } from "../shape/fault.ts";
import { parsePack } from "./parse-pack.ts";

const MATTER = "matters/food-business-licence/matter.yaml";
const FORM = "matters/food-business-licence/form.schema.json";
const PROCESS = "processes/licence-review.bpmn";

type Changes = Parameters<typeof qianshanFiles>[0];

const replacing =
  (found: string | RegExp, put: string) =>
  (text: string): string => {
    const changed = text.replace(found, put);
    expect(changed).not.toBe(text);
    return changed;
  };

async function faultsOf(changes: Changes): Promise<readonly Fault[]> {
  const parsed = await parsePack(qianshanFiles(changes));
  return parsed.ok ? [] : parsed.error;
}

const matterFaults = (found: string | RegExp, put: string): Promise<readonly Fault[]> =>
  faultsOf({ [MATTER]: replacing(found, put) });

describe("the pack of Qianshan", () => {
  it("is read whole and without a fault", async () => {
    const pack = expectOk(await parsePack(qianshanFiles()));
    expect(pack.code).toBe("210311");
    expect([...pack.divisions.values()].filter(({ level }) => level === "town")).toHaveLength(5);
    expect([...pack.divisions.values()].filter(({ level }) => level === "community")).toHaveLength(64);
    expect([...pack.registers.keys()]).toEqual(
      expect.arrayContaining([
        "certificate",
        "enterprise",
        "licensed-premises",
        "matter-catalogue",
        "population",
      ]),
    );
    for (const { file, rows } of pack.demo.records) {
      const lines = String(qianshanFiles().get(file)).trim().split("\n");
      expect([file, rows.length]).toEqual([file, lines.length - 1]);
    }
    expect(pack.calendar.id).toBe("qianshan");
  });

  it("has the same content hash however its files are listed, and another when one changes", async () => {
    const files = qianshanFiles();
    const one = expectOk(await parsePack(files));
    const reversed = expectOk(await parsePack(new Map([...files].toReversed())));
    const changed = expectOk(await parsePack(qianshanFiles({ "ATTRIBUTION.md": (text) => `${text}\n` })));
    expect(reversed.contentHash).toBe(one.contentHash);
    expect(changed.contentHash).not.toBe(one.contentHash);
  });
});

describe("files that cannot be read", () => {
  it("names line and column where YAML breaks off", async () => {
    const faults = await faultsOf({ "organs.yaml": (text) => `${text}- id: "open\n` });
    expect(faults).toContainEqual(
      expect.objectContaining({
        code: "PACK_FILE_UNREADABLE",
        file: "organs.yaml",
        place: expect.stringMatching(/^line \d+/),
      }),
    );
  });

  it("names line and column where a form's JSON breaks off", async () => {
    const faults = await faultsOf({ [FORM]: replacing('"type": "object",', '"type": "object"') });
    expect(faults).toContainEqual(
      expect.objectContaining({
        code: "PACK_FILE_UNREADABLE",
        file: FORM,
        place: expect.stringMatching(/^line \d+/),
      }),
    );
  });

  it("tells of a field that a form's JSON has twice, which JSON itself would take", async () => {
    const twice = '"type": "object", "title": "a \\"b\\": c", "title": "d",';
    const faults = await faultsOf({ [FORM]: replacing('"type": "object",', twice) });
    expect(faults).toContainEqual(
      expect.objectContaining({
        code: "PACK_FILE_UNREADABLE",
        file: FORM,
        place: expect.stringMatching(/^line 25, /),
      }),
    );
  });

  it("tells of a process that is not XML and of a decision that is not", async () => {
    const faults = await faultsOf({
      [PROCESS]: () => "<bpmn",
      "matters/food-business-licence/decide.dmn": () => "?",
    });
    expect(faults.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["PROCESS_XML_UNREADABLE", "DMN_UNREADABLE"]),
    );
  });

  it("tells of a missing file by its name", async () => {
    const faults = await faultsOf({ "posts.yaml": null });
    expect(faults).toContainEqual(expect.objectContaining({ code: "PACK_FILE_MISSING", file: "posts.yaml" }));
  });

  it("tells of a file that is not UTF-8 text", async () => {
    const files = new Map<string, string | Uint8Array>(qianshanFiles());
    files.set("roles.yaml", new Uint8Array([0xff, 0xfe]));
    const parsed = await parsePack(files);
    expect(parsed.ok ? [] : parsed.error).toContainEqual(
      expect.objectContaining({ code: "PACK_FILE_UNREADABLE", file: "roles.yaml" }),
    );
  });

  it("never throws for an empty pack", async () => {
    const parsed = await parsePack(new Map());
    expect(parsed.ok).toBe(false);
  });
});

describe("fields", () => {
  it("tells of an unknown, a missing and a wrong field with path and line", async () => {
    const faults = await matterFaults("kind: promised\n", "kynd: promised\n");
    expect(faults).toContainEqual(
      expect.objectContaining({
        code: "PACK_FIELD_UNKNOWN",
        place: expect.stringMatching(/^kynd \(line \d+\)$/),
      }),
    );
    expect(faults).toContainEqual(expect.objectContaining({ code: "PACK_FIELD_MISSING", file: MATTER }));
    const wrong = await matterFaults("onlineDepth: 4", "onlineDepth: 5");
    expect(wrong).toEqual([
      expect.objectContaining({
        code: "PACK_FIELD_WRONG",
        place: expect.stringMatching(/^onlineDepth \(line \d+\)$/),
      }),
    ]);
  });

  it("points into lists", async () => {
    const [fault] = await matterFaults("maxBytes: 10485760 # 10 MB", "maxBytes: many");
    expect(fault?.place).toMatch(/^materials\[1\]\.maxBytes \(line \d+\)$/);
  });

  it("blames a broken part once, not everything that refers to it", async () => {
    const faults = await faultsOf({ "organs.yaml": replacing("level: district", "level: empire") });
    expect(faults).toHaveLength(1);
  });
});

describe("what the law asks of a matter", () => {
  it("refuses a matter that is wholly online and yet asks somebody to come, or goes less deep", async () => {
    for (const [found, put] of [
      ["visits: 0", "visits: 1"],
      ["onlineDepth: 4", "onlineDepth: 3"],
    ] as const)
      expect(await matterFaults(found, put)).toEqual([
        expect.objectContaining({
          code: "ONLINE_DEPTH_WRONG",
          place: expect.stringContaining("fullyOnline"),
        }),
      ]);
  });

  it("refuses a promise longer than the law's limit", async () => {
    const faults = await matterFaults(
      "    statutory: 10wd\n    promised: 7wd",
      "    statutory: 10wd\n    promised: 11wd",
    );
    expect(faults).toEqual([
      expect.objectContaining({
        code: "PROMISED_EXCEEDS_STATUTORY",
        place: expect.stringContaining("limits[1].promised"),
      }),
    ]);
  });

  it("refuses a promise in another unit than the law's", async () => {
    const faults = await matterFaults(
      "    statutory: 10wd\n    promised: 7wd",
      "    statutory: 10wd\n    promised: 7d",
    );
    expect(faults.map(({ code }) => code)).toEqual(["PROMISED_EXCEEDS_STATUTORY"]);
  });

  it("holds an immediate matter to the same day", async () => {
    const faults = await matterFaults("kind: promised\n", "kind: immediate\n");
    expect(faults.map(({ code }) => code)).toEqual(["IMMEDIATE_NEEDS_ZERO", "IMMEDIATE_NEEDS_ZERO"]);
  });

  it("refuses to ask for what can be had by sharing", async () => {
    const faults = await matterFaults("necessity: shared", "necessity: required");
    expect(faults.map(({ code }) => code)).toContain("SHAREABLE_MATERIAL_REQUESTED");
  });

  it("finds a gap in the table of limits", async () => {
    const faults = await matterFaults("from: 2023-12-01", "from: 2023-12-02");
    expect(faults.map(({ code }) => code)).toEqual(["LIMITS_NOT_CONTINUOUS"]);
  });

  it("holds the basic code to the type of the matter", async () => {
    const faults = await matterFaults('basic: "000131017000"', 'basic: "000731017000"');
    expect(faults).toEqual([
      expect.objectContaining({ code: "ITEM_CODE_WRONG", place: expect.stringContaining("codes.basic") }),
    ]);
  });
});

describe("names and codes", () => {
  it("finds names that nothing defines", async () => {
    const faults = await faultsOf({
      [MATTER]: replacing("template: food-business-licence", "template: no-such"),
      [PROCESS]: (text) =>
        text
          .replace('formId="review"', 'formId="no-form"')
          .replace('candidateGroups="approver"', 'candidateGroups="wizard"')
          .replace('to="approver, leader"', 'to="approver, mayor"')
          .replace('decisionId="reviewRequirements"', 'decisionId="noDecision"')
          .replace('key="template" value="grant"', 'key="template" value="no-letter"'),
    });
    const named = faults
      .filter(({ code }) => code === "PACK_REFERENCE_UNKNOWN")
      .map(({ message }) => message.en);
    for (const id of ["no-such", "no-form", "wizard", "mayor", "noDecision", "no-letter"])
      expect(
        named.some((sentence) => sentence.includes(`“${id}”`)),
        id,
      ).toBe(true);
  });

  it("finds a task kept apart from one that does not exist, and places it at the element", async () => {
    const faults = await faultsOf({
      [PROCESS]: replacing('separateFrom="Task_SiteCheck"', 'separateFrom="Task_Gone"'),
    });
    expect(faults).toContainEqual(
      expect.objectContaining({
        code: "PROCESS_REFERENCE_DANGLING",
        file: PROCESS,
        place: "Task_SiteCheckSecond",
      }),
    );
  });

  it("checks credit codes by both their check characters", async () => {
    const faults = await faultsOf({ "organs.yaml": replacing("11210311MB1Q000307", "11210311MB1Q000317") });
    expect(faults.map(({ code }) => code)).toContain("CODE_CHECK_WRONG");
  });

  it("checks identity numbers of demo records by their line", async () => {
    const faults = await faultsOf({
      "demo/records/population.csv": replacing("210311199907041608", "210311199907041609"),
    });
    expect(faults).toContainEqual(
      expect.objectContaining({
        code: "CODE_CHECK_WRONG",
        file: "demo/records/population.csv",
        place: "line 2",
      }),
    );
  });

  it("finds a division that hangs under the wrong parent", async () => {
    const faults = await faultsOf({
      "divisions.csv": replacing(
        "210311006001,泉兴社区居民委员会,community,210311006",
        "210311006001,泉兴社区居民委员会,community,210311007",
      ),
    });
    expect(faults.map(({ code }) => code)).toContain("DIVISION_CODE_WRONG");
  });
});

describe("expressions", () => {
  it("finds a form field that does not exist, in matter, process and decision", async () => {
    const faults = await faultsOf({
      [MATTER]: replacing("area: =form.area", "area: =form.aera"),
      [PROCESS]: replacing('source="=applicant.name"', 'source="=form.operators"'),
      "matters/food-business-licence/decide.dmn": replacing("form.ownWell = true", "form.ownPond = true"),
    });
    const told = faults.filter(({ code }) => code === "FORM_FIELD_UNKNOWN").map(({ file }) => file);
    expect(told).toEqual(
      expect.arrayContaining([MATTER, PROCESS, "matters/food-business-licence/decide.dmn"]),
    );
  });

  it("finds a variable that no step makes", async () => {
    const faults = await faultsOf({ [PROCESS]: replacing("extensionApproved = true", "approved = true") });
    expect(faults).toEqual([
      expect.objectContaining({
        code: "FEEL_NAME_UNKNOWN",
        file: PROCESS,
        place: expect.stringMatching(/^Flow_/),
      }),
    ]);
  });

  it("keeps personal data out of process variables and out of records", async () => {
    const inProcess = await faultsOf({
      [PROCESS]: replacing('source="=applicant.name"', 'source="=form.mobile"'),
    });
    expect(inProcess).toContainEqual(
      expect.objectContaining({ code: "FORM_FIELD_UNKNOWN", place: "Job_InspectionRecord" }),
    );
    const inRecord = await matterFaults("premises: =form.premisesAddress", "premises: =form.homeAddress");
    expect(inRecord.map(({ code }) => code)).toContain("FORM_FIELD_UNKNOWN");
  });
});

describe("forms", () => {
  it("finds a schema that is none, an unknown keyword and a field in no group", async () => {
    const broken = await faultsOf({ [FORM]: replacing('"minLength": 2', '"minLength": "two"') });
    expect(broken).toContainEqual(expect.objectContaining({ code: "FORM_SCHEMA_WRONG", file: FORM }));
    const keyword = await faultsOf({ [FORM]: replacing('"x-note"', '"x-hint"') });
    expect(keyword).toContainEqual(
      expect.objectContaining({
        code: "FORM_KEYWORD_UNKNOWN",
        place: expect.stringMatching(/x-hint \(line \d+\)/),
      }),
    );
    const unplaced = await faultsOf({ [FORM]: replacing(/\s*"staffCount",(?=\s*"safetyOfficer"\s*\])/, "") });
    expect(unplaced.map(({ code }) => code)).toContain("FORM_FIELD_UNPLACED");
  });

  it("finds what a batch cannot say once for many", async () => {
    const DECISION = "forms/decision.schema.json";
    const told = async (file: string, change: (text: string) => string) =>
      (await faultsOf({ [file]: change })).map(({ code }) => code);
    expect(await told(DECISION, replacing(/"x-batch": \{[^}]*\},/, ""))).toContain("FORM_BATCH_UNSAID");
    // Refusing asks for reasons, which are never the same: left open to a batch, the form demands them.
    const refusing = replacing('"x-en": "refuse"', '"x-en": "refuse", "x-batch": true');
    expect(await told(DECISION, refusing)).toEqual(["FORM_BATCH_FIELD_NEEDED"]);
    const collector = replacing(
      '"x-batch": true,\n      "type": "string",\n      "minLength": 2,\n      "maxLength": 50',
      '"type": "string"',
    );
    expect(await told("forms/delivery.schema.json", collector)).toEqual(["FORM_BATCH_FIELD_NEEDED"]);
    const files = replacing(
      '"x-batch": true,\n      "type": "string"',
      '"x-batch": true, "x-widget": "sign"',
    );
    expect(await told("forms/delivery.schema.json", files)).toContain("FORM_BATCH_FIELD_OWN");
  });

  it("leaves a batch the fields and choices that may be the same for all", async () => {
    const { forms } = expectOk(await parsePack(qianshanFiles()));
    const batch = forms.get("decision")?.batch;
    expect(batch?.act.zh).toBe("作出准予决定");
    expect(Object.keys(batch?.schema["properties"] ?? {})).toEqual(["decision", "decisionOpinion"]);
    expect(batch?.schema).toMatchObject({
      additionalProperties: false,
      properties: { decision: { default: "grant", oneOf: [{ const: "grant" }] } },
    });
    expect(forms.get("review")?.batch).toBeNull();
  });
});
