/** Choose: one option is right, or several are. What is given are the places of the options chosen. */

import { copy, explainRow, listed, make, reasoned, rowsOf, shuffled } from "./parts.js";

/** @typedef {{text: DocumentFragment, right: boolean, reason: DocumentFragment}} Option */
/** @typedef {import("../question.js").Kind<Option[], number[]>} Protocol */

const COUNTS = ["", "", "two", "three", "four"]; // what a title may say: "(choose two)"
const wanted = (/** @type {{right: boolean}[]} */ options) => options.filter(({ right }) => right).length;

/** @type {Protocol["fromPage"]} */
export const fromPage = (quiz) => rowsOf(quiz).map(({ row, ...told }) => ({ ...told, right: row.classList.contains("right") }));

/** @type {Protocol["fromBank"]} */
export const fromBank = ({ options = [] }, html) => options.map(({ text, correct, reason }) => ({ text: html(text), right: correct, reason: html(reason) }));

/** @type {Protocol["isEmpty"]} */
export const isEmpty = (given) => !given.length;

/** @type {Protocol["problem"]} */
export function problem(options, given) {
  const count = wanted(options);
  return given.length === count ? "" : count === 1 ? "Choose an option." : `Choose ${COUNTS[count] ?? count} options.`;
}

/** @type {Protocol["isRight"]} */
export const isRight = (options, given) => options.every(({ right }, i) => right === given.includes(i));

/** @type {Protocol["form"]} */
export function form(options, element, name, seed) {
  const type = wanted(options) === 1 ? "radio" : "checkbox";
  const inputs = options.map((_, i) => make("input", { type, name, id: `${name}-${i}` }));
  const rows = options.map(({ text }, i) => make("div", { class: "quiz-row" }, [inputs[i], make("label", { for: inputs[i].id }, [copy(text)])]));
  element.append(...shuffled(options.length, seed).map((i) => rows[i]));
  return {
    given: () => inputs.flatMap((input, i) => (input.checked ? [i] : [])),
    put: (given) => inputs.forEach((input, i) => (input.checked = given.includes(i))),
    explain: () => options.forEach(({ right, reason }, i) => explainRow(rows[i], right, right ? "Right. " : inputs[i].checked ? "Your choice, wrong. " : "Wrong. ", reason)),
  };
}

/** @type {Protocol["front"]} */
export const front = (options, shown) => [listed("ol", shown.map((i) => options[i].text))];

/** @type {Protocol["back"]} */
export const back = (options, shown) => [
  make("ul", {}, shown.map((i) => reasoned([make("strong", {}, [options[i].right ? "Right: " : "Wrong: "]), copy(options[i].text)], options[i].reason))),
];
