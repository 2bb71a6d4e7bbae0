/** Keeps the practice pages for a time without a network: worker.js stores them. */

import { root } from "./progress.js";

/** Ask the browser to keep the practice pages; one that cannot is left as it is. */
export function keepOffline() {
  navigator.serviceWorker?.register(new URL("worker.js", root)).catch(() => {});
}
