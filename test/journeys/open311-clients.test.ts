import { afterAll, beforeAll, expect, it } from "vitest";
import sharp from "sharp";
import type { CaseAnswer } from "#contract";
import { listRecordsOfCase, systemContext } from "#store";
import { AT_TANGGANGZI, handleWhole } from "../harness/incidents.ts";
import { open311Client, type Open311Client } from "../harness/open311-client.ts";
import { mustAct, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";
import { samplePhoto } from "../support/sample-photo.ts";

/**
 * What clients in use send, call by call as their published sources write it: FixMyStreet (Open311.pm), node-open311,
 * Code for America's `three` and Bloomington's GeoReporter. None of them can be installed here: node-open311 rests on a
 * package that only a git address serves, the others are no npm packages. So these are their calls, not their code.
 */
onEachDatabase("clients of Open311", (database) => {
  let site: TestPlatform;
  let city: Open311Client;
  const as = async (login: string): Promise<Person> => personOf(site, await enter(site, `demo-${login}`));
  const { lat, lon } = AT_TANGGANGZI;
  const jurisdiction = "qianshan.210311";
  let sent: string;

  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    city = open311Client(site.url, site.platform.senderKeyOf({ id: "city-app", issue: 0 }));
  }, 240_000);
  afterAll(() => site?.dispose());

  const updates = async (query: string): Promise<readonly Record<string, string>[]> => {
    const { status, text } = await city.get(`servicerequestupdates.json?${query}`);
    if (status !== 200) throw new Error(`${status} ${text}`);
    return JSON.parse(text) as Record<string, string>[];
  };
  const WHOLE = "start_date=2026-11-01T00:00:00Z&end_date=2026-12-31T00:00:00Z";

  it("FixMyStreet: sends a request in XML with attributes of its own, and learns its number", async () => {
    const answer = await city.post("requests.xml", {
      jurisdiction_id: jurisdiction,
      service_code: "E-0102",
      lat: String(lat),
      long: String(lon),
      first_name: "小燕",
      last_name: "周",
      email: "zhou@example.cn",
      phone: "13841200001",
      description: "公园门口有垃圾\n\n从昨天晚上堆到现在\n\nhttps://fixmystreet.example/report/77\n",
      "attribute[fixmystreet_id]": "77",
      "attribute[easting]": "",
    });
    expect([answer.status, answer.text]).toEqual([200, expect.anything()]);
    sent = /<service_request_id>(\d{22})<\/service_request_id>/.exec(answer.text)?.[1] ?? "";
    expect(answer.text).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<service_requests><request><service_request_id>/,
    );
    expect(sent).not.toBe("");
    const found = await city.get(`requests.xml?jurisdiction_id=${jurisdiction}&service_request_id=${sent}`);
    expect(found.text).toContain(`<service_request_id>${sent}</service_request_id><status>open</status>`);
  });

  it("node-open311: discovers the endpoint and asks, posts and looks up by number, token and list", async () => {
    const discovery = await fetch(`${site.url}/open311/discovery.json`);
    const { endpoints } = (await discovery.json()) as {
      readonly endpoints: readonly { readonly url: string; readonly formats: readonly string[] }[];
    };
    const at = `${endpoints[0]?.url ?? ""}/`;
    expect(endpoints[0]?.formats).toContain("application/json");
    const of = `?jurisdiction_id=${jurisdiction}`;
    expect((await fetch(`${at}services.json${of}`)).status).toBe(200);
    expect(await (await fetch(`${at}services/E-0102.json${of}`)).json()).toEqual({
      service_code: "E-0102",
      attributes: [],
    });
    const posted = await city.post(`requests.json${of}`, {
      service_code: "E-0102",
      lat: String(lat),
      long: String(lon),
      description: "河边有一堆垃圾",
      "attribute[WHISPAWN]": "123456",
    });
    const [answer] = JSON.parse(posted.text) as { service_request_id: string }[];
    const id = answer?.service_request_id ?? "";
    for (const path of [`requests/${id}.json${of}`, `tokens/${id}.json${of}`]) {
      const [one] = (await (await fetch(`${at}${path}`)).json()) as { service_request_id: string }[];
      expect(one?.service_request_id).toBe(id);
    }
    const list = await fetch(
      `${at}requests.json?service_request_id=${id},${sent}&jurisdiction_id=${jurisdiction}`,
    );
    expect(((await list.json()) as object[]).length).toBe(2);
  });

  it("GeoReporter and three: send a photo in the same form, and take only 200 for success", async () => {
    const png = await sharp(await samplePhoto({ scene: 71 }))
      .png()
      .toBuffer();
    const form = new FormData();
    form.set("service_code", "E-0102");
    form.set("jurisdiction_id", jurisdiction);
    form.set("api_key", city.key);
    form.set("lat", String(lat));
    form.set("long", String(lon));
    form.set("description", "路边的垃圾，有照片");
    for (const value of ["value1", "value2"]) form.append("attribute[code1][]", value);
    form.set("media", new Blob([new Uint8Array(png)]), "media.png");
    const posted = await fetch(`${site.url}/open311/v2/requests.json`, { method: "POST", body: form });
    expect([posted.status, await posted.clone().text()]).toEqual([200, expect.anything()]);
    const [answer] = (await posted.json()) as { service_request_id: string }[];
    const id = answer?.service_request_id ?? "";
    const { materials } = await (await as("registrar")).get<CaseAnswer>(`/api/cases/${id}`);
    expect(materials.find((each) => each.id === "photos")?.files).toMatchObject([{ type: "image/png" }]);

    // The photo is told to the system that sent it, and to nobody else.
    const urlFor = async (query: string): Promise<string> => {
      const [one] = JSON.parse((await city.get(`requests/${id}.json${query}`)).text) as {
        media_url: string;
      }[];
      return one?.media_url ?? "";
    };
    expect(await urlFor("")).toBe("");
    const url = await urlFor(`?api_key=${city.key}`);
    expect(url).toMatch(new RegExp(`^${site.url}/open311/v2/media/${id}/[\\w-]{32}\\.jpg$`));
    expect(await urlFor(`?api_key=${city.key}`)).toBe(url);
    const photo = await fetch(url);
    expect([photo.status, photo.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
    expect((await sharp(await photo.arrayBuffer()).metadata()).exif).toBeUndefined();
    const guessed = await fetch(url.replace(/[\w-]{32}\.jpg$/, `${"A".repeat(32)}.jpg`));
    expect([guessed.status, await guessed.text()]).toEqual([
      404,
      expect.stringContaining("<code>404</code>"),
    ]);

    const noPhoto = new FormData();
    for (const [name, value] of form) if (typeof value === "string") noPhoto.append(name, value);
    noPhoto.set("media", new Blob(["not a picture"]), "media.png");
    const refused = await fetch(`${site.url}/open311/v2/requests.json`, { method: "POST", body: noPhoto });
    expect([refused.status, await refused.json()]).toEqual([
      415,
      [{ code: 415, description: expect.stringContaining("JPG") }],
    ]);
  });

  it("three: asks by days and in pages", async () => {
    const between = "start_date=2026-11-01T00:00:00Z&end_date=2026-12-01T00:00:00Z";
    const ids = async (query: string): Promise<readonly string[]> => {
      const { text } = await city.get(`requests.json?${between}&${query}`);
      return (JSON.parse(text) as { service_request_id: string }[]).map((each) => each.service_request_id);
    };
    const all = await ids("");
    expect(all.length).toBeGreaterThan(2);
    expect(await ids("page_size=2")).toEqual(all.slice(0, 2));
    expect(await ids("page=2&page_size=2")).toEqual(all.slice(2, 4));
    const wrong = await city.get(`requests.xml?${between}&page_size=lots`);
    expect([wrong.status, wrong.text]).toEqual([
      400,
      expect.stringMatching(/<errors><error><code>400<\/code>/),
    ]);
  });

  it("FixMyStreet: fetches what happened since it last asked, each under an id that stays", async () => {
    expect(await updates(WHOLE)).toContainEqual(
      expect.objectContaining({ service_request_id: sent, status: "open", description: "待立案" }),
    );
    await handleWhole(as, sent, "垃圾已清运");
    const of = async () => (await updates(WHOLE)).filter((each) => each["service_request_id"] === sent);
    const told = await of();
    expect(told.map((each) => [each["status"], each["description"]])).toEqual([
      ["open", "待立案"],
      ["open", "已立案，待派遣"],
      ["open", "处置中"],
      ["open", "待核查"],
      ["closed", "已结案：垃圾已清运"],
    ]);
    expect(await of()).toEqual(told);
    const media = told.map((each) => each["media_url"]);
    expect(media.slice(0, -1).every((url) => url === "")).toBe(true);
    const after = await fetch(media.at(-1) ?? "");
    expect([after.status, after.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
    const [request] = JSON.parse((await city.get(`requests/${sent}.json`)).text) as Record<string, string>[];
    expect(request).toMatchObject({
      status: "closed",
      media_url: media.at(-1),
      updated_datetime: told.at(-1)?.["updated_datetime"],
    });
    const xml = await city.get(
      `servicerequestupdates.xml?api_key=${city.key}&jurisdiction_id=${jurisdiction}&${WHOLE}`,
    );
    expect(xml.text).toMatch(
      /<service_request_updates><request_update><update_id>\d{22}\.\d+<\/update_id><service_request_id>\d{22}<\/service_request_id><status>open<\/status><updated_datetime>/,
    );
    expect(await updates("start_date=2026-10-01T00:00:00Z&end_date=2026-10-02T00:00:00Z")).toEqual([]);
  }, 120_000);

  it("FixMyStreet: sends what its reporter says, once, where the case takes it", async () => {
    const say = (change: Readonly<Record<string, string>>) =>
      city.post("servicerequestupdates.xml", {
        jurisdiction_id: jurisdiction,
        service_request_id: sent,
        updated_datetime: "2026-11-16T17:30:00+08:00",
        first_name: "小燕",
        last_name: "周",
        email: "zhou@example.cn",
        ...change,
      });
    const thanks = { update_id: "501", status: "CLOSED", description: "谢谢，很快" };
    const kept = await say(thanks);
    expect([kept.status, kept.text]).toEqual([
      200,
      `<?xml version="1.0" encoding="UTF-8"?>\n<service_request_updates><request_update><update_id>${sent}-501</update_id></request_update></service_request_updates>`,
    ]);
    expect((await say(thanks)).text).toBe(kept.text);
    expect(JSON.parse((await city.get(`requests/${sent}.json`)).text)).toMatchObject([{ status: "closed" }]);

    const again = { update_id: "502", status: "OPEN", description: "又有人在同一个地方倒垃圾" };
    expect((await say(again)).status).toBe(200);
    expect((await say(again)).status).toBe(200);
    expect(JSON.parse((await city.get(`requests/${sent}.json`)).text)).toMatchObject([{ status: "open" }]);
    const desk = await (await as("registrar")).get<CaseAnswer>(`/api/cases/${sent}`);
    expect(JSON.stringify(desk.history)).toContain("又有人在同一个地方倒垃圾");

    const waiting = { update_id: "503", status: "OPEN", description: "什么时候能清完？" };
    expect((await say({ ...waiting, media_url: "https://fixmystreet.example/photo/1.jpeg" })).status).toBe(
      200,
    );
    const records = await listRecordsOfCase(site.store, systemContext(site.pack.code), sent);
    const comments = records.filter(({ register }) => register === "request-comments");
    expect(comments.map(({ data }) => [data["kind"], data["words"]])).toEqual([
      ["comment", "谢谢，很快"],
      ["reopened", "又有人在同一个地方倒垃圾"],
      ["comment", "什么时候能清完？"],
    ]);
    expect(comments[2]?.data["mediaUrl"]).toBe("https://fixmystreet.example/photo/1.jpeg");

    // Nothing of what a reporter said is told to anybody.
    expect(JSON.stringify(await updates(WHOLE))).not.toContain("倒垃圾");
  });

  it("answers what a reporter was asked, which only its own system is told of", async () => {
    const posted = await city.post("requests.json", {
      service_code: "E-0102",
      lat: String(lat),
      long: String(lon),
      description: "有东西坏了",
    });
    const [{ service_request_id: id } = { service_request_id: "" }] = JSON.parse(posted.text) as {
      service_request_id: string;
    }[];
    await mustAct(await as("registrar"), id, "Task_Register", {
      registerOutcome: "ask",
      askWhat: "请说明是什么坏了",
    });
    const asked = async (key: string) =>
      (await updates(`${WHOLE}${key}`)).filter((each) => each["service_request_id"] === id);
    expect(JSON.stringify(await asked(""))).not.toContain("请说明");
    expect((await asked(`&api_key=${city.key}`)).at(-1)?.["description"]).toContain("请说明是什么坏了");
    const said = { service_request_id: id, update_id: "601", status: "OPEN", description: "是路灯坏了" };
    const at = { updated_datetime: "2026-11-16T10:00:00+08:00" };
    expect((await city.post("servicerequestupdates.json", { ...said, ...at })).status).toBe(200);
    const desk = await (await as("registrar")).get<CaseAnswer>(`/api/cases/${id}`);
    expect(desk.tasks.some(({ element }) => element === "Task_Register")).toBe(true);
    expect(JSON.stringify(desk.history)).toContain("是路灯坏了");
  });

  it("refuses in the standard's form what is not theirs, lacks something, or is no form at all", async () => {
    const update = {
      service_request_id: sent,
      update_id: "9",
      status: "OPEN",
      description: "还没有清",
      updated_datetime: "2026-11-16T10:00:00+08:00",
    };
    const stranger = open311Client(site.url, "guessed");
    const bad = await stranger.post("servicerequestupdates.json", update);
    expect([bad.status, JSON.parse(bad.text)]).toEqual([
      403,
      [{ code: 403, description: "missing or invalid api_key" }],
    ]);
    expect((await city.get("servicerequestupdates.json?api_key=guessed")).status).toBe(403);
    expect((await city.get("requests.xml?api_key=guessed")).text).toContain("<error><code>403</code>");
    const lacking = await city.post("servicerequestupdates.xml", { status: "PERHAPS" });
    expect([lacking.status, lacking.text.match(/<code>400<\/code>/g)?.length]).toEqual([400, 5]);
    const { service_request_id: _, ...unnamed } = update;
    const unknown = { ...unnamed, service_request_id: "2103110000000000000000" };
    expect((await city.post("servicerequestupdates.json", unknown)).status).toBe(404);
    const long = "start_date=2025-01-01T00:00:00Z&end_date=2026-01-01T00:00:00Z";
    expect((await city.get(`servicerequestupdates.xml?${long}`)).status).toBe(400);
    const json = await fetch(`${site.url}/open311/v2/requests.xml`, {
      method: "POST",
      headers: { "content-type": "text/plain" },
      body: "a request",
    });
    expect([json.status, json.headers.get("content-type"), await json.text()]).toEqual([
      415,
      "text/xml; charset=utf-8",
      expect.stringContaining("<errors><error><code>415</code><description>"),
    ]);
  });
});
