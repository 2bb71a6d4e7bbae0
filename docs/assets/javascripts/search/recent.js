/** What was searched for lately, in this browser alone. */

const PLACE = `searches:${new URL("../../../", import.meta.url).pathname}`;
const MOST = 5;

/** @returns {string[]} the last one first */
export function recent() {
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => typeof one === "string" && one.length <= 200).slice(0, MOST) : [];
  } catch {
    return []; // a browser that stores nothing, or something else under this name
  }
}

/** @param {string} query */
export function remember(query) {
  try {
    localStorage.setItem(PLACE, JSON.stringify([query, ...recent().filter((one) => one !== query)].slice(0, MOST)));
  } catch {
    // Nothing is lost that the reader has made.
  }
}

export function forget() {
  try {
    localStorage.removeItem(PLACE);
  } catch {
    // There is nothing to forget.
  }
}
