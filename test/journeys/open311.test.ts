import { afterAll, beforeAll, expect, it } from "vitest";
import { AT_TANGGANGZI, handleWhole, reported } from "../harness/incidents.ts";
import { open311Client, type Open311Client } from "../harness/open311-client.ts";
import type { Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

onEachDatabase("Open311 GeoReport v2", (database) => {
  let site: TestPlatform;
  let open311: Open311Client;
  const as = async (login: string): Promise<Person> => personOf(site, await enter(site, `demo-${login}`));
  const place = { lat: String(AT_TANGGANGZI.lat), long: String(AT_TANGGANGZI.lon) };
  const jurisdiction = "jurisdiction_id=qianshan.210311";
  let id: string;

  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    open311 = open311Client(site.url, site.platform.senderKeyOf({ id: "city-app", issue: 0 }));
  }, 240_000);
  afterAll(() => site?.dispose());

  it("lists services in both formats, and defines one", async () => {
    const json = await open311.get(`services.json?${jurisdiction}`);
    expect([json.status, json.type]).toEqual([200, "application/json; charset=utf-8"]);
    const services = JSON.parse(json.text) as Readonly<Record<string, unknown>>[];
    expect(services.find((each) => each["service_code"] === "E-0102")).toMatchObject({
      service_name: "暴露垃圾",
      metadata: false,
      type: "realtime",
      group: "市容环境",
    });
    const xml = await open311.get("services.xml");
    expect(xml.type).toBe("text/xml; charset=utf-8");
    expect(xml.text).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\s*<services><service><service_code>/,
    );
    expect((await open311.get("services/E-0102.xml")).text).toContain(
      "<service_definition><service_code>E-0102</service_code><attributes></attributes></service_definition>",
    );
    expect(await open311.get("services/E-9999.json")).toMatchObject({
      status: 404,
      text: JSON.stringify([{ code: 404, description: "service_code provided was not found" }]),
    });
    expect((await open311.get("services.json?jurisdiction_id=elsewhere")).status).toBe(404);
  });

  it("says where it is found, in both formats and by the names of the standard", async () => {
    const endpoint = {
      specification: "http://wiki.open311.org/GeoReport_v2",
      url: `${site.url}/open311/v2`,
      changeset: "2026-11-01",
      type: "test",
      formats: ["text/xml", "application/json"],
    };
    const found = await fetch(`${site.url}/open311/discovery.json`);
    expect([found.status, found.headers.get("content-type")]).toEqual([
      200,
      "application/json; charset=utf-8",
    ]);
    expect(await found.json()).toEqual({
      changeset: "2026-11-01",
      contact: expect.stringContaining("监督中心"),
      key_service: expect.stringContaining("key"),
      endpoints: [endpoint],
    });
    // Clients that know the endpoint alone look for it there.
    const xml = await open311.get("discovery.xml");
    expect(xml.type).toBe("text/xml; charset=utf-8");
    expect(xml.text).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\s*<discovery><changeset>2026-11-01<\/changeset><contact>/,
    );
    expect(xml.text).toContain(
      `<endpoints><endpoint><specification>${endpoint.specification}</specification><url>${endpoint.url}</url><changeset>2026-11-01</changeset><type>test</type><formats><format>text/xml</format><format>application/json</format></formats></endpoint></endpoints></discovery>`,
    );
  });

  it("takes a request with a key, whose sender is named to nobody else", async () => {
    const posted = await open311.post(`requests.json?${jurisdiction}`, {
      service_code: "E-0102",
      ...place,
      description: "公园门口有垃圾",
      first_name: "小燕",
      last_name: "周",
      phone: "13841200001",
      "attribute[external_id]": "app-77",
    });
    expect([posted.status, posted.text]).toEqual([200, expect.anything()]);
    const [answer] = JSON.parse(posted.text) as { service_request_id: string; service_notice: string }[];
    id = answer?.service_request_id ?? "";
    expect(id).toMatch(/^\d{22}$/);
    expect((await open311.get(`tokens/${id}.xml`)).text).toContain(
      `<service_requests><request><service_request_id>${id}</service_request_id>`,
    );
    const again = await open311.post("requests.xml", {
      service_code: "E-0102",
      ...place,
      description: "公园门口有垃圾",
      first_name: "小燕",
      last_name: "周",
      phone: "13841200001",
      "attribute[external_id]": "app-77",
    });
    expect(again.text).toContain(`<service_request_id>${id}</service_request_id>`);
  });

  it("refuses a bad key, a missing field and a place elsewhere in the standard's own form", async () => {
    const bad = await open311Client(site.url, "guessed").post("requests.xml", {
      service_code: "E-0102",
      ...place,
    });
    expect(bad).toEqual({
      status: 403,
      type: "text/xml; charset=utf-8",
      text: `<?xml version="1.0" encoding="UTF-8"?>\n<errors><error><code>403</code><description>missing or invalid api_key</description></error></errors>`,
    });
    // The key of another channel opens nothing here.
    const other = site.platform.senderKeyOf({ id: "city-hotline", issue: 0 });
    expect(
      (await open311Client(site.url, other).post("requests.json", { service_code: "E-0102" })).status,
    ).toBe(403);
    const lacking = await open311.post("requests.json", { description: "没有说是什么", lat: "x" });
    expect(lacking.status).toBe(400);
    expect((JSON.parse(lacking.text) as { code: number }[]).map(({ code }) => code)).toEqual([400, 400]);
    const unknown = { service_code: "E-9999", description: "不知道是什么", ...place };
    expect((await open311.post("requests.json", unknown)).status).toBe(404);
    const far = { service_code: "E-0102", description: "在北京看到", lat: "39.9", long: "116.4" };
    const outside = await open311.post("requests.json", far);
    expect([outside.status, outside.text]).toEqual([422, expect.stringContaining("不在")]);
  });

  it("tells anybody what became of it, and nothing of who reported it or wrote what", async () => {
    const secret = await reported(site, {
      description: "隔壁老板天天倒垃圾",
      reporter: { name: "举报人", mobile: "13841200002", confidential: true },
    });
    await handleWhole(as, id, "垃圾已清运");
    const one = JSON.parse((await open311.get(`requests/${id}.json`)).text) as Record<string, unknown>[];
    expect(one[0]).toMatchObject({
      service_request_id: id,
      status: "closed",
      status_notes: "垃圾已清运",
      service_code: "E-0102",
      lat: place.lat,
      long: place.long,
      description: "",
    });
    const all = await open311.get("requests.json?status=closed&service_code=E-0102,C-0101");
    expect(
      (JSON.parse(all.text) as { service_request_id: string }[]).map((each) => each.service_request_id),
    ).toEqual([id]);
    const open = await open311.get("requests.xml?status=open");
    for (const { text } of [all, open, await open311.get("requests.xml")])
      for (const hidden of ["周", "小燕", "13841200001", "公园门口", secret.caseNo])
        expect(text).not.toContain(hidden);
    expect((await open311.get(`requests/${secret.caseNo}.json`)).status).toBe(404);
    expect((await open311.get("requests.json?status=perhaps")).status).toBe(400);
    const long = "requests.json?start_date=2025-01-01T00:00:00Z&end_date=2026-01-01T00:00:00Z";
    expect((await open311.get(long)).status).toBe(400);
    const before = "requests.json?start_date=2026-01-01T00:00:00Z&end_date=2026-02-01T00:00:00Z";
    expect((await open311.get(before)).text).toBe("[]");
  }, 120_000);
});
