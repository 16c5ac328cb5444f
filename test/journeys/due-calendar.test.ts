import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CalendarAnswer } from "#contract";
import type { Instant } from "#kernel";
import { dueCalendar } from "../../src/http/views/due-calendar.ts";
import { applyForFoodLicence } from "../harness/food-licence.ts";
import type { Person } from "../harness/person.ts";
import { startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

/** A calendar's properties by event, unfolded and unescaped as RFC 5545 says. */
function parseCalendar(text: string): readonly ReadonlyMap<string, string>[] {
  expect(text.endsWith("\r\n")).toBe(true);
  for (const line of text.split("\r\n"))
    expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  const lines = text.replaceAll("\r\n ", "").split("\r\n").slice(0, -1);
  expect([lines[0], lines.at(-1)]).toEqual(["BEGIN:VCALENDAR", "END:VCALENDAR"]);
  const events: Map<string, string>[] = [];
  for (const line of lines) {
    const [name = "", ...value] = line.split(":");
    if (line === "BEGIN:VEVENT") events.push(new Map());
    const said = value
      .join(":")
      .replaceAll("\\n", "\n")
      .replaceAll(/\\([\\;,])/g, "$1");
    events.at(-1)?.set(name, said);
  }
  return events;
}

describe("due dates as a calendar", () => {
  let site: TestPlatform;
  beforeAll(async () => {
    site = await startTestPlatform({ at: "2026-11-16T09:00:00+08:00", faces: false });
  }, 120_000);
  afterAll(() => site?.dispose());

  const as = async (login: string): Promise<Person> => personOf(site, await enter(site, `demo-${login}`));
  const open = async (url: string) => {
    const answer = await fetch(url);
    return { status: answer.status, type: answer.headers.get("content-type"), text: await answer.text() };
  };

  it("folds and escapes as RFC 5545 says", () => {
    const summary = `审查；分号;逗号,反斜\\线\n换行${"长".repeat(60)}`;
    const date = {
      uid: "a",
      dueAt: "2026-11-23T15:59:59.999Z" as Instant,
      summary,
      description: "d",
      url: "https://x/",
    };
    const [event] = parseCalendar(dueCalendar("日历", [date], "2026-11-16T01:00:00.000Z" as Instant));
    expect(event?.get("SUMMARY")).toBe(summary);
    expect(event?.get("DTSTART;VALUE=DATE")).toBe("20261123");
    expect(event?.get("DTEND;VALUE=DATE")).toBe("20261124");
    expect(event?.get("DTSTAMP")).toBe("20261116T010000Z");
  });

  it("gives an approver's or a clerk's due dates under a secret address, names nobody, and ends when it is withdrawn", async () => {
    const { caseNo } = await applyForFoodLicence(await as("shop-owner"));
    const clerk = await as("clerk");
    expect(await clerk.get<CalendarAnswer>("/api/my/calendar")).toEqual({ since: null, url: null });
    const made = (await clerk.try("PUT", "/api/my/calendar")).body as CalendarAnswer;
    const shown = await open(made.url ?? "");
    expect([shown.status, shown.type]).toEqual([200, "text/calendar; charset=utf-8"]);
    const event = parseCalendar(shown.text).find((each) => each.get("DESCRIPTION") === caseNo);
    expect(event?.get("SUMMARY")).toBe("收件审查 · 食品经营许可（新办）");
    expect(event?.get("DTSTART;VALUE=DATE")).toBe("20261123");
    expect(shown.text).not.toMatch(/瑞汤|何志军/);

    const renewed = (await clerk.try("PUT", "/api/my/calendar")).body as CalendarAnswer;
    expect((await open(made.url ?? "")).status).toBe(404);
    expect((await open(renewed.url ?? "")).status).toBe(200);
    expect((await clerk.get<CalendarAnswer>("/api/my/calendar")).url).toBeNull();
    await clerk.try("DELETE", "/api/my/calendar");
    expect((await open(renewed.url ?? "")).status).toBe(404);
  }, 60_000);
});
