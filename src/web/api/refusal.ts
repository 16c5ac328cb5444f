import type { ProblemAnswer } from "#contract";

/** A request that was refused or never arrived; `status` 0 means that the network did not answer. */
export class Refusal extends Error {
  readonly problem: ProblemAnswer;
  readonly status: number;

  constructor(problem: ProblemAnswer, status: number) {
    super(problem.message.en);
    this.name = "Refusal";
    this.problem = problem;
    this.status = status;
  }
}

export const OFFLINE: ProblemAnswer = {
  code: "OFFLINE",
  message: { zh: "网络没有连通", en: "There is no connection" },
  next: {
    zh: "已填写的内容还在本页。请检查网络后再试一次。",
    en: "What you typed is still on this page. Check your connection and try again.",
  },
};

const UNREADABLE: ProblemAnswer = {
  code: "UNREADABLE_ANSWER",
  message: { zh: "服务器的答复无法读取", en: "The server's answer could not be read" },
  next: { zh: "请稍后再试一次。", en: "Try again in a moment." },
};

function isProblemAnswer(body: unknown): body is ProblemAnswer {
  return typeof body === "object" && body !== null && "code" in body && "message" in body && "next" in body;
}

/** Reads the problem out of an answer's text; what is no problem becomes one that says so. */
export function refusalFrom(status: number, text: string): Refusal {
  try {
    const body: unknown = JSON.parse(text);
    if (isProblemAnswer(body)) return new Refusal(body, status);
  } catch {
    // Not JSON: said below.
  }
  return new Refusal(UNREADABLE, status);
}

/** The refusal in an error of any kind. */
export function asRefusal(error: unknown): Refusal {
  return error instanceof Refusal ? error : new Refusal(UNREADABLE, 500);
}
