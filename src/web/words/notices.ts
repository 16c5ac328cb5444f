import { dictionary } from "./dictionary.ts";

export const notices = dictionary({
  nothing: ["还没有消息", "Nothing yet"],
  nothingNext: [
    "出具文书、需要您办理或期限临近时，会在这里告诉您。",
    "When a document is issued, something is asked of you or a limit comes near, it is said here.",
  ],
  all: ["全部", "All"],
  unreadOnly: ["未读", "Not read"],
  unread: ["未读", "New"],
  readAll: ["全部标为已读", "Mark all as read"],
});
