import { dictionary } from "./dictionary.ts";

export const mapWords = dictionary({
  pickMiddle: ["选定地图中心", "Choose the middle of the map"],
  pickByKeys: [
    "用方向键移动地图，用加号和减号缩放，再按“选定地图中心”。",
    "Move the map with the arrow keys, zoom with plus and minus, then press “Choose the middle of the map”.",
  ],
  cornerHere: ["在地图中心加一个角", "Add a corner at the middle"],
  undoCorner: ["去掉上一个角", "Take back the last corner"],
  closeRing: ["画完（{n}个角）", "Done ({n} corners)"],
});
