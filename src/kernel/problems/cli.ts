import { problems } from "./entry.ts";

export const CLI_PROBLEMS = problems({
  PACK_FOLDER_MISSING: {
    status: 404,
    zh: "读不到区包文件夹“{folder}”",
    en: "the district pack's folder “{folder}” cannot be read",
    nextZh: "请检查路径和读取权限，用 --district 指定区包。",
    nextEn: "Check the path and its permissions; name the pack with --district.",
  },
  PACK_FAULTY: {
    status: 422,
    zh: "区包“{folder}”有{count}处错误：{first}",
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
  REHEARSAL_MODEL_MISSING: {
    status: 404,
    zh: "找不到模型文件 {path}",
    en: "The model file {path} cannot be found",
    nextZh: "请核对路径。",
    nextEn: "Check the path.",
  },
  REHEARSAL_BROKEN: {
    status: 500,
    zh: "演练因程序缺陷中断：{reason}",
    en: "The rehearsal broke off by a defect of the program: {reason}",
    nextZh: "请将模型和脚本一并反馈给维护人员。",
    nextEn: "Send the model and the script to the maintainers.",
  },
});
