// The only place that wires things: configuration in, a running platform out.
// It holds no rule of its own; what it passes to a room is that room's port.
// Start with start-platform.ts.
export { bringDistrict } from "./starting/bring-district.ts";
export { buildFaces } from "./starting/build-faces.ts";
export { readPackFolder } from "./pack/pack-folder.ts";
export { readPack } from "./pack/read-pack.ts";
export {
  defaultFolders,
  startPlatform,
  type PlatformOptions,
  type RunningPlatform,
} from "./starting/start-platform.ts";
