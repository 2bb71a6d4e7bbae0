/** Fill in: a word is typed; capitals and the number of blanks make no difference. */

import { copy, explainRow, inside, make } from "./parts.js";

/** @typedef {{answers: string[], reason: DocumentFragment}} Blank */
/** @typedef {import("../question.js").Kind<Blank, string>} Protocol */

/** @type {Protocol["fromPage"]} */
export const fromPage = (quiz) => ({
  answers: JSON.parse(quiz.querySelector(/** @type {"p"} */ (".quiz-answers"))?.dataset.answers ?? "[]"),
  reason: inside(quiz.querySelector(".quiz-answered > blockquote")),
});

/** @type {Protocol["fromBank"]} */
export const fromBank = ({ answers = [], reason }, html) => ({ answers, reason: html(reason) });

/** @type {Protocol["isEmpty"]} */
export const isEmpty = (given) => !given.trim();

/** @type {Protocol["problem"]} */
export const problem = (_, given) => (isEmpty(given) ? "Type an answer." : "");

const plain = (/** @type {string} */ text) => text.trim().toLowerCase().replace(/\s+/g, " ");

/** @type {Protocol["isRight"]} */
export const isRight = ({ answers }, given) => answers.some((answer) => plain(answer) === plain(given));

/**
 * The line to type in, of numbers too.
 * @param {HTMLElement} element @param {string} name @param {DocumentFragment} reason
 * @param {(given: string) => string} verdict what is right, in words; "" where what was given is
 * @returns {import("../question.js").Answering<string>}
 */
export function line(element, name, reason, verdict) {
  const input = make("input", { type: "text", id: `${name}-answer`, autocomplete: "off", spellcheck: "false" });
  const row = make("div", { class: "quiz-row quiz-pair" }, [make("label", { for: input.id }, ["Your answer"]), input]);
  element.append(row);
  return {
    given: () => input.value,
    put: (given) => (input.value = given),
    explain() {
      const right = verdict(input.value);
      explainRow(row, !right, right ? `The right answer: ${right}. ` : "Right. ", reason);
    },
  };
}

/** @type {Protocol["form"]} */
export const form = (blank, element, name) => line(element, name, blank.reason, (given) => (isRight(blank, given) ? "" : blank.answers.join(" or ")));

/** @type {Protocol["front"]} */
export const front = () => [];

/** @type {Protocol["back"]} */
export const back = ({ answers, reason }) => [make("p", {}, [make("strong", {}, [answers.join(" or ")])]), copy(reason)];
