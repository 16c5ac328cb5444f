import { afterAll, beforeAll, expect, it } from "vitest";
import { rm } from "node:fs/promises";
import Open311 from "open311";
import sharp from "sharp";
import type { CaseAnswer } from "#contract";
import { listRecordsOfCase, systemContext } from "#store";
import { AT_TANGGANGZI, handleWhole } from "../harness/incidents.ts";
import { open311Client, type Open311Client } from "../harness/open311-client.ts";
import { startOutsideSystem, type OutsideSystem } from "../harness/outside-system.ts";
import { packWithAddress } from "../harness/pack-with-address.ts";
import { mustAct, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";
import { samplePhoto } from "../support/sample-photo.ts";

type Found = { readonly service_request_id: string };

/** The answer of a client that calls back. */
const answered = <Answer>(ask: (done: (fault: unknown, answer: Answer) => void) => void): Promise<Answer> =>
  new Promise((resolve, reject) =>
    ask((fault, answer) => {
      if (fault === null || fault === false) resolve(answer);
      else reject(new Error(String(answer)));
    }),
  );

/**
 * What clients in use send. node-open311 is run itself. FixMyStreet (its Open311.pm), Code for America's `three` and
 * Bloomington's GeoReporter are no npm packages: theirs are their calls, as their published sources write them.
 */
onEachDatabase("clients of Open311", (database) => {
  let site: TestPlatform;
  let city: Open311Client;
  const as = async (login: string): Promise<Person> => personOf(site, await enter(site, `demo-${login}`));
  const { lat, lon } = AT_TANGGANGZI;
  const jurisdiction = "qianshan.210311";
  let sent: string;

  let photos: OutsideSystem;
  let folder: string;

  beforeAll(async () => {
    photos = await startOutsideSystem();
    folder = await packWithAddress("city-photos", `${photos.url}/photo`, {
      "channels.yaml": (text) => text.replace("channel: open311,", "channel: open311, media: city-photos,"),
    });
    site = await startTestPlatform({
      database,
      at: "2026-11-16T09:00:00+08:00",
      faces: false,
      district: folder,
    });
    city = open311Client(site.url, site.platform.senderKeyOf({ id: "city-app", issue: 0 }));
  }, 240_000);
  afterAll(async () => {
    await site?.dispose();
    await photos?.stop();
    await rm(folder, { recursive: true, force: true });
  });

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

  it("node-open311, itself: finds the endpoint, lists, posts, and looks up by number, token and list", async () => {
    const options = { discovery: `${site.url}/open311/discovery.json`, jurisdiction, apiKey: city.key };
    const client = new Open311(options);
    const { endpoints } = await answered<{ endpoints: readonly unknown[] }>((done) =>
      client.serviceDiscovery({ cache: true, type: "test" }, done),
    );
    expect(endpoints.length).toBe(1);
    const services = await answered<readonly { service_code: string; service_name: string }[]>((done) =>
      client.serviceList(done),
    );
    expect(services).toContainEqual(
      expect.objectContaining({ service_code: "E-0102", service_name: "暴露垃圾" }),
    );
    expect(await answered((done) => client.serviceDefinition("E-0102", done))).toEqual({
      service_code: "E-0102",
      attributes: [],
    });
    const request = {
      service_code: "E-0102",
      lat: String(lat),
      long: String(lon),
      description: "河边有一堆垃圾",
      attributes: { WHISPAWN: "123456" },
    };
    const [posted] = await answered<readonly Found[]>((done) => client.submitRequest(request, done));
    const id = posted?.service_request_id ?? "";
    expect(id).toMatch(/^\d{22}$/);
    expect(await answered((done) => client.token(id, done))).toEqual([{ service_request_id: id, token: id }]);
    expect(await answered((done) => client.serviceRequest(id, done))).toMatchObject([
      { service_request_id: id, status: "open" },
    ]);
    const both = await answered<readonly Found[]>((done) => client.serviceRequests([id, sent], {}, done));
    expect(both.map((each) => each.service_request_id)).toEqual([id, sent]);
    const stranger = new Open311({ ...options, apiKey: "guessed" });
    await answered((done) => stranger.serviceDiscovery({ cache: true, type: "test" }, done));
    await expect(answered((done) => stranger.submitRequest(request, done))).rejects.toThrow(
      /403; .*missing or invalid api_key/,
    );
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
    // As long as the standard allows.
    form.set("description", `路边的垃圾，有照片${"。".repeat(3_991)}`);
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

  it("FixMyStreet: names its photos by links, of which only those under its own address are opened", async () => {
    const jpeg = await samplePhoto({ scene: 72 });
    photos.answer = ({ path }) =>
      path === "/photo/77.0.jpeg"
        ? { status: 200, headers: { "content-type": "image/jpeg" }, body: jpeg }
        : { status: 302, headers: { location: `${photos.url}/secret` } };
    const request = {
      service_code: "E-0102",
      lat: String(lat),
      long: String(lon),
      description: "桥下有垃圾，有照片",
    };
    const post = (...urls: readonly string[]) => {
      const body = new URLSearchParams({ api_key: city.key, ...request });
      for (const url of urls) body.append("media_url", url);
      return fetch(`${site.url}/open311/v2/requests.json`, { method: "POST", body });
    };
    const elsewhere = `${photos.url}/photo/../secret`;
    const posted = await post(`${photos.url}/photo/77.0.jpeg`, elsewhere);
    expect(posted.status).toBe(200);
    const [answer] = (await posted.json()) as { service_request_id: string; service_notice: string }[];
    expect(answer?.service_notice).toContain(`没有取：${elsewhere}`);
    expect(photos.heard.map(({ path }) => path)).toEqual(["/photo/77.0.jpeg"]);
    const id = answer?.service_request_id ?? "";
    const { materials } = await (await as("registrar")).get<CaseAnswer>(`/api/cases/${id}`);
    expect(materials.find((each) => each.id === "photos")?.files).toMatchObject([{ type: "image/jpeg" }]);
    // What cannot be had is told, and nothing is taken without it; nobody is led elsewhere.
    const away = await post(`${photos.url}/photo/78.0.jpeg`);
    expect([away.status, away.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(photos.heard.some(({ path }) => path === "/secret")).toBe(false);
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

    // The supervision centre has them on the case's page; who handles the case has them nowhere.
    const registrar = await as("registrar");
    const { records: listed } = await registrar.get<CaseAnswer>(`/api/cases/${sent}`);
    const record = listed.find(({ register, id }) => register === "request-comments" && id.endsWith("-503"));
    const shown = await registrar.get<object>(`/api/records/request-comments/${record?.id ?? ""}`);
    expect(JSON.stringify(shown)).toContain("什么时候能清完？");
    const handler = await (await as("handler-town")).get<CaseAnswer>(`/api/cases/${sent}`);
    expect(JSON.stringify(handler)).not.toContain("什么时候能清完？");
    expect(handler.records).toEqual([]);

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
    const registrar = await as("registrar");
    const desk = await registrar.get<CaseAnswer>(`/api/cases/${id}`);
    expect(desk.tasks.some(({ element }) => element === "Task_Register")).toBe(true);
    expect(JSON.stringify(desk.history)).toContain("是路灯坏了");
    // Refused and filed away: told with why, and nothing more is taken.
    await mustAct(registrar, id, "Task_Register", {
      registerOutcome: "refuse",
      refusalGround: "notThere",
      refusalNote: "到现场查看，没有发现",
    });
    expect((await asked("")).at(-1)).toMatchObject({
      status: "closed",
      description: "不予立案：到现场查看，没有发现",
      media_url: "",
    });
    const late = await city.post("servicerequestupdates.json", { ...said, ...at, update_id: "602" });
    expect([late.status, JSON.parse(late.text)]).toMatchObject([409, [{ code: 409 }]]);
    const repeated = await city.post("servicerequestupdates.json", { ...said, ...at });
    expect([repeated.status, JSON.parse(repeated.text)]).toEqual([200, [{ update_id: `${id}-601` }]]);
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
