/**
 * A question, wherever it is asked: in its page, in the mock exam, on a card of the review. What differs
 * from kind to kind is in kinds/, one module each; this file puts the kinds to work.
 */

import * as choose from "./kinds/choose.js";
import * as fill from "./kinds/fill.js";
import * as match from "./kinds/match.js";
import * as numeric from "./kinds/numeric.js";
import * as order from "./kinds/order.js";
import { make, shuffled } from "./kinds/parts.js";
import { root } from "./progress.js";

export { button, make, shuffled } from "./kinds/parts.js";

/** @typedef {import("bank").BankQuestion} BankQuestion  an entry of practice/questions.json; the types are made from its schema */

/**
 * The living part of a form.
 * @template Given what the reader gave: it is kept in a mock exam, so it is plain data
 * @typedef {object} Answering
 * @property {() => Given} given
 * @property {(given: Given) => void} put  show again what was given, even to an older version of the question
 * @property {() => void} explain  say what was right, and why
 */

/**
 * What the module of a kind exports.
 * @template Content what it knows of a question: all text is ready to be copied
 * @template Given
 * @typedef {object} Kind
 * @property {(quiz: HTMLElement) => Content} fromPage
 * @property {(question: BankQuestion, html: (markup?: string) => DocumentFragment) => Content} fromBank
 * @property {(given: Given) => boolean} isEmpty
 * @property {(content: Content, given: Given) => string} problem  why this cannot be graded, in words to the reader; "" where it can
 * @property {(content: Content, given: Given) => boolean} isRight
 * @property {(content: Content, element: HTMLElement, name: string, seed: string) => Answering<Given>} form  filled into an element
 * @property {(content: Content, shown: number[]) => Node[]} front  of a card, below the question; options stand in the order `shown`
 * @property {(content: Content, shown: number[]) => Node[]} back
 */

/** @type {Record<BankQuestion["kind"], Kind<any, any>>} */
const KINDS = { choose, order, match, fill, numeric };

/** @typedef {{kind: BankQuestion["kind"], content: any}} Item  what formOf needs to know of a question */

/** HTML of the bank; its links are relative to the site's root. @param {string} [html] @returns {DocumentFragment} */
export function rendered(html = "") {
  const template = document.createElement("template");
  template.innerHTML = html;
  for (const link of template.content.querySelectorAll("a[href]")) link.setAttribute("href", new URL(link.getAttribute("href") ?? "", root).href);
  return template.content;
}

/** HTML of the bank as words, for where nothing can be marked up. @param {string} html @returns {string} */
export const wordsOf = (html) => rendered(html).textContent ?? "";

/** @param {HTMLElement} quiz the block of a question in its page @returns {Item} */
export function fromPage(quiz) {
  const kind = /** @type {BankQuestion["kind"]} */ ((quiz.dataset.kind ?? "").split("-")[0]); // choose-one, choose-several
  return { kind, content: KINDS[kind].fromPage(quiz) };
}

/** @param {BankQuestion} question @returns {Item} */
export const fromBank = (question) => ({ kind: question.kind, content: KINDS[question.kind].fromBank(question, rendered) });

/** @typedef {Answering<any> & {element: HTMLFieldSetElement, isEmpty: () => boolean, problem: () => string, isRight: () => boolean}} Form */

/**
 * @param {Item} item @param {string} legend what the form asks @param {string} name unique on the page @param {string} seed of the shuffle
 * @returns {Form}
 */
export function formOf({ kind, content }, legend, name, seed) {
  const element = make("fieldset", {}, [make("legend", { class: "quiz-legend" }, [legend])]);
  const { isEmpty, problem, isRight, form } = KINDS[kind];
  const { given, put, explain } = form(content, element, name, seed);
  return {
    element,
    given,
    put,
    isEmpty: () => isEmpty(given()),
    problem: () => problem(content, given()),
    isRight: () => isRight(content, given()),
    explain() {
      explain();
      for (const control of element.querySelectorAll(/** @type {"input"} */ ("input, select, button"))) control.disabled = true;
      element.classList.add("quiz-explained");
    },
  };
}

/**
 * The card of a question: what is asked in front, what is right and why on its back.
 * @param {BankQuestion} question @returns {{front: () => Node[], back: () => Node[]}}
 */
export function cardOf(question) {
  const { kind, content } = fromBank(question);
  const shown = question.shown ?? shuffled(question.options?.length ?? 0, question.id);
  return {
    front: () => [rendered(question.case?.stem), rendered(question.stem), make("p", {}, [make("strong", {}, [rendered(question.title)])]), ...KINDS[kind].front(content, shown)],
    back: () => KINDS[kind].back(content, shown),
  };
}
