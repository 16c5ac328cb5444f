import { dictionary } from "./dictionary.ts";

export const patrolWords = dictionary({
  start: ["开始巡查", "Start the patrol"],
  goOn: ["接着巡查", "Go on with the patrol"],
  finish: ["结束巡查", "Finish the patrol"],
  checkIn: ["打卡", "Check in"],
  checking: ["正在定位…", "Locating …"],
  checkedIn: ["已打卡：第{n}个打卡点", "Checked in at check point {n}"],
  checkedNowhere: [
    "已记下这里。离最近的打卡点还有{far}米，到{near}米以内才算到点。",
    "Noted. The nearest check point is {far} m away; within {near} m counts.",
  ],
  checkRefused: ["手机没有给出位置，没有打上卡，请再试一次。", "The phone gave no place; try again."],
  offNow: [
    "现在没有记录位置。点“开始巡查”以后才记录，结束就停。",
    "Places are not being noted. They are from “Start the patrol” until you finish.",
  ],
  onNow: ["正在巡查，正在记录位置", "On patrol: your place is being noted"],
  keepOpen: [
    "请让本页开着、屏幕亮着：锁屏后网页得不到位置。",
    "Leave this page open and the screen on: a locked phone tells a page no place.",
  ],
  notDuty: [
    "现在不在巡查时间（{from}至{to}），不记录位置。",
    "Outside duty hours ({from} to {to}): no place is noted.",
  ],
  neverTracked: ["本区不记录巡查位置，请导入轨迹文件。", "This district notes no places; import a track."],
  endedByHours: [
    "已过巡查时间（{to}），停止记录位置。",
    "Duty hours are over ({to}): places are no longer noted.",
  ],
  endedLeft: ["上次的巡查没有结束，已停止记录。", "The last patrol was left lying; it was ended."],
  refusedPlace: [
    "手机不让取位置。请在系统设置中允许定位，再点“接着巡查”。",
    "Location is off. Allow it in the settings, then go on.",
  ],
  noSignal: [
    "暂时收不到位置，请到开阔处。已记下的都在。",
    "No place for now; go into the open. What was noted is kept.",
  ],
  full: ["手机存储已满，位置没有记下。", "The phone is full: the place was not kept."],
  points: ["已记下{n}个点", "{n} points noted"],
  otherWalk: ["另一项巡查正在进行，请先结束它。", "Another patrol is under way: finish that first."],
  toWalk: ["回到巡查", "To the patrol"],
  length: ["长度", "Length"],
  time: ["时间", "Time"],
  metres: ["{n}米", "{n} m"],
  minutes: ["{n}分钟", "{n} min"],
  least: ["至少{n}", "at least {n}"],
  point: ["打卡点{n}", "Check point {n}"],
  enough: ["够了", "enough"],
  short: ["还不够", "not yet"],
  reached: ["已到", "reached"],
  missing: ["没到", "not yet"],
  judged: [
    "是否有效，交上去以后由系统按轨迹判定。",
    "Whether it counts is judged by the track once it is handed in.",
  ],
  sum: ["巡查进度", "How far the patrol is"],
  map: ["轨迹和打卡点的地图", "Map of the track and the check points"],
  showMap: ["看地图", "Show the map"],
  gpx: ["导入轨迹文件（GPX）", "Import a track (GPX)"],
  gpxTaken: ["已导入{n}个点", "{n} points imported"],
  clear: ["清除轨迹", "Clear the track"],
  clearSure: ["清除后无法找回。确定清除？", "It cannot be brought back. Clear it?"],
  gpx_tooLarge: [
    "文件有{n}MB，超过10MB，没有导入。请只导出这一次巡查的轨迹。",
    "The file has {n} MB, more than 10: not imported. Export this patrol alone.",
  ],
  gpx_notGpx: [
    "这不是GPX文件，或者文件已损坏，没有导入。",
    "This is no GPX file, or it is broken: not imported.",
  ],
  gpx_noTrack: [
    "文件里没有轨迹（至少两个轨迹点），没有导入。航点和路线不算轨迹。",
    "There is no track in it (two points at least): not imported. Waypoints and routes are none.",
  ],
  gpx_noTimes: [
    "轨迹点没有时间，不能判定巡查，没有导入。请在导出时保留时间。",
    "Its points have no times: not imported. Keep times when exporting.",
  ],
  gpx_future: [
    "轨迹的时间（{day}）晚于现在，没有导入。请核对记录仪的时间。",
    "Its times ({day}) lie in the future: not imported. Check the recorder’s clock.",
  ],
  gpx_tooOld: [
    "轨迹是{day}的，早于这次巡查，没有导入。",
    "It is of {day}, before this patrol: not imported.",
  ],
  gpx_tooLong: [
    "轨迹超过24小时，不是一次巡查，没有导入。",
    "It is longer than 24 hours: not one patrol, not imported.",
  ],
  gpx_outside: [
    "有{n}个点在本区以外，没有导入。请只导出本区内的轨迹。",
    "{n} points lie outside the district: not imported. Export what lies in it.",
  ],
  gpx_offDuty: [
    "有{n}个点在值勤时间（{from}—{to}）以外，没有导入。请只导出值勤时间内的轨迹。",
    "{n} points are from outside duty hours ({from}–{to}): not imported. Export those of duty hours.",
  ],
});
