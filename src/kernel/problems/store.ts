import { problems } from "./entry.ts";

export const STORE_PROBLEMS = problems({
  STALE_VERSION: {
    status: 409,
    zh: "其他人已先行办理，内容有变化",
    en: "Another person acted first and things have changed",
    nextZh: "请刷新页面，查看最新情况后再办理。",
    nextEn: "Reload, look at what is new, and act again.",
  },
  SUBJECT_NOT_FOUND: {
    status: 404,
    zh: "没有找到“{subject}”，或者您无权查看",
    en: "“{subject}” was not found, or you may not see it",
    nextZh: "请核对编号；如确需查看，请联系承办部门。",
    nextEn: "Check the number; if you need it, ask the organ in charge.",
  },
  TEXT_NOT_STORABLE: {
    status: 400,
    zh: "内容中含有无法保存的字符",
    en: "The content holds characters that cannot be stored",
    nextZh: "请删除不可见的控制字符后重试。",
    nextEn: "Remove invisible control characters and try again.",
  },
  STORE_LOCKED: {
    status: 409,
    zh: "数据目录“{folder}”正被另一个进程（{holder}）使用",
    en: "The data folder “{folder}” is in use by another process ({holder})",
    nextZh:
      "请先停止正在运行的服务，或者使用另一个数据目录；多个进程共用数据请使用 PostgreSQL（DATABASE_URL）。",
    nextEn:
      "Stop the running server first, or use another data folder; to share data between processes use PostgreSQL (DATABASE_URL).",
  },
  STORE_UNREACHABLE: {
    status: 503,
    zh: "无法连接数据库：{reason}",
    en: "The database cannot be reached: {reason}",
    nextZh: "请检查数据库地址、账号和网络。",
    nextEn: "Check the database's address, account and network.",
  },
  STORE_TOO_OLD: {
    status: 503,
    zh: "数据库版本 {found} 过低，至少需要 PostgreSQL {needed}",
    en: "The database is version {found}; PostgreSQL {needed} is the least that works",
    nextZh: "请升级 PostgreSQL。",
    nextEn: "Upgrade PostgreSQL.",
  },
  STORE_ROLE_TOO_STRONG: {
    status: 503,
    zh: "应用角色“{role}”可以绕过行级安全，已拒绝启动",
    en: "The application role “{role}” can bypass row level security, so the start is refused",
    nextZh: "请去掉该角色的 SUPERUSER 和 BYPASSRLS 属性。",
    nextEn: "Take SUPERUSER and BYPASSRLS away from that role.",
  },
  MIGRATION_CHANGED: {
    status: 503,
    zh: "已执行的迁移“{name}”与程序中的内容不一致",
    en: "The migration “{name}” was applied with other content than the program holds",
    nextZh: "请使用与数据库相符的程序版本；迁移文件只可追加，不可修改。",
    nextEn: "Use the program version that fits the database; migrations are only appended, never changed.",
  },
  MIGRATION_FAILED: {
    status: 503,
    zh: "迁移“{name}”执行失败：{reason}",
    en: "The migration “{name}” failed: {reason}",
    nextZh: "数据库没有改变；请根据原因处理后重新启动。",
    nextEn: "The database is unchanged; remove the cause and start again.",
  },
});
