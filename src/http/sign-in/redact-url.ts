/** A URL as it may stand in a log: the values of codes, states and one-time links are left out. */
export function redactUrl(url: string): string {
  return url.replaceAll(/([?&](?:code|state|link|token|choose)=)[^&#]*/g, "$1…");
}
