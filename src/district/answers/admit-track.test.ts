import { expect, test } from "vitest";
import { expectOk } from "#kernel";
import { parsePack } from "#district";
import { qianshanFiles } from "../../../test/support/qianshan-files.ts";
import { admitTrack } from "./admit-track.ts";

const pack = expectOk(await parsePack(qianshanFiles()));
const at = (time: string, lon = 123.00821) => ({ lon, lat: 40.95493, at: `2026-11-16T${time}+08:00` });
const on = (tracking: typeof pack.field.tracking) => ({ ...pack, field: { ...pack.field, tracking } });

test("of a track only the points in duty hours and in the district are taken, and the rest is told by number", () => {
  const track = [at("05:59:59"), at("06:00:00"), at("19:59:59"), at("20:00:00"), at("09:00:00", 2.35)];
  expect(admitTrack(pack, track)).toEqual({
    track: [at("06:00:00"), at("19:59:59")],
    notTaken: [
      { zh: "1个点在本区以外", en: "1 points lie outside the district" },
      { zh: "2个点在值勤时间（06:00—20:00）以外", en: "2 points are from outside duty hours (06:00–20:00)" },
    ],
  });
});

test("the time is Chinese whatever offset the point names, and duty may go past midnight", () => {
  const utc = { ...at("00:00:00"), at: "2026-11-15T22:30:00Z" };
  expect(admitTrack(pack, [utc]).track).toEqual([utc]);
  const night = on({ from: "20:00", to: "06:00" });
  expect(admitTrack(night, [utc, at("19:59:00"), at("23:00:00"), at("05:59:00")]).track).toEqual([
    at("23:00:00"),
    at("05:59:00"),
  ]);
});

test("without duty hours a recorder's times are kept, and what is no point stays for the form to refuse", () => {
  const track = [at("03:00:00"), "no point", { lon: 999, lat: 0, at: "when?" }];
  expect(admitTrack(on(null), track)).toEqual({ track, notTaken: [] });
});
