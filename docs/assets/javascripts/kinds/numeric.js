/** A number is typed, the way its reader writes numbers, and may be off by a tolerance. */

import * as fill from "./fill.js";

/** @typedef {import("./fill.js").Blank & {tolerance: number}} Sought */
/** @typedef {import("../question.js").Kind<Sought, string>} Protocol */

/** A number, a fraction, or either with its unit. Blanks behind a digit may group the next three. */
const TYPED = /^(?<above>[-+]?\s*(?:\d[\d.,'\u2019\s]*|[.,]\d+)(?:e[-+]?\d+)?)\s*(?:\/\s*(?<below>\d[\d.,]*)\s*)?(?<unit>[^\d\s][^\d]*)?$/i;
/** A comma is a decimal one if it is the only one and no three digits follow, or if it cannot group: after 0, or after groups made by points. */
const DECIMAL_COMMA = /^[-+]?(?:0?,\d+|\d+,(?!\d{3}$)\d*|\d{1,3}(?:\.\d{3})+,\d+)$/;
/** Other commas group: in threes, or as in India in twos before the last three. */
const GROUPED = /^[-+]?(?:\d{1,3}(?:,\d{2,3})*,\d{3}|\d*)(?:\.\d*)?$/;

/** @param {string} text digits with their separators, and an exponent @returns {number} NaN for what is none */
function numberIn(text) {
  const [digits, power = "0"] = text.toLowerCase().replace(/([-+])\s+/, "$1").trim().replace(/(\d)['\u2019\s](?=\d{3}(?!\d))/g, "$1").split("e");
  if (DECIMAL_COMMA.test(digits)) return Number(`${digits.replaceAll(".", "").replace(",", ".")}e${power}`);
  return GROUPED.test(digits) ? Number(`${digits.replaceAll(",", "")}e${power}`) : NaN;
}

/**
 * What may be meant by what was typed: nothing where it is no number; with a percent sign both the number
 * and its hundredth, since a page may ask for "63 %" or for 0.63.
 * @param {string} typed @returns {number[]}
 */
export function meant(typed) {
  const text = typed.normalize("NFKC").trim().replace(/[\u2212\u2013]/g, "-").replace(/^[=~\u2248]\s*/, "");
  const { above, below, unit } = text.match(TYPED)?.groups ?? {};
  const value = numberIn(above ?? "") / (below ? numberIn(below) : 1);
  if (!Number.isFinite(value) || !above) return [];
  return /^(?:%|per\s?cent)/i.test(unit ?? "") ? [value, value / 100] : [value];
}

/** @type {Protocol["fromPage"]} */
export const fromPage = (quiz) => ({ ...fill.fromPage(quiz), tolerance: Number(quiz.querySelector(/** @type {"p"} */ (".quiz-answers"))?.dataset.tolerance ?? 0) });

/** @type {Protocol["fromBank"]} */
export const fromBank = (question, html) => ({ ...fill.fromBank(question, html), tolerance: question.tolerance ?? 0 });

export { isEmpty } from "./fill.js";

/** @type {Protocol["problem"]} */
export const problem = (_, given) => (fill.isEmpty(given) ? "Type a number." : meant(given).length ? "" : "This is not a number. Write it like 0.67, 2/3 or 67 %.");

/** @type {Protocol["isRight"]} */
export const isRight = ({ answers, tolerance }, given) =>
  // Computers keep 0.3 only nearly, so that a number at the very edge of the tolerance needs a little more room.
  answers.map(Number).some((answer) => meant(given).some((value) => Math.abs(value - answer) <= tolerance + 1e-9 * Math.max(1, Math.abs(answer))));

/** The bank may write 63.0. @param {Sought} sought */
const shown = ({ answers }) => String(Number(answers[0]));

/** @type {Protocol["form"]} */
export const form = (sought, element, name) => fill.line(element, name, sought.reason, (given) => (isRight(sought, given) ? "" : shown(sought)));

export { front } from "./fill.js";

/** @type {Protocol["back"]} */
export const back = (sought) => fill.back({ ...sought, answers: [shown(sought)] }, []);
