import { afterAll, beforeAll, expect, it } from "vitest";
import type {
  AppointmentAnswer,
  BoardAnswer,
  ProblemAnswer,
  QueueAnswer,
  SlotsAnswer,
  TicketAnswer,
  VisitsAnswer,
} from "#contract";
import { makeAccount } from "../harness/accounts.ts";
import { MATTER } from "../harness/food-licence.ts";
import type { Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, NOBODY, personOf } from "../harness/visitor.ts";

const HALL = "/api/halls/service-centre";
const DESK = "/api/desk/halls/service-centre";

onEachDatabase("visits to a hall", (database) => {
  let site: TestPlatform;
  let owner: Person;
  let firm: Person;
  let hall: Person;
  let second: Person;
  const as = async (account: string): Promise<Person> => personOf(site, await enter(site, account));
  const signIn = async (): Promise<void> => {
    owner = await as("demo-shop-owner");
    firm = await as("demo-company");
    hall = await as("demo-hall-clerk");
    second = await as("demo-hall-clerk-second");
  };
  const code = ({ body }: { body: unknown }): string => (body as ProblemAnswer).code;
  const book = (person: Person, day: string, from: string) =>
    person.try("POST", "/api/appointments", { hall: "service-centre", matter: MATTER, day, from });
  const take = (person: Person, queue = "A", appointment: string | null = null) =>
    person.try("POST", `${HALL}/tickets`, { queue, matter: null, appointment });
  const labelOf = ({ body }: { body: unknown }): string => (body as TicketAnswer).label;
  const on = (id: string, act: string, person = hall, queue: string | null = null) =>
    person.try("POST", `/api/desk/tickets/${id}`, { act, counter: null, queue });

  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    await signIn();
  }, 120_000);

  afterAll(() => site?.dispose());

  it("can be booked for a working day within a week, until the slot is full", async () => {
    const anyone = personOf(site, NOBODY);
    const tomorrow = await anyone.get<SlotsAnswer>(`${HALL}/slots?day=2026-11-17`);
    expect(tomorrow.slots[0]).toEqual({ from: "08:30", to: "09:00", free: 6 });
    const today = await anyone.get<SlotsAnswer>(`${HALL}/slots?day=2026-11-16`);
    expect(today.slots[0]?.from).toBe("09:30");
    const sunday = await anyone.get<SlotsAnswer>(`${HALL}/slots?day=2026-11-22`);
    expect(sunday).toMatchObject({ open: false, slots: [] });
    expect((await book(owner, "2026-11-17", "08:30")).status).toBe(200);
    expect(code(await book(owner, "2026-11-17", "09:00"))).toBe("APPOINTMENT_ALREADY");
    expect(code(await book(firm, "2026-11-22", "09:00"))).toBe("HALL_CLOSED");
    expect(code(await book(firm, "2026-11-17", "12:00"))).toBe("SLOT_UNKNOWN");
    for (let each = 0; each < 5; each += 1) {
      await makeAccount(site, `person-${each}`, `来人${each}`, "resident");
      expect((await book(await as(`person-${each}`), "2026-11-17", "08:30")).status).toBe(200);
    }
    expect(code(await book(firm, "2026-11-17", "08:30"))).toBe("SLOT_FULL");
    const left = await anyone.get<SlotsAnswer>(`${HALL}/slots?day=2026-11-17`);
    expect(left.slots[0]).toEqual({ from: "08:30", to: "09:00", free: 0 });
    expect((await owner.get<VisitsAnswer>("/api/my/visits")).appointments[0]).toMatchObject({
      from: "08:30",
    });
  }, 60_000);

  it("can be taken back by whoever booked, and by nobody else", async () => {
    const { body } = await book(firm, "2026-11-18", "09:00");
    const { id } = body as AppointmentAnswer;
    expect((await owner.try("DELETE", `/api/appointments/${id}`)).status).toBe(404);
    expect((await firm.try("DELETE", `/api/appointments/${id}`)).status).toBe(200);
    expect((await firm.get<VisitsAnswer>("/api/my/visits")).appointments[0]).toMatchObject({
      status: "cancelled",
    });
  });

  it("gives each the next number, calls appointments first, and no number twice", async () => {
    site.moveTo("2026-11-17T08:35:00+08:00");
    await signIn();
    const atDesk = [await take(hall), await take(hall), await take(hall)];
    expect(atDesk.map(labelOf)).toEqual(["A001", "A002", "A003"]);
    const [visit] = (await owner.get<VisitsAnswer>("/api/my/visits")).appointments;
    const mine = await take(owner, "A", visit?.id ?? "");
    expect(labelOf(mine)).toBe("A004");
    expect(mine.body).toMatchObject({ ahead: 0, minutes: null });
    expect(code(await take(owner))).toBe("TICKET_ALREADY");
    expect(code(await take(firm, "A", visit?.id ?? ""))).toBe("APPOINTMENT_UNKNOWN");
    const called = await Promise.all([
      hall.try("POST", `${DESK}/call`, { counter: "1" }),
      second.try("POST", `${DESK}/call`, { counter: "2" }),
    ]);
    expect(called.map(({ status }) => status)).toEqual([200, 200]);
    const board = await personOf(site, NOBODY).get<BoardAnswer>(`${HALL}/board`);
    expect(board.called.map(({ label }) => label).toSorted()).toEqual(["A001", "A004"]);
    expect(board.queues[0]).toMatchObject({ id: "A", waiting: 2, next: ["A002", "A003"], minutes: 8 });
    expect(JSON.stringify(board)).not.toContain("何志军");
    expect((await owner.get<VisitsAnswer>("/api/my/visits")).tickets[0]).toMatchObject({ status: "called" });
  });

  it("recalls, skips, passes on and finishes, and counts the day", async () => {
    const queue = await hall.get<QueueAnswer>(`${DESK}/queue`);
    const mine = queue.tickets.find((ticket) => ticket.mine)?.id ?? "";
    const other = queue.tickets.find((ticket) => ticket.counter === "2")?.id ?? "";
    expect((await on(mine, "recall")).status).toBe(200);
    expect((await on(mine, "serve")).status).toBe(200);
    site.moveTo("2026-11-17T08:41:00+08:00");
    expect((await on(mine, "finish")).status).toBe(200);
    expect(code(await on(mine, "serve"))).toBe("TICKET_ELSEWHERE");
    expect((await on(other, "skip", second)).status).toBe(200);
    const third = queue.tickets.find(({ label }) => label === "A003")?.id ?? "";
    expect((await on(third, "transfer", hall, "B")).status).toBe(200);
    const delivered = await second.try("POST", `${DESK}/call`, { counter: "3" });
    const passed = (delivered.body as QueueAnswer).tickets.find(({ id }) => id === third);
    expect(passed).toMatchObject({ label: "A003", queue: "B", status: "called", counter: "3" });
    const { figures } = await hall.get<QueueAnswer>(`${DESK}/queue`);
    expect(figures).toMatchObject({ taken: 4, served: 1, skipped: 1, waiting: 1 });
    expect(figures.meanService).toBeGreaterThan(4);
  });

  it("calls nobody from an empty queue, and goes on with the others", async () => {
    expect(code(await hall.try("POST", `${DESK}/call`, { counter: "4" }))).toBe("QUEUE_EMPTY");
    const next = await second.try("POST", `${DESK}/call`, { counter: "2" });
    const { tickets } = next.body as QueueAnswer;
    expect(tickets.find(({ status, queue }) => status === "called" && queue === "A")?.label).toBe("A002");
  });

  it("bars whoever missed too many visits, and says until when", async () => {
    await makeAccount(site, "forgetful", "常误约", "resident");
    const days = ["2026-11-18", "2026-11-19", "2026-11-20"];
    for (const day of days) {
      site.moveTo(`${day}T08:00:00+08:00`);
      const forgetful = await as("forgetful");
      expect((await book(forgetful, day, "09:00")).status).toBe(200);
      site.moveTo(`${day}T09:31:00+08:00`);
      const later = await as("forgetful");
      const missed = async () =>
        (await later.get<VisitsAnswer>("/api/my/visits")).appointments[0]?.status ?? "";
      await expect.poll(missed, { timeout: 70_000 }).toBe("missed");
    }
    const refused = await book(await as("forgetful"), "2026-11-23", "09:00");
    expect(code(refused)).toBe("APPOINTMENT_BARRED");
    expect((refused.body as ProblemAnswer).message.zh).toContain("2026-12-20");
  }, 240_000);
});
