import { dictionary } from "./dictionary.ts";

export const photoWords = dictionary({
  findings: ["照片核对", "What the photo tells"],
  takenAt: ["拍于 {at}", "Taken {at}"],
  zoneAssumed: ["照片未写时区", "no time zone in the photo"],
  fine: ["相符", "Fits"],
  note: ["提示", "Note"],
  warning: ["留意", "Look"],
  refuse: ["不予采用", "Not taken"],
  pictureOf: ["照片：{name}", "Photo: {name}"],
});
