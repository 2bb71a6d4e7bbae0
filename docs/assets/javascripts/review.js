/**
 * Review that remembers: questions the reader has met, and the cards of the glossary and the numbers,
 * each shown again when it is about to be forgotten (scheduler.js). Keys: space shows the answer, 1 to 4
 * say how well it was known, u takes the last one back.
 */

import { progress, reviewed, reviewsOf, root, set, setting, trouble } from "./progress.js";
import { button, make, rendered, shuffled } from "./question.js";
import { DAY, remember, review } from "./scheduler.js";
import { keepOffline } from "./offline.js";

/** @typedef {{id: string, deck: string, front: () => Node[], back: () => Node[]}} Card */

const RATINGS = ["Again", "Hard", "Good", "Easy"];
const SOON = 20 * 60_000;
const span = (/** @type {number} */ ms) => (ms < DAY ? `${Math.round(ms / 60_000)} min` : ms < 60 * DAY ? `${Math.round(ms / DAY)} d` : `${Math.round(ms / DAY / 30)} mo`);

/** @param {string} id @param {any} from a question of the bank @returns {Card} */
function questionCard(id, from) {
  const options = from.options ?? [];
  const list = (/** @type {string} */ tag, /** @type {string[]} */ items) => make(tag, { class: "quiz-options" }, items.map((html) => make("li", {}, [rendered(html)])));
  const mixed = shuffled(options.length, id).map((i) => options[i]);
  return {
    id,
    deck: "questions",
    front: () => [
      ...(from.case ? [rendered(from.case.stem)] : []),
      rendered(from.stem),
      make("p", {}, [make("strong", {}, [rendered(from.title)])]),
      ...(options.length ? [list(from.kind === "choose" ? "ol" : "ul", mixed.map((o) => o.text))] : []),
      ...(from.kind === "match" ? [list("ul", options.map((/** @type {any} */ o) => o.answer).sort())] : []),
    ],
    back: () => [
      ...(options.length
        ? [
            make(from.kind === "order" ? "ol" : "ul", {}, (from.kind === "choose" ? mixed : options).map((/** @type {any} */ o) =>
              make("li", {}, [make("strong", {}, [from.kind === "choose" ? (o.correct ? "Right: " : "Wrong: ") : ""]), rendered(o.text), o.answer ? " \u2192 " : "", rendered(o.answer ?? ""), make("div", { class: "quiz-reason" }, [rendered(o.reason)])]),
            )),
          ]
        : [make("p", {}, [make("strong", {}, [from.answers.join(" or ")])]), rendered(from.reason)]),
      link(from.url),
    ],
  };
}

const link = (/** @type {string} */ url) => make("p", { class: "quiz-source" }, url ? ["Explained in: ", make("a", { href: new URL(url, root).href }, [url])] : []);

/** @param {HTMLElement} mount */
export async function start(mount) {
  keepOffline();
  const load = async (/** @type {string} */ name) => (await fetch(new URL(`practice/${name}.json`, root))).json();
  const [{ questions }, { cards: facts }] = await Promise.all([load("questions"), load("cards")]);
  /** @type {Card[]} */
  const all = [
    ...questions.map((/** @type {any} */ question) => questionCard(question.id, question)),
    ...facts.map((/** @type {any} */ card) => ({ id: card.id, deck: card.deck, front: () => [make("p", { class: "review-front" }, [rendered(card.front)])], back: () => [make("p", {}, [make("strong", {}, [rendered(card.back)])]), link(card.url ?? "")] })),
  ];
  /** @type {{id: string, at: number}[]} */
  const done = [];

  const retention = () => setting("retention", 0.9);
  const decks = () => setting("decks", ["questions", "glossary"]);

  /** What is to be reviewed now: due cards first, then new ones up to the day's number. */
  function queue() {
    const now = Date.now();
    const tomorrow = new Date().setHours(24, 0, 0, 0);
    const p = progress();
    const due = [];
    const fresh = [];
    let begun = 0;
    for (const card of all) {
      if (!decks().includes(card.deck)) continue;
      const history = reviewsOf(card.id, p);
      const memory = remember(history, retention());
      if (history.length && history[0][0] >= tomorrow - DAY) begun += 1;
      if (memory) {
        if (memory.due < tomorrow) due.push({ card, memory });
      } else if (card.deck !== "questions" || card.id in p.answers) fresh.push({ card, memory });
    }
    due.sort((a, b) => a.memory.due - b.memory.due || (a.card.id < b.card.id ? -1 : 1));
    const ready = due.filter(({ memory }) => memory.state === "review" || memory.due <= now);
    const allowed = fresh.slice(0, Math.max(setting("new", 20) - begun, 0));
    const waiting = due.filter((one) => !ready.includes(one));
    return { due: due.length, fresh: allowed.length, next: ready[0] ?? allowed[0] ?? waiting.find(({ memory }) => memory.due <= now + SOON), later: waiting[0]?.memory.due };
  }

  /** Show the next card, or that nothing is due. @param {boolean} [moveFocus] */
  function show(moveFocus = true) {
    const { due, fresh, next, later } = queue();
    const count = make("p", { role: "status" }, [`Due today: ${due}. New: ${fresh}.${trouble && ` ${trouble}`}`]);
    const undo = button("Undo (u)", () => {
      const last = done.pop();
      if (!last) return;
      reviewed(last.id, 0, last.at);
      show();
    });
    undo.disabled = !done.length;
    if (!next) {
      const why = later ? `The next card is due in ${span(later - Date.now())}.` : "Nothing is due. Answer questions in the pages and they come back here, or add a deck below.";
      mount.replaceChildren(count, make("p", { class: "review-card" }, [why]), make("p", { class: "quiz-buttons" }, [undo]), settings());
      return;
    }
    const { card, memory } = next;
    const answer = button("Show the answer (space)", () => {
      const now = Date.now();
      face.append(make("hr"), ...card.back());
      answer.replaceWith(
        ...RATINGS.map((word, i) =>
          button(`${i + 1} ${word} · ${span(review(memory, i + 1, now, retention()).due - now)}`, () => {
            reviewed(card.id, i + 1);
            done.push({ id: card.id, at: /** @type {[number, number]} */ (progress().reviews[card.id].at(-1))[0] });
            show();
          }),
        ),
      );
      /** @type {HTMLElement | null} */ (mount.querySelector(".quiz-buttons button"))?.focus();
    });
    const face = make("div", { class: "review-card", tabindex: "-1", role: "group", "aria-label": "Card" }, card.front());
    mount.replaceChildren(count, face, make("p", { class: "quiz-buttons" }, [answer, undo]), settings());
    if (moveFocus) answer.focus();
  }

  /** Decks, new cards a day, wanted retention. */
  function settings() {
    const deck = (/** @type {string} */ name, /** @type {string} */ text) => {
      const box = make("input", { type: "checkbox" });
      box.checked = decks().includes(name);
      box.addEventListener("change", () => {
        set("decks", box.checked ? [...decks(), name] : decks().filter((/** @type {string} */ one) => one !== name));
        show(false);
      });
      return make("label", {}, [box, ` ${text}`]);
    };
    const number = (/** @type {string} */ name, /** @type {string} */ text, /** @type {number} */ value, /** @type {number} */ min, /** @type {number} */ max, /** @type {number} */ unit) => {
      const input = make("input", { type: "number", min: String(min), max: String(max), value: String(Math.round(value * unit)) });
      input.addEventListener("change", () => {
        if (input.checkValidity() && input.value) set(name, Number(input.value) / unit);
        show(false);
      });
      return make("label", {}, [`${text} `, input]);
    };
    const open = /** @type {HTMLDetailsElement | null} */ (mount.querySelector("details.review-settings"))?.open;
    return make("details", { class: "review-settings practice-form", ...(open ? { open: "" } : {}) }, [
      make("summary", {}, ["Decks and pace"]),
      deck("questions", "Questions I have met"),
      deck("glossary", "Terms of the glossary"),
      deck("numbers", "Numbers and limits"),
      number("new", "New cards a day", setting("new", 20), 0, 999, 1),
      number("retention", "Cards I want to remember, in percent", retention(), 70, 97, 100),
    ]);
  }

  document.addEventListener("keydown", function onKey(event) {
    if (!mount.isConnected) return document.removeEventListener("keydown", onKey);
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.ctrlKey || event.altKey || event.metaKey || target.closest("input, select, textarea, summary, [data-md-component=search]")) return;
    const buttons = /** @type {HTMLButtonElement[]} */ ([...mount.querySelectorAll(".quiz-buttons button")]);
    const wanted = event.key === "u" ? buttons.find((one) => one.textContent?.startsWith("Undo")) : event.key === " " ? buttons.find((one) => one.textContent?.startsWith("Show")) : buttons.find((one) => one.textContent?.startsWith(`${event.key} `));
    if (!wanted || event.key.length > 1) return;
    event.preventDefault();
    wanted.click();
  });
  show(false);
}
