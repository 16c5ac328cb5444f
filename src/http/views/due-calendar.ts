import { localDateOf, dayAfter, type Instant } from "#kernel";

/** A due date as a calendar shows it. */
export type DueDate = {
  readonly uid: string;
  readonly dueAt: Instant;
  readonly summary: string;
  readonly description: string;
  readonly url: string;
};

/** Due dates as a calendar (RFC 5545): whole days, for a legal period ends with its last day. */
export function dueCalendar(name: string, dates: readonly DueDate[], at: Instant): string {
  const events = dates.flatMap(({ uid, dueAt, summary, description, url }) => [
    "BEGIN:VEVENT",
    `UID:${text(uid)}`,
    `DTSTAMP:${stamp(at)}`,
    `DTSTART;VALUE=DATE:${day(localDateOf(dueAt))}`,
    `DTEND;VALUE=DATE:${day(dayAfter(localDateOf(dueAt)))}`,
    `SUMMARY:${text(summary)}`,
    `DESCRIPTION:${text(description)}`,
    `URL:${url}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ]);
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Yiwang//Due dates//ZH",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${text(name)}`,
    ...events,
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}

const day = (date: string): string => date.replaceAll("-", "");

/** 20221012T020000Z */
const stamp = (at: Instant): string => at.replaceAll(/[-:]/g, "").replace(/\.\d+/, "");

/** RFC 5545, 3.3.11: backslash, semicolon, comma and line ends are escaped. */
const text = (value: string): string =>
  value.replaceAll("\\", "\\\\").replaceAll(";", "\\;").replaceAll(",", "\\,").replaceAll(/\r?\n/g, "\\n");

const MOST_OCTETS = 75;

/** RFC 5545, 3.1: no line longer than 75 octets; it goes on behind a space, and never inside a character. */
function folded(line: string): string {
  const parts: string[] = [];
  let [part, octets] = ["", 0];
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (octets + size > MOST_OCTETS) {
      parts.push(part);
      [part, octets] = [" ", 1];
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join("\r\n");
}
