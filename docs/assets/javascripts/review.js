/**
 * Review that remembers: questions the reader has met, and the cards of the glossary and the numbers,
 * each shown again when it is about to be forgotten (scheduler.js). Keys: space shows the answer and then
 * says "Good", 1 to 4 say how well it was known, u takes the last one back.
 */

import { reviewsOf } from "./progress-data.js";
import { progress, reviewed, root, set, setting, trouble } from "./progress.js";
import { button, cardOf, make, rendered } from "./question.js";
import { DAY, remember, review } from "./scheduler.js";

/** @typedef {{front: () => Node[], back: () => Node[]}} Faces */
/** @typedef {Faces & {id: string, deck: string}} Card */

const RATINGS = [["Again", "1"], ["Hard", "2"], ["Good", "3 Space"], ["Easy", "4"]];
const SOON = 20 * 60_000;
const span = (/** @type {number} */ ms) => (ms < DAY ? `${Math.round(ms / 60_000)} min` : ms < 60 * DAY ? `${Math.round(ms / DAY)} d` : `${Math.round(ms / DAY / 30)} mo`);

/** @param {any} fact a card of the glossary or the numbers @returns {Faces} */
const factOf = ({ front, back }) => ({
  front: () => [make("p", { class: "review-front" }, [rendered(front)])],
  back: () => [make("p", {}, [make("strong", {}, [rendered(back)])])],
});

const link = (/** @type {string} */ url) => make("p", { class: "quiz-source" }, url ? ["Explained in: ", make("a", { href: new URL(url, root).href }, [url])] : []);

/** @param {any} from an entry of the bank or of the cards @param {Faces} faces @param {string} deck @returns {Card} */
const card = (from, { front, back }, deck) => ({ id: from.id, deck, front, back: () => [...back(), link(from.url ?? "")] });

const retention = () => setting("retention", 0.9);
/** @returns {string[]} */
const decks = () => setting("decks", ["questions", "glossary"]);

/** What is to be reviewed now: due cards first, then new ones up to the day's number. @param {Card[]} all */
function queue(all) {
  const now = Date.now();
  const p = progress();
  const [today, tomorrow] = [0, 24].map((hour) => new Date().setHours(hour, 0, 0, 0));
  const due = [];
  const fresh = [];
  let begun = 0;
  for (const card of all) {
    if (!decks().includes(card.deck)) continue;
    const history = reviewsOf(p, card.id);
    const memory = remember(/** @type {[number, number][]} */ (history), retention());
    if (history.length && history[0][0] >= today) begun += 1;
    if (memory) {
      if (memory.due < tomorrow) due.push({ card, memory });
    } else if (card.deck !== "questions" || Object.hasOwn(p.answers, card.id)) fresh.push({ card, memory });
  }
  due.sort((a, b) => a.memory.due - b.memory.due || (a.card.id < b.card.id ? -1 : 1));
  const ready = due.filter(({ memory }) => memory.state === "review" || memory.due <= now);
  const allowed = fresh.slice(0, Math.max(setting("new", 20) - begun, 0));
  const waiting = due.filter((one) => !ready.includes(one));
  return { due: due.length, fresh: allowed.length, next: ready[0] ?? allowed[0] ?? waiting.find(({ memory }) => memory.due <= now + SOON), later: waiting[0]?.memory.due };
}

/** Decks, new cards a day, wanted retention. @param {() => void} changed */
function settings(changed) {
  const deck = (/** @type {string} */ name, /** @type {string} */ text) => {
    const box = make("input", { type: "checkbox" });
    box.checked = decks().includes(name);
    box.addEventListener("change", () => {
      set("decks", [...decks().filter((one) => one !== name), ...(box.checked ? [name] : [])]);
      changed();
    });
    return make("label", {}, [box, ` ${text}`]);
  };
  const number = (/** @type {string} */ name, /** @type {string} */ text, /** @type {number} */ value, /** @type {number} */ min, /** @type {number} */ max, /** @type {number} */ unit) => {
    const input = make("input", { type: "number", min: String(min), max: String(max), value: String(Math.round(value * unit)) });
    input.addEventListener("change", () => {
      if (!input.reportValidity() || !input.value) return;
      set(name, Number(input.value) / unit);
      changed();
    });
    return make("label", {}, [`${text} `, input]);
  };
  return make("details", { class: "review-settings practice-form" }, [
    make("summary", {}, ["Decks and pace"]),
    deck("questions", "Questions I have met"),
    deck("glossary", "Terms of the glossary"),
    deck("numbers", "Numbers and limits"),
    number("new", "New cards a day", setting("new", 20), 0, 999, 1),
    number("retention", "Cards I want to remember, in percent", retention(), 70, 97, 100),
  ]);
}

/** Move the reader to something: all of it comes into view, or its start if it is long. @param {HTMLElement} element */
function moveTo(element) {
  element.focus({ preventScroll: true });
  const header = (document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0) + 8;
  const { top, bottom } = element.getBoundingClientRect();
  if (top < header) scrollBy(0, top - header);
  else if (bottom > innerHeight) scrollBy(0, Math.min(bottom - innerHeight, top - header));
}

/** @param {HTMLElement} mount */
export async function start(mount) {
  navigator.serviceWorker?.register(new URL("worker.js", root)).catch(() => {}); // from here on it works without a network
  const load = async (/** @type {string} */ name) => (await fetch(new URL(`practice/${name}.json`, root))).json();
  const [{ questions }, { cards }] = await Promise.all([load("questions"), load("cards")]);
  /** @type {Card[]} */
  const all = [...questions.map((/** @type {any} */ one) => card(one, cardOf(one), "questions")), ...cards.map((/** @type {any} */ one) => card(one, factOf(one), one.deck))];
  /** @type {{id: string, at: number}[]} */
  const done = [];
  const count = make("p", { role: "status" });
  const face = make("div", { class: "review-card", tabindex: "-1", role: "group", "aria-label": "Card" });
  const buttons = make("p", { class: "quiz-buttons" });
  const undo = button(
    "Undo (u)",
    () => {
      const last = done.pop();
      if (!last) return;
      reviewed(last.id, 0, last.at);
      show();
    },
    { "aria-keyshortcuts": "U" },
  );

  /** Show the next card, or that nothing is due. @param {boolean} [move] whether the reader is taken to it */
  function show(move = true) {
    const { due, fresh, next, later } = queue(all);
    count.textContent = `Due today: ${due}. New: ${fresh}.${trouble && ` ${trouble}`}`;
    undo.disabled = !done.length;
    if (next) {
      face.replaceChildren(...next.card.front());
      buttons.replaceChildren(button("Show the answer (space)", () => answer(next), { "aria-keyshortcuts": "Space" }), undo);
    } else {
      const why = later ? `The next card is due in ${span(later - Date.now())}.` : "Nothing is due. Answer questions in the pages and they come back here, or add a deck below.";
      face.replaceChildren(make("p", {}, [why]));
      buttons.replaceChildren(undo);
    }
    if (move) moveTo(face);
  }

  /** Show the back of a card, and ask how well it was known. @param {{card: Card, memory: import("./scheduler.js").Memory | null}} shown */
  function answer({ card, memory }) {
    const now = Date.now();
    const back = make("div", { tabindex: "-1", role: "group", "aria-label": "Answer" }, [make("hr"), ...card.back()]);
    const rate = (/** @type {number} */ rating) => {
      done.push({ id: card.id, at: reviewed(card.id, rating) });
      show();
    };
    face.append(back);
    buttons.replaceChildren(
      ...RATINGS.map(([word, keys], i) => button(`${i + 1} ${word} · ${span(review(memory, i + 1, now, retention()).due - now)}`, () => rate(i + 1), { "aria-keyshortcuts": keys })),
      undo,
    );
    moveTo(back);
  }

  document.addEventListener("keydown", function onKey(event) {
    if (!mount.isConnected) return document.removeEventListener("keydown", onKey);
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (target.closest("input, select, textarea, summary, [data-md-component=search]")) return;
    const key = event.key === " " ? "Space" : event.key.toUpperCase();
    if (key === "Space" && target.closest("button, a, label")) return; // it has a meaning of its own there
    const wanted = /** @type {HTMLButtonElement | null} */ (buttons.querySelector(`[aria-keyshortcuts~="${CSS.escape(key)}"]`));
    if (!wanted) return;
    event.preventDefault();
    wanted.click();
  });
  // A page that was left open shows what has become due meanwhile, unless an answer is in view.
  document.addEventListener("visibilitychange", function onReturn() {
    if (!mount.isConnected) return document.removeEventListener("visibilitychange", onReturn);
    if (!document.hidden && !buttons.querySelector('[aria-keyshortcuts~="1"]')) show(false);
  });
  mount.replaceChildren(count, face, buttons, settings(() => show(false)));
  show(false);
}
