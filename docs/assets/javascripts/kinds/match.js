/**
 * Match: a list of answers for each prompt, and the same answers to drag onto a prompt. What is given is
 * the place of the answer chosen for each prompt, -1 for none.
 */

import { copy, dragged, explainRow, inside, listed, make, reasoned, rowsOf, shuffled, words } from "./parts.js";

/** @typedef {{text: DocumentFragment, answer: DocumentFragment, reason: DocumentFragment}} Pair */
/** @typedef {import("../question.js").Kind<Pair[], number[]>} Protocol */

/** @type {Protocol["fromPage"]} */
export const fromPage = (quiz) => rowsOf(quiz).map(({ row, ...told }) => ({ ...told, answer: inside(row.querySelector(".quiz-match")) }));

/** @type {Protocol["fromBank"]} */
export const fromBank = ({ options = [] }, html) => options.map(({ text, answer, reason }) => ({ text: html(text), answer: html(answer), reason: html(reason) }));

/** @type {Protocol["isEmpty"]} */
export const isEmpty = (given) => given.every((choice) => choice < 0);

/** @type {Protocol["problem"]} */
export function problem(_, given) {
  const missing = given.filter((choice) => choice < 0).length;
  return missing ? `Choose an answer in every row. Rows without one: ${missing}.` : "";
}

/** @type {Protocol["isRight"]} */
export const isRight = (pairs, given) => pairs.every((_, i) => given[i] === i);

/** @type {Protocol["form"]} */
export function form(pairs, element, name, seed) {
  const places = shuffled(pairs.length, seed, { isAnswer: true });
  const selects = pairs.map((_, i) => {
    const select = make("select", { id: `${name}-${i}` });
    select.append(new Option("choose", "-1"), ...places.map((j) => new Option(words(pairs[j].answer), String(j))));
    return select;
  });
  const rows = pairs.map(({ text }, i) => make("div", { class: "quiz-row quiz-pair" }, [make("label", { for: selects[i].id }, [copy(text)]), selects[i]]));
  const chips = places.map((j) => {
    const chip = make("span", { class: "quiz-chip" }, [copy(pairs[j].answer)]);
    let from = 0;
    chip.addEventListener("pointerdown", (event) => (from = event.clientY));
    dragged(
      chip,
      (x, y) => {
        chip.classList.add("quiz-dragged");
        chip.style.transform = `translate(${x}px, ${y - from}px)`;
      },
      (x, y) => {
        const pair = document.elementFromPoint(x, y)?.closest(".quiz-pair");
        chip.classList.remove("quiz-dragged");
        chip.style.transform = "";
        const select = selects.find((one) => one.parentElement === pair);
        if (!select) return;
        select.value = String(j);
        select.dispatchEvent(new Event("change", { bubbles: true }));
      },
    );
    return chip;
  });
  element.append(...rows, make("div", { class: "quiz-chips", "aria-hidden": "true" }, chips));
  const given = () => selects.map((select) => Number(select.value));
  return {
    given,
    put: (given) => selects.forEach((select, i) => (select.value = String(given[i] in pairs ? given[i] : -1))),
    explain: () => given().forEach((j, i) => explainRow(rows[i], j === i, j === i ? "Right. " : `The right answer: ${words(pairs[i].answer)}. `, pairs[i].reason)),
  };
}

/** @type {Protocol["front"]} */
export const front = (pairs, shown) => [listed("ul", pairs.map(({ text }) => text)), listed("ul", shown.map((i) => pairs[i].answer))];

/** @type {Protocol["back"]} */
export const back = (pairs) => [make("ul", {}, pairs.map(({ text, answer, reason }) => reasoned([copy(text), " \u2192 ", copy(answer)], reason)))];
