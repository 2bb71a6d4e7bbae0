/**
 * The search in the header: it is loaded when a reader turns to it, and looks while the reader types. The first file
 * it needs is index.json; what comes later (answers, words of the texts, questions) makes the list better while it stands.
 *
 * The field is a combobox and the list its listbox, so that the arrows choose while the focus stays where one types.
 * What was looked for stands in the address (`?query=`): it can be shared, and the way back from a result leads to the list.
 */

import { make } from "./kinds/parts.js";
import { ASKS_FOR_A_PAIR, Engine, LISTS } from "./search/engine.js";
import { excerpt, marked } from "./search/excerpt.js";
import { forget, recent, remember } from "./search/recent.js";
import { stem } from "./search/words.js";

/** @typedef {import("./search/engine.js").Found} Found */
/** @typedef {{href: string, title: string, kind: string, place: string, text: string | (() => Promise<string>), isAnswer?: boolean}} Shown */

const ROOT = new URL("../../", import.meta.url);
const FIRST = 8;
const OF_A_PAGE = 3;
/** Milliseconds after which somebody has stopped typing. */
const PAUSE = 150;

const toggle = /** @type {HTMLInputElement} */ (document.getElementById("__search"));
const root = /** @type {HTMLElement} */ (document.querySelector("[data-search]"));
const form = /** @type {HTMLFormElement} */ (root.querySelector("form"));
const field = /** @type {HTMLInputElement} */ (root.querySelector("input"));
const status = /** @type {HTMLElement} */ (root.querySelector("[role=status]"));
const list = /** @type {HTMLElement} */ (root.querySelector("[role=listbox]"));
const scroller = /** @type {HTMLElement} */ (list.parentElement);

/** @type {Promise<Engine> | undefined} */
let loading;
/** @type {Engine | undefined} */
let engine;
/** How many results are shown; more are asked for with the last entry. */
let most = FIRST;
/** What the list shows, so that it is not made anew for nothing. */
let shown = "";
/** The query that the list belongs to. */
let looked = "";
/** @type {HTMLElement | undefined} */
let active;
/** The reader's place in the list to which a way back has led, until something else is done. @type {{href: string, top: number} | undefined} */
let returning;

/** @param {string} path @returns {Promise<any>} */
async function file(path) {
  const answer = await fetch(new URL(`search/${path}.json`, ROOT));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

/** What makes the list better when it comes, and is asked for again when it did not. @type {Map<string, (it: any) => void>} */
const missing = new Map([
  ["answers", (it) => engine?.addAnswers(it)],
  ["texts", (it) => engine?.addTexts(it)],
  ["questions", (it) => engine?.addQuestions(it)],
]);
let completing = false;

async function complete() {
  if (completing) return;
  completing = true;
  for (const [path, take] of [...missing]) {
    try {
      take(await file(path));
      missing.delete(path);
    } catch {
      // Without it the names are found all the same.
    }
    completing = path !== "questions";
    show();
  }
}

function load() {
  loading ??= file("index").then((index) => (engine = new Engine(index)));
  loading.then(complete, () => (loading = undefined)); // the next key tries again
  return loading;
}

/** @type {Map<string, Promise<string[]>>} */
const excerpts = new Map();

/** The text of a section. @param {string} url @param {number} place @returns {Promise<string>} */
async function textOf(url, place) {
  if (!excerpts.has(url)) {
    const texts = file(`pages/${url.replace(/\/$/, "") || "index"}`).then((page) => page.texts);
    excerpts.set(
      url,
      texts.catch(() => (excerpts.delete(url), [])),
    );
  }
  return (await excerpts.get(url))?.[place] ?? "";
}

/** @param {string} address @param {string} query @returns {string} the address with the words to be marked there */
function leading(address, query) {
  const url = new URL(address, ROOT);
  url.searchParams.set("h", query);
  return url.href;
}

/** @param {Engine} engine @param {number} section @param {string} query @returns {Shown} */
function section(engine, section, query) {
  const { pages, headings } = engine.index;
  const page = engine.pages[section];
  const theme = pages.themes[page];
  const first = engine.firsts[section];
  return {
    href: leading(engine.address(section), query),
    title: headings[section] || pages.titles[page],
    kind: pages.kinds[page],
    place: [theme, ...(headings[section] && pages.titles[page] !== theme ? [pages.titles[page]] : [])].filter(Boolean).join(" › "),
    text: () => textOf(pages.urls[page], section - first),
  };
}

/** What is looked for as it was meant. @param {string} query @param {Found} found @returns {string} */
const meant = (query, { corrected }) => corrected.reduce((words, [typed, instead]) => words.replace(new RegExp(`\\b${typed}\\b`, "i"), instead), query);

/** The direct answers that may stand above the list. @param {Engine} engine @param {Found} found @param {string} query @returns {Shown[]} */
function answers(engine, { answers: ranked, sections }, query) {
  const { answers } = engine;
  if (!answers || !sections.length || ASKS_FOR_A_PAIR.test(query)) return []; // of two, one alone is half an answer
  const limit = /\b(max|maximum|limit|most|largest|longest|highest|quota)\b/i.test(query) && !/default/i.test(query);
  const fitting = ranked.filter(({ number }) => !(limit && answers.kinds[number] === "number" && /\bdefault\b/i.test(answers.titles[number])));
  const alike = fitting.filter(({ score }) => score > fitting[0].score - 0.02);
  if (alike.length > 2) return []; // many algorithms have `epochs`
  const told = new Set();
  return alike.flatMap(({ number }) => {
    const page = engine.pages[answers.sections[number]];
    // `dropout` is a setting too, and mostly meant otherwise. What a page of the reference lists is told where it is explained.
    const explained = sections.find((it) => !LISTS.test(engine.index.pages.urls[engine.pages[it.number]]));
    if (!explained || engine.pages[explained.number] !== page) return [];
    const own = answers.sections[number];
    const ranked = sections.slice(0, 3).find((it) => engine.pages[it.number] === page)?.number ?? own;
    const best = answers.kinds[number] === "setting" ? own : ranked; // a setting stands in one table alone
    if (told.has(best)) return []; // a service is a term too
    told.add(best);
    const kind = answers.kinds[number];
    return [
      {
        href: leading(engine.address(best), query),
        title: answers.titles[number],
        kind: kind[0].toUpperCase() + kind.slice(1),
        place: engine.index.headings[best] || engine.index.pages.titles[page],
        text: answers.texts[number],
        isAnswer: true,
      },
    ];
  });
}

/** @param {Engine} engine @param {Found} found @param {string} query @returns {Shown[]} */
function questions(engine, { questions: ranked }, query) {
  const { questions } = engine;
  if (!questions) return [];
  return ranked.slice(0, 3).map(({ number }) => ({
    href: leading(questions.addresses[number], query),
    title: questions.titles[number],
    kind: "Question",
    place: "Answer it on its page",
    text: "",
  }));
}

/** @param {string} text @param {Set<string>} stems @returns {(Node | string)[]} */
const withMarks = (text, stems) => marked(text, stems).map((piece, at) => (at % 2 ? make("mark", {}, [piece]) : piece));

let made = 0;

/** An entry of the list. @param {Shown} it @param {Set<string>} stems @returns {HTMLElement} */
function entry(it, stems) {
  const text = make("span", { class: "search-text" });
  const say = (/** @type {string} */ said) => text.append(...withMarks(it.isAnswer ? said : excerpt(said, stems), stems));
  const { text: later } = it;
  if (typeof later === "string") say(later);
  // While somebody types, a phone should not fetch the texts of what is gone with the next key.
  else setTimeout(async () => text.isConnected && say(await later()), PAUSE);
  const link = make("a", { class: "md-search-result__link", role: "option", id: `search-result-${made++}`, href: it.href, tabindex: "-1", "aria-selected": "false" }, [
    make("span", { class: "search-head" }, [make("span", { class: "search-title" }, withMarks(it.title, stems)), " ", make("span", { class: "search-kind" }, [it.kind])]),
    make("span", { class: "search-place" }, [it.place]),
    ...(it.text === "" ? [] : [text]),
  ]);
  return make("li", { class: `md-search-result__item${it.isAnswer ? " search-answer" : ""}`, role: "presentation" }, [link]);
}

/** An entry that does something here. @param {string} text @param {() => void} act @returns {HTMLElement} */
function action(text, act) {
  const link = make("a", { class: "md-search-result__link search-action", role: "option", id: `search-result-${made++}`, href: "#", tabindex: "-1", "aria-selected": "false" }, [text]);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    event.stopPropagation(); // Material would go to the address
    act();
  });
  return make("li", { class: "md-search-result__item", role: "presentation" }, [link]);
}

/** @param {string} name @param {HTMLElement[]} entries @returns {HTMLElement[]} */
const group = (name, entries) => (entries.length ? [make("li", { class: "search-group", role: "presentation" }, [name]), ...entries] : []);

/** Show what the field asks for. */
function show() {
  if (!engine || !toggle.checked) return;
  const query = field.value.trim();
  if (!query) return propose(engine);
  const found = engine.find(field.value);
  /** @type {Map<number, number>} */
  const times = new Map();
  const all = found.sections.filter(({ number }) => {
    const page = /** @type {Engine} */ (engine).pages[number];
    times.set(page, (times.get(page) ?? 0) + 1);
    return (times.get(page) ?? 0) <= OF_A_PAGE;
  });
  const some = all.slice(0, most);
  const marks = meant(query, found);
  const asked = questions(engine, found, marks);
  const direct = answers(engine, found, marks);
  const what = JSON.stringify([query, missing.size, completing, some.map(({ number }) => number), direct.map(({ title }) => title), asked.map(({ href }) => href)]);
  if (what === shown) return;
  shown = what;
  // The list of the same query, now better: the reader's place in it stays.
  const chosen = returning?.href ?? (query === looked ? active?.getAttribute("href") : null);
  const top = returning?.top ?? (query === looked ? scroller.scrollTop : 0);
  looked = query;
  const stems = new Set(found.words.map(stem));
  const it = engine;
  const sections = [
    ...some.map(({ number }) => entry(section(it, number, marks), stems)),
    ...(all.length > some.length ? [action("Show more", more)] : []),
  ];
  const questioned = asked.map((one) => entry(one, stems));
  const questionsFirst = !found.all && found.questions[0]?.score > 0.95;
  const groups = [group("Questions", questioned), questioned.length ? group("Sections", sections) : sections];
  list.replaceChildren(...direct.map((one) => entry(one, stems)), ...(questionsFirst ? groups : groups.reverse()).flat());
  status.textContent = [
    ...found.corrected.map(([typed, meant]) => `Nothing for “${typed}”: showing “${meant}”.`),
    !sections.length && !questioned.length
      ? completing
        ? "Nothing among the names; the texts are still loading."
        : missing.size
          ? "Nothing found among the names, and the rest could not be loaded. Look at the network and try again."
          : "Nothing found. Try another word for it, or the index of terms."
      : found.all
        ? `${some.length} of ${all.length} ${all.length === 1 ? "section" : "sections"}.`
        : "No section has all these words; the nearest come first.",
  ].join(" ");
  if (!sections.length && !questioned.length && !missing.size) list.replaceChildren(entry({ href: new URL("search/", ROOT).href, title: "Index of terms", kind: "Page", place: "Reference", text: "" }, stems));
  activate(chosen ? options().find((option) => option.getAttribute("href") === chosen) : undefined);
  scroller.scrollTop = top;
}

/** Something to begin with, for an empty field. @param {Engine} engine */
function propose(engine) {
  const past = recent();
  const ask = (/** @type {string} */ query) => action(query, () => look(query));
  list.replaceChildren(
    ...group("Recent searches", past.length ? [...past.map(ask), action("Forget these", () => (forget(), propose(engine), field.focus()))] : []),
    ...group("For example", engine.index.suggested.map(ask)),
  );
  status.textContent = "Type a term, an error or a question.";
  shown = looked = "";
  activate(undefined);
}

function more() {
  const before = list.querySelectorAll("[role=option]").length;
  most += 2 * FIRST;
  show();
  activate(options()[before - 1]);
}

/** @returns {HTMLElement[]} */
const options = () => [...list.querySelectorAll("[role=option]")].map((option) => /** @type {HTMLElement} */ (option));

/** Make an entry the chosen one, or none. @param {HTMLElement | undefined} option */
function activate(option) {
  active?.setAttribute("aria-selected", "false");
  active = option;
  if (!option) return field.removeAttribute("aria-activedescendant");
  option.setAttribute("aria-selected", "true");
  field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

/** @param {string} query */
function look(query) {
  field.value = query;
  most = FIRST;
  show();
  field.focus();
}

/** The address with what is looked for, or without it. @param {string} query */
function note(query) {
  const url = new URL(location.href);
  url.searchParams.delete("q");
  if (query) url.searchParams.set("query", query);
  else url.searchParams.delete("query");
  if (url.href !== location.href) history.replaceState(history.state, "", url);
}

/** Where the list of this query stood. @param {string} query */
const placeOf = (query) => `search:${ROOT.pathname}:${query}`;

/** A result is opened: keep the list for the way back. */
function leave() {
  const query = field.value.trim();
  remember(query);
  note(query);
  try {
    sessionStorage.setItem(placeOf(query), JSON.stringify({ most, href: active?.getAttribute("href") ?? "", top: scroller.scrollTop }));
  } catch {
    // The list is then shown from its top.
  }
  close("chosen");
}

/** The list as it was when a result of it was opened. @param {string} query */
function restore(query) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(placeOf(query)) ?? "null");
    if (typeof kept?.href !== "string") return;
    most = Math.min(Math.max(FIRST, Math.floor(Number(kept.most)) || FIRST), 1000);
    returning = { href: kept.href, top: Number(kept.top) || 0 };
    shown = "";
    show();
  } catch {
    // It is shown from its top.
  }
}

/**
 * Look for something; start.js has opened the field.
 * @param {string} [query] what to look for; without it, what the field holds
 */
export async function open(query) {
  if (!toggle.checked) toggle.click();
  try {
    if (!engine) status.textContent = "Loading …";
    await load();
    show();
    if (query && query === field.value) restore(query.trim());
  } catch {
    status.textContent = "The search could not be loaded. Look at the network and type again.";
  }
}

/** Whether the search is being closed: by the reader, who goes on, or for a result, to which the list belongs. @type {"" | "left" | "chosen"} */
let closing = "";

function onToggle() {
  // Material closes the search a moment after the address has changed, even one that the reader has opened since.
  if (!toggle.checked && !closing) {
    toggle.checked = true; // a click within its own click does nothing
    toggle.dispatchEvent(new Event("change"));
    return;
  }
  field.setAttribute("aria-expanded", String(toggle.checked));
  scroller.hidden = !toggle.checked;
  if (closing === "left") note("");
  if (toggle.checked) show();
  else activate(undefined);
  cover();
}

const narrow = matchMedia("(max-width: 59.984375em)");

/** On a phone the search covers the page: nothing behind it should be read or reached. */
function cover() {
  const covers = toggle.checked && narrow.matches;
  for (const behind of document.querySelectorAll(".md-container, .md-tabs, .md-header__title, .md-logo")) behind.toggleAttribute("inert", covers);
}

field.setAttribute("role", "combobox");
field.setAttribute("aria-autocomplete", "list");
field.setAttribute("aria-controls", list.id);
field.setAttribute("aria-expanded", "false");
form.noValidate = true; // an entry of the list can be chosen with nothing in the field
toggle.addEventListener("change", onToggle);
narrow.addEventListener("change", cover);
if (toggle.checked) onToggle();

/** @param {"left" | "chosen"} [why] */
export function close(why = "left") {
  closing = why;
  if (toggle.checked) toggle.click();
  closing = "";
  field.blur();
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let noting;
field.addEventListener("input", () => {
  most = FIRST;
  returning = undefined;
  clearTimeout(noting);
  noting = setTimeout(() => toggle.checked && note(field.value.trim()), 2 * PAUSE);
  if (engine) show();
  else open();
});
form.addEventListener("reset", () => setTimeout(() => look("")));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  (active ?? (field.value.trim() ? options()[0] : undefined))?.click();
});
list.addEventListener("click", (event) => {
  const option = /** @type {Element} */ (event.target).closest("a");
  if (!option || option.classList.contains("search-action")) return;
  activate(option);
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return remember(field.value.trim());
  const locked = document.body.hasAttribute("data-md-scrolllock");
  leave();
  if (!locked) return;
  // On a phone Material holds the page where it was a moment longer: who goes now lands there and not at the section.
  event.preventDefault();
  event.stopPropagation();
  setTimeout(() => option.click(), 2 * PAUSE);
});
for (const event of ["wheel", "touchmove"]) scroller.addEventListener(event, () => (returning = undefined), { passive: true });
// The focus stays in the field.
list.addEventListener("mousedown", (event) => event.preventDefault());
root.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") event.stopPropagation(); // Material's keys are for the page
  if (event.isComposing) return;
  const all = options();
  const at = active ? all.indexOf(active) : -1;
  const to = { ArrowDown: at + 1 < all.length ? at + 1 : 0, ArrowUp: at > 0 ? at - 1 : all.length - 1, PageDown: Math.min(at + 5, all.length - 1), PageUp: Math.max(at - 5, 0) }[event.key];
  if (to !== undefined && all.length) {
    event.preventDefault();
    returning = undefined;
    activate(all[to]);
  } else if (event.key === "Enter" && event.target === scroller) {
    active?.click();
  } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    (active ?? all[0])?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: event.ctrlKey, metaKey: event.metaKey }));
  }
});
// Whoever turns to the page has left the search.
document.addEventListener("pointerdown", (event) => {
  if (toggle.checked && !root.contains(/** @type {Node} */ (event.target))) close();
});
document.addEventListener("focusin", (event) => {
  if (toggle.checked && !root.contains(/** @type {Node} */ (event.target))) close();
});
