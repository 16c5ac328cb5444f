/** A URL as it may stand in a log: the values of codes, states, one-time links and calendars' secrets are left out. */
export function redactUrl(url: string): string {
  return url
    .replaceAll(/([?&](?:code|state|link|token|choose)=)[^&#]*/g, "$1…")
    .replace(/^(\/calendars\/).*/, "$1…");
}
