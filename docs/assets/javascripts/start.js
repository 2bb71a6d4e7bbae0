/**
 * Loads the module that an element of the page asks for with `data-script="name"`, on the first
 * page and after every instant navigation, and the search when a reader turns to it. The only script that every page carries.
 */

/** @typedef {{start: (element: HTMLElement) => void | Promise<void>}} PageModule */

/** Where progress.js leaves word of a mock exam under way. */
const EXAM = `exam:${new URL("../../", import.meta.url).pathname}`;

/** Tell of a mock exam under way. */
async function tell() {
  try {
    if (localStorage.getItem(EXAM)) (await import("./exam-notice.js")).start(EXAM);
  } catch {
    // A browser that stores nothing knows of no exam elsewhere.
  }
}

/** Start what the page in view asks for. */
async function start() {
  page = location.pathname;
  tell();
  resume();
  for (const element of document.querySelectorAll("[data-script]:not([data-started])")) {
    const name = element.getAttribute("data-script");
    if (!name || !/^[a-z-]+$/.test(name)) continue;
    element.setAttribute("data-started", "");
    try {
      /** @type {PageModule} */
      const module = await import(`./${name}.js`);
      await module.start(/** @type {HTMLElement} */ (element));
    } catch (error) {
      const said = document.createElement("p");
      said.setAttribute("role", "alert");
      said.textContent = "This part could not be started. Look at the network and load the page again.";
      element.append(said);
      console.error(error);
    }
  }
}

const field = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-search] input"));
const toggle = /** @type {HTMLInputElement | null} */ (document.getElementById("__search"));
/** @type {Promise<typeof import("./search.js")> | undefined} */
let searching;

/** What search.js is made of: named here, so that a phone asks for all of it at once. */
const SEARCH = ["kinds/parts", ...["engine", "excerpt", "lexicon", "names", "query", "recent", "weights", "words"].map((name) => `search/${name}`)];

/** Load the search when a reader turns to it, its scripts and its first file side by side. */
function search() {
  if (!searching) {
    const index = document.createElement("link");
    Object.assign(index, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: new URL("../../search/index.json", import.meta.url).href });
    document.head.append(index);
    for (const name of SEARCH) import(`./${name}.js`).catch(() => {});
    searching = import("./search.js");
    searching.catch(() => (searching = undefined)); // the next time tries again
  }
  return searching;
}

/** Whether the reader wants the search, which may still be on its way, and where the focus was before. */
let wanted = false;
/** @type {HTMLElement | null} */
let before = null;

/** @param {string} [query] what to look for; without it, what the field holds */
async function openSearch(query) {
  if (!toggle?.checked && document.activeElement !== field) before = /** @type {HTMLElement | null} */ (document.activeElement);
  wanted = true;
  if (!toggle?.checked) toggle?.click();
  if (query && field) field.value = query;
  field?.focus(); // at once: a phone shows its keyboard for a tap alone
  const list = /** @type {HTMLElement | null} */ (document.querySelector(".md-search__scrollwrap"));
  if (list) list.hidden = false;
  try {
    const it = await search();
    if (wanted) it.open(query);
  } catch {
    const said = document.querySelector("[data-search] [role=status]");
    if (said) said.textContent = "The search could not be loaded. Look at the network and try again.";
  }
}

/** The reader goes back to the page. */
async function leaveSearch() {
  wanted = false;
  const it = await Promise.race([searching, undefined]);
  if (it) it.close();
  else if (toggle?.checked) toggle.click();
  if (before?.isConnected && before !== document.body) before.focus({ preventScroll: true });
  else field?.blur();
}

for (const event of ["pointerenter", "touchstart"]) {
  for (const place of document.querySelectorAll("[data-search], .search-open")) place.addEventListener(event, () => search().catch(() => {}), { once: true, passive: true });
}
field?.addEventListener("focus", () => openSearch());
field?.addEventListener("input", () => searching || openSearch());
for (const way of document.querySelectorAll(".search-close, .md-search__overlay")) {
  way.addEventListener("click", (event) => {
    event.preventDefault();
    leaveSearch();
  });
}
document.querySelector(".search-open")?.addEventListener("click", (event) => {
  event.preventDefault();
  event.stopPropagation(); // Material would go to the index of terms
  openSearch();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && toggle?.checked && !event.isComposing) {
    event.preventDefault();
    leaveSearch();
    return;
  }
  const typing = /** @type {Element} */ (event.target).closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
  const command = event.ctrlKey || event.metaKey;
  if (command && !event.altKey && !event.shiftKey ? event.key !== "k" : typing || command || event.altKey || !["/", "s", "f"].includes(event.key)) return;
  event.preventDefault();
  openSearch();
});

/** What the address asks for: it is a link to a search, or one of its results was opened from here. */
function asked() {
  const { searchParams } = new URL(location.href);
  return (searchParams.get("query") ?? searchParams.get("q") ?? "").slice(0, 200);
}

/** Go on with the search that the address names, or mark what led here. */
function resume() {
  if (asked()) openSearch(asked());
  if (new URL(location.href).searchParams.has("h")) import("./search-marks.js").then((marks) => marks.show()).catch(() => {});
}
addEventListener("pageshow", (event) => event.persisted && resume());
let page = location.pathname;
addEventListener("popstate", async () => {
  // A heading on the same page is one step in the history too.
  if (location.pathname === page && asked() && !toggle?.checked) openSearch(asked());
  if (toggle?.checked && location.pathname !== page && !asked()) (await search()).close();
});

// Material puts each copy button into a <nav> of its own without a name; to a screen reader it is none.
new MutationObserver(() => {
  for (const nav of document.querySelectorAll("nav.md-code__nav:not([role])")) nav.setAttribute("role", "presentation");
}).observe(document.body, { childList: true, subtree: true });

/** Open the tabs around a heading that is linked to: a browser unfolds `details` for it, tabs it does not know. @param {string} hash @returns {boolean} whether one was closed */
function reveal(hash) {
  const target = document.getElementById(hash.slice(1));
  if (!target) return false;
  let opened = false;
  for (let panel = target.closest(".tabbed-block"); panel; panel = panel.parentElement?.closest(".tabbed-block") ?? null) {
    const set = /** @type {HTMLElement} */ (panel.closest(".tabbed-set"));
    const at = [...(panel.parentElement?.children ?? [])].indexOf(panel);
    const tab = /** @type {HTMLInputElement} */ (set.querySelectorAll(":scope > input")[at]);
    opened ||= !tab.checked;
    tab.checked = true;
  }
  if (opened) target.scrollIntoView();
  return opened;
}
addEventListener("hashchange", () => reveal(location.hash));
// A click opens the tab before the browser looks for the heading. Material, which would go back in the history, is kept out.
document.addEventListener(
  "click",
  (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest('a[href*="#"]'));
    if (link && link.pathname === location.pathname && reveal(link.hash)) event.stopPropagation();
  },
  { capture: true },
);

// Material tells of each page it has put in place; without it (an error, print) the first is all.
const pages = /** @type {any} */ (globalThis).document$;
if (pages) {
  pages.subscribe(start);
  pages.subscribe(() => reveal(location.hash));
} else {
  start();
  reveal(location.hash);
}
