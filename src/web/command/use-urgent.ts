import type { UrgentNews } from "#contract";
import { useEffect, useEffectEvent, useState } from "react";

/** What was told so long ago when the line was opened is no news: it stands in the list. */
const NEWS_MS = 10_000;
const MOST = 20;
const SOUND = "yiwang.command.sound";

/** Urgent cases as they come while the page is open, the latest first; `heard` with each, `changed` with any case. */
export function useUrgent(heard: () => void, changed: () => void) {
  const [news, setNews] = useState<readonly UrgentNews[]>([]);
  const ring = useEffectEvent(heard);
  const tell = useEffectEvent(changed);
  useEffect(() => {
    const source = new EventSource("/api/live");
    const known = new Set<string>();
    source.addEventListener("urgent", ({ data }) => {
      const told = JSON.parse(String(data)) as UrgentNews;
      if (told.ago > NEWS_MS || known.has(told.caseNo)) return;
      known.add(told.caseNo);
      setNews((before) => [told, ...before].slice(0, MOST));
      ring();
    });
    source.addEventListener("case", () => tell());
    // What was told while the line was away has been missed.
    source.addEventListener("open", () => tell());
    return () => source.close();
  }, []);
  const seen = (caseNo: string): void => setNews((before) => before.filter((each) => each.caseNo !== caseNo));
  return { news, seen };
}

export type Sound = {
  readonly on: boolean;
  /** The browser holds sounds back until somebody has pressed on the page. */
  readonly blocked: boolean;
  readonly toggle: () => void;
  readonly play: () => void;
};

/** Two short tones, unless they are switched off on this device. */
export function useSound(): Sound {
  const [on, setOn] = useState(() => localStorage.getItem(SOUND) !== "off");
  const [blocked, setBlocked] = useState(false);
  const [audio] = useState(() => new AudioContext());
  useEffect(() => {
    const look = (): void => setBlocked(audio.state !== "running");
    const wake = (): void => void audio.resume().then(look, look);
    look();
    audio.addEventListener("statechange", look);
    addEventListener("pointerdown", wake);
    addEventListener("keydown", wake);
    return () => {
      audio.removeEventListener("statechange", look);
      removeEventListener("pointerdown", wake);
      removeEventListener("keydown", wake);
    };
  }, [audio]);
  const play = (): void => {
    if (on) twoTones(audio);
  };
  const toggle = (): void => {
    localStorage.setItem(SOUND, on ? "off" : "on");
    setOn(!on);
    // Whoever switches it on hears what it will be like.
    if (!on) void audio.resume().then(() => twoTones(audio));
  };
  return { on, blocked, toggle, play };
}

function twoTones(audio: AudioContext): void {
  for (const [pitch, at] of [
    [880, 0],
    [1175, 0.22],
  ] as const) {
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    const begins = audio.currentTime + at;
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0.0001, begins);
    loudness.gain.exponentialRampToValueAtTime(0.25, begins + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, begins + 0.2);
    tone.connect(loudness).connect(audio.destination);
    tone.start(begins);
    tone.stop(begins + 0.22);
  }
}
