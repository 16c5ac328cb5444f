import type { Store } from "../store.ts";
import { signInAccountsOn } from "./sign-in-accounts.ts";
import { loginFailuresOn } from "./login-failures.ts";
import { modelsOn } from "./models.ts";
import { sessionsOn } from "./sessions.ts";
import { settingsOn } from "./settings.ts";

/** Everything that signing in keeps, for one district. It acts as the system: nobody is signed in yet. */
export function signInStoreOn(store: Store, district: string) {
  return {
    ...settingsOn(store, district),
    ...modelsOn(store, district),
    ...sessionsOn(store, district),
    ...loginFailuresOn(store, district),
    ...signInAccountsOn(store, district),
  };
}
