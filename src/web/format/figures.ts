export type FigureText = { readonly value: string; readonly scale: "" | "万" | "亿"; readonly exact: string };

function group(digits: string): string {
  return digits.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ",");
}

function exactText(value: string): string {
  const [whole = "", fraction] = value.split(".");
  const sign = whole.startsWith("-") ? "-" : "";
  const grouped = group(whole.replace("-", ""));
  return `${sign}${grouped}${fraction === undefined ? "" : `.${fraction}`}`;
}

/** Exact decimal text as it is shown: over ten thousand in 万, over a hundred million in 亿 (Chinese only). */
export function formatFigure(value: string, chinese: boolean): FigureText {
  const exact = exactText(value);
  const amount = Number(value);
  if (!chinese || !Number.isFinite(amount) || Math.abs(amount) < 10_000)
    return { value: exact, scale: "", exact };
  const [scale, by] =
    Math.abs(amount) < 100_000_000 ? (["万", 10_000] as const) : (["亿", 100_000_000] as const);
  return { value: String(Math.round((amount / by) * 100) / 100), scale, exact };
}
