import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ProblemAnswer, WindowMatters } from "#contract";
import { applyForFoodLicence, MATTER } from "../harness/food-licence.ts";
import { putBeside } from "../harness/many-cases.ts";
import type { Person } from "../harness/person.ts";
import { startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { OWNER, shopAtWindow } from "../harness/window.ts";
import { enter, personOf } from "../harness/visitor.ts";

const STATION = "tanggangzi-station";

describe("a station of a town", () => {
  let site: TestPlatform;
  let clerk: Person;
  const as = async (login: string): Promise<Person> => personOf(site, await enter(site, `demo-${login}`));
  const routeOf = async (matter: string) => {
    const { items } = await clerk.get<WindowMatters>(`/api/window/matters?hall=${STATION}&q=`);
    return items.find(({ id }) => id === matter)?.route;
  };
  const takeIn = async (person: Person): Promise<[number, string]> => {
    const sent = await person.try(
      "POST",
      "/api/window/cases",
      await shopAtWindow(person, { hall: STATION, counter: "1", again: "试验" }),
    );
    return [sent.status, (sent.body as ProblemAnswer).code];
  };

  beforeAll(async () => {
    site = await startTestPlatform({ at: "2026-11-16T09:00:00+08:00", faces: false });
    clerk = await as("station-clerk");
  }, 120_000);

  afterAll(() => site?.dispose());

  it("sends what is rarely asked for to an agent, whose ticket is a case of its own", async () => {
    expect(await routeOf(MATTER)).toMatchObject({ frequency: "low", count: 0, specialists: ["郭玉珍"] });
    expect(await takeIn(clerk)).toEqual([403, "STATION_AGENT_TICKET"]);
    expect(await routeOf("agency-ticket")).toBeNull();
    const letter = await clerk.upload(
      "agency-ticket",
      "authorisation",
      "委托书.pdf",
      new TextEncoder().encode("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"),
    );
    const ticket = await clerk.try("POST", "/api/window/cases", {
      matter: "agency-ticket",
      hall: STATION,
      counter: "1",
      ticket: null,
      applicant: { register: "population", key: OWNER.idNo, name: OWNER.name },
      visitor: OWNER,
      letterUntil: null,
      values: {
        name: OWNER.name,
        idNo: OWNER.idNo,
        mobile: "13900000001",
        division: "210311006002",
        wantedMatter: "食品经营许可",
        scope: ["fill"],
        until: "2026-12-31",
        declaration: true,
      },
      materials: { authorisation: [(letter.body as { sha256: string }).sha256] },
      paper: { authorisation: { originals: 1, copies: 0 } },
      again: null,
    });
    expect(ticket.status, JSON.stringify(ticket.body)).toBe(200);
  });

  it("lets a specialist take it in, and anybody of all-round training once it is often asked for", async () => {
    expect((await takeIn(await as("town-clerk")))[0]).toBe(200);
    const { caseNo } = await applyForFoodLicence(await as("shop-owner"));
    await putBeside(site, caseNo, 40);
    // The counts of a year are kept for a while.
    site.moveTo("2026-11-16T09:20:00+08:00");
    clerk = await as("station-clerk");
    expect(await routeOf(MATTER)).toMatchObject({ frequency: "high", refused: null });
    expect((await takeIn(clerk))[0]).toBe(200);
  }, 60_000);
});
