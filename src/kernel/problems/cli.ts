import { problems } from "./entry.ts";

export const CLI_PROBLEMS = problems({
  PACK_FAULTY: {
    status: 422,
    zh: "区包“{folder}”有 {count} 处错误：{first}",
    en: "the district pack “{folder}” has {count} faults: {first}",
    nextZh: "请运行 npm run yiwang -- check 查看全部错误，改正后再启动。",
    nextEn: "Run npm run yiwang -- check to see them all, mend them and start again.",
  },
  PORT_TAKEN: {
    status: 500,
    zh: "端口 {port} 已被占用",
    en: "port {port} is taken",
    nextZh: "请停止占用它的程序，或用 --port 指定另一个端口。",
    nextEn: "Stop the program that holds it, or choose another with --port.",
  },
  FACES_NOT_BUILT: {
    status: 500,
    zh: "页面没有构建成功",
    en: "the pages could not be built",
    nextZh: "请运行 npm run build 查看原因。",
    nextEn: "Run npm run build to see why.",
  },
});
