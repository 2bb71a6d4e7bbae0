/**
 * Put steps in order: they are moved with two buttons each, with the arrow keys on these, or dragged by
 * their handle. What is given is the order; it is empty until a step was moved.
 */

import { button, copy, dragged, explainRow, listed, make, reasoned, rowsOf, shuffled, words } from "./parts.js";

/** @typedef {{text: DocumentFragment, reason: DocumentFragment}} Step */
/** @typedef {import("../question.js").Kind<Step[], number[]>} Protocol */

/** @type {Protocol["fromPage"]} */
export const fromPage = rowsOf;

/** @type {Protocol["fromBank"]} */
export const fromBank = ({ options = [] }, html) => options.map(({ text, reason }) => ({ text: html(text), reason: html(reason) }));

/** @type {Protocol["isEmpty"]} */
export const isEmpty = (given) => !given.length;

/** @type {Protocol["problem"]} */
export const problem = (_, given) => (given.length ? "" : "Move the steps into their order first.");

/** @type {Protocol["isRight"]} */
export const isRight = (steps, given) => steps.every((_, i) => given[i] === i);

/** @type {Protocol["form"]} */
export function form(steps, element, name, seed) {
  const said = make("p", { class: "quiz-legend", "aria-live": "polite" });
  const list = make("ol", { class: "quiz-sort" });
  let touched = false;
  const rows = () => /** @type {HTMLLIElement[]} */ ([...list.children]);
  const inOrder = () => rows().map((row) => made.indexOf(row));
  /** @param {HTMLLIElement} row @param {number} to */
  const place = (row, to) => {
    const all = rows();
    const from = all.indexOf(row);
    if (to < 0 || to >= all.length || to === from) return;
    touched = true;
    // The others move around the row: one that left the page would lose focus and pointer.
    if (to > from) row.before(...all.slice(from + 1, to + 1));
    else row.after(...all.slice(to, from));
    said.textContent = `Now step ${to + 1} of ${steps.length}`;
    list.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const made = steps.map(({ text }, i) => {
    const label = words(text);
    const handle = make("span", { class: "quiz-handle", "aria-hidden": "true" }, ["\u2807"]);
    const row = make("li", { class: "quiz-row", "data-choice": String(i) });
    const step = (/** @type {number} */ by) => place(row, rows().indexOf(row) + by);
    const buttons = [button("\u2191", () => step(-1), { "aria-label": `Up: ${label}` }), button("\u2193", () => step(1), { "aria-label": `Down: ${label}` })];
    row.append(handle, make("span", {}, [copy(text)]), make("span", { class: "quiz-moves" }, buttons));
    row.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
      event.preventDefault();
      step(event.key === "ArrowUp" ? -1 : 1);
    });
    dragged(handle, (_, y) => place(row, rows().filter((other) => other !== row && other.getBoundingClientRect().top + other.offsetHeight / 2 < y).length), () => {});
    return row;
  });
  list.append(...shuffled(steps.length, seed, { isAnswer: true }).map((i) => made[i]));
  element.append(list, said);
  return {
    given: () => (touched ? inOrder() : []),
    put: (given) => {
      touched = given.length > 0;
      list.append(...given.flatMap((i) => made[i] ?? []));
    },
    explain: () => inOrder().forEach((i, at) => explainRow(made[i], i === at, i === at ? "Right. " : `Step ${i + 1}. `, steps[i].reason)),
  };
}

/** @type {Protocol["front"]} */
export const front = (steps, shown) => [listed("ul", shown.map((i) => steps[i].text))];

/** @type {Protocol["back"]} */
export const back = (steps) => [make("ol", {}, steps.map(({ text, reason }) => reasoned([copy(text)], reason)))];
