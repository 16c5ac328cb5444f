import type { App } from "../app.ts";
import { answerFaults } from "../open311/answers.ts";
import { registerMedia } from "../open311/media.ts";
import { readPostedBodies } from "../open311/posted-body.ts";
import { registerPosts } from "../open311/posts.ts";
import { registerRequests } from "../open311/requests.ts";
import { registerServices } from "../open311/services.ts";
import { registerUpdates } from "../open311/updates.ts";
import type { Platform } from "../platform.ts";

/** Open311 GeoReport v2: what can be reported, reporting it with a key, and what became of it, for anybody. */
export async function registerOpen311Routes(app: App, platform: Platform): Promise<void> {
  answerFaults(app);
  readPostedBodies(app, platform);
  registerServices(app, platform);
  registerRequests(app, platform);
  registerPosts(app, platform);
  registerUpdates(app, platform);
  registerMedia(app, platform);
}
