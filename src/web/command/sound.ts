import { useSyncExternalStore } from "react";

const SWITCH = "yiwang.command.sound";

type Sound = {
  readonly on: boolean;
  /** The browser holds sounds back until somebody has pressed on the page. */
  readonly blocked: boolean;
};

let now: Sound = { on: localStorage.getItem(SWITCH) !== "off", blocked: false };
let audio: AudioContext | undefined;
const listeners = new Set<() => void>();

function tell(change: Partial<Sound>): void {
  now = { ...now, ...change };
  for (const listener of listeners) listener();
}

/** The page's own source of sound, made once; the first press on the page sets it free. */
function source(): AudioContext {
  if (audio !== undefined) return audio;
  const made = new AudioContext();
  audio = made;
  const look = (): void => tell({ blocked: made.state !== "running" });
  const wake = (): void => void made.resume().then(look, look);
  made.addEventListener("statechange", look);
  addEventListener("pointerdown", wake);
  addEventListener("keydown", wake);
  now = { ...now, blocked: made.state !== "running" };
  return made;
}

function subscribe(listener: () => void): () => void {
  source();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether an urgent case is heard on this device, and whether the browser lets it be heard yet. */
export const useSound = (): Sound => useSyncExternalStore(subscribe, () => now);

/** Two short tones, unless they are switched off on this device. */
export function playUrgent(): void {
  if (now.on) twoTones(source());
}

/** Switches the tones off or on; whoever switches them on hears what they will be like. */
export function toggleSound(): void {
  const on = !now.on;
  localStorage.setItem(SWITCH, on ? "on" : "off");
  tell({ on });
  const from = source();
  if (on) void from.resume().then(() => twoTones(from));
}

function twoTones(from: AudioContext): void {
  for (const [pitch, at] of [
    [880, 0],
    [1175, 0.22],
  ] as const) {
    const tone = from.createOscillator();
    const loudness = from.createGain();
    const begins = from.currentTime + at;
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0.0001, begins);
    loudness.gain.exponentialRampToValueAtTime(0.25, begins + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, begins + 0.2);
    tone.connect(loudness).connect(from.destination);
    tone.start(begins);
    tone.stop(begins + 0.22);
  }
}
