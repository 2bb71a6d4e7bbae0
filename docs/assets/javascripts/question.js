/**
 * The form of one question, wherever it is asked: in its page, in the mock exam. It is made from the
 * question's rendered answer, shuffled by a seed, checked and explained.
 */

import { root } from "./progress.js";

/** @param {string} tag @param {Record<string, string>} [attributes] @param {(Node|string)[]} [inside] @returns {any} */
export function make(tag, attributes = {}, inside = []) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

/** @param {string} text @param {() => void} act @param {Record<string, string>} [attributes] @returns {HTMLButtonElement} */
export function button(text, act, attributes = {}) {
  const made = make("button", { type: "button", ...attributes }, [text]);
  made.addEventListener("click", act);
  return made;
}

/**
 * A random order that is the same for the same seed.
 * @param {number} count @param {string} seed @returns {number[]}
 */
export function shuffled(count, seed) {
  let state = [...seed].reduce((sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 16777619), 2166136261);
  const random = () => {
    state = Math.imul(state ^ (state >>> 15), state | 1);
    state ^= state + Math.imul(state ^ (state >>> 7), state | 61);
    return ((state ^ (state >>> 14)) >>> 0) / 2 ** 32;
  };
  const order = [...Array(count).keys()];
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/** @typedef {{text: DocumentFragment, right: boolean, reason: DocumentFragment, answer: DocumentFragment}} Choice */
/** @typedef {{kind: string, choices: Choice[], answers: string[], tolerance: number, reason: DocumentFragment}} Item */

/** @param {Iterable<Node>} [nodes] @returns {DocumentFragment} */
function fragment(nodes = []) {
  const made = document.createDocumentFragment();
  for (const node of nodes) made.append(node.cloneNode(true));
  return made;
}

const copy = (/** @type {DocumentFragment} */ from) => from.cloneNode(true);
const words = (/** @type {DocumentFragment} */ from) => (from.textContent ?? "").trim();

/** HTML of the bank; its links are relative to the site's root. @param {string} html @returns {DocumentFragment} */
export function rendered(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  for (const link of template.content.querySelectorAll("a[href]")) link.setAttribute("href", new URL(/** @type {string} */ (link.getAttribute("href")), root).href);
  return template.content;
}

/** @param {HTMLElement} quiz the block of a question in its page @returns {Item} */
export function fromPage(quiz) {
  const answers = /** @type {HTMLElement} */ (quiz.querySelector(".quiz-answers"));
  const [, value, tolerance] = (answers.dataset.answer ?? "").match(/^= *(-?[\d.,]+) *(?:\+- *([\d.,]+))?/) ?? [];
  const kind = /** @type {string} */ (quiz.dataset.kind);
  return {
    kind: value ? "numeric" : kind.startsWith("choose") ? "choose" : kind,
    choices: [...answers.querySelectorAll(":scope > li")].map((li) => ({
      text: fragment(li.querySelector("span")?.childNodes),
      right: li.classList.contains("right"),
      reason: fragment(li.querySelector("blockquote")?.childNodes),
      answer: fragment(li.querySelector(".quiz-match")?.childNodes),
    })),
    answers: value ? [value] : (answers.dataset.answer ?? "").split("|"),
    tolerance: Number(tolerance ?? 0),
    reason: fragment(quiz.querySelector(".quiz-answered > blockquote")?.childNodes),
  };
}

/** @param {any} question an entry of practice/questions.json @returns {Item} */
export const fromBank = (question) => ({
  kind: question.kind,
  choices: (question.options ?? []).map((/** @type {any} */ o) => ({ text: rendered(o.text), right: o.correct, reason: rendered(o.reason), answer: rendered(o.answer ?? "") })),
  answers: question.answers ?? [],
  tolerance: question.tolerance ?? 0,
  reason: rendered(question.reason ?? ""),
});

/** @typedef {{element: HTMLFieldSetElement, given: () => any, put: (given: any) => void, isEmpty: () => boolean, isRight: () => boolean, explain: () => void}} Form */

/**
 * @param {Item} item @param {string} legend what the form asks @param {string} name unique on the page @param {string} seed of the shuffle
 * @returns {Form}
 */
export function formOf(item, legend, name, seed) {
  const element = make("fieldset", {}, [make("legend", { class: "quiz-legend" }, [legend])]);
  const kinds = { choose, order, match, fill, numeric: fill };
  const form = kinds[/** @type {keyof kinds} */ (item.kind)](item, element, name, shuffled(item.choices.length, seed));
  return {
    element,
    ...form,
    explain() {
      form.explain();
      for (const control of element.querySelectorAll("input, select, button")) control.disabled = true;
      element.classList.add("quiz-explained");
    },
  };
}

/** @param {HTMLElement} row @param {boolean} right @param {string} verdict @param {DocumentFragment} reason */
function explainRow(row, right, verdict, reason) {
  row.classList.add(right ? "right" : "wrong");
  row.append(make("div", { class: "quiz-reason" }, [make("strong", {}, [verdict]), copy(reason)]));
}

/** @param {Item} item @param {HTMLElement} element @param {string} name @param {number[]} places */
function choose({ choices }, element, name, places) {
  const type = choices.filter((choice) => choice.right).length === 1 ? "radio" : "checkbox";
  const inputs = choices.map((_, i) => make("input", { type, name, id: `${name}-${i}` }));
  for (const i of places) element.append(make("div", { class: "quiz-row" }, [inputs[i], make("label", { for: inputs[i].id }, [copy(choices[i].text)])]));
  return {
    given: () => choices.flatMap((_, i) => (inputs[i].checked ? [i] : [])),
    put: (/** @type {number[]} */ given) => inputs.forEach((input, i) => (input.checked = given.includes(i))),
    isEmpty: () => !inputs.some((input) => input.checked),
    isRight: () => choices.every(({ right }, i) => inputs[i].checked === right),
    explain: () => choices.forEach(({ right, reason }, i) => explainRow(inputs[i].parentElement, right, right ? "Right. " : inputs[i].checked ? "Your choice, wrong. " : "Wrong. ", reason)),
  };
}

/** Follow a pointer that drags something. @param {HTMLElement} handle @param {(x: number, y: number) => void} move @param {(x: number, y: number) => void} drop */
function dragged(handle, move, drop) {
  handle.addEventListener("pointerdown", (start) => {
    if (start.button || handle.closest(".quiz-explained")) return;
    start.preventDefault();
    handle.setPointerCapture(start.pointerId);
    const onMove = (/** @type {PointerEvent} */ event) => move(event.clientX - start.clientX, event.clientY);
    handle.addEventListener("pointermove", onMove);
    handle.addEventListener(
      "lostpointercapture",
      (event) => {
        handle.removeEventListener("pointermove", onMove);
        drop(event.clientX, event.clientY);
      },
      { once: true },
    );
  });
}

/** Steps are moved with two buttons each, with the arrow keys on these, or dragged by their handle. */
/** @param {Item} item @param {HTMLElement} element @param {string} name @param {number[]} places */
function order({ choices }, element, name, places) {
  const said = make("p", { class: "quiz-legend", "aria-live": "polite" });
  const list = make("ol", { class: "quiz-sort" });
  let touched = false;
  /** @param {HTMLElement} row @param {number} to */
  const place = (row, to) => {
    const all = rows();
    const from = all.indexOf(row);
    if (to < 0 || to >= all.length || to === from) return;
    touched = true;
    // The others move around the row: one that left the page would lose focus and pointer.
    if (to > from) row.before(...all.slice(from + 1, to + 1));
    else row.after(...all.slice(to, from));
    said.textContent = `Now step ${to + 1} of ${choices.length}`;
    list.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const rows = () => /** @type {HTMLElement[]} */ ([...list.children]);
  const made = choices.map((choice, i) => {
    const label = words(choice.text);
    const handle = make("span", { class: "quiz-handle", "aria-hidden": "true" }, ["\u2807"]);
    const row = make("li", { class: "quiz-row", "data-choice": String(i) });
    const step = (/** @type {number} */ by) => place(row, rows().indexOf(row) + by);
    const buttons = [button("\u2191", () => step(-1), { "aria-label": `Up: ${label}` }), button("\u2193", () => step(1), { "aria-label": `Down: ${label}` })];
    row.append(handle, make("span", {}, [copy(choice.text)]), make("span", { class: "quiz-moves" }, buttons));
    row.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!by) return;
      event.preventDefault();
      step(by);
    });
    dragged(handle, (_, y) => place(row, rows().filter((other) => other !== row && other.getBoundingClientRect().top + other.offsetHeight / 2 < y).length), () => {});
    return row;
  });
  // A shuffle that happens to be right would ask nothing.
  list.append(...(places.every((i, at) => i === at) ? [...places].reverse() : places).map((i) => made[i]));
  element.append(list, said);
  const given = () => rows().map((row) => Number(row.dataset.choice));
  return {
    given,
    put: (/** @type {number[]} */ order) => {
      touched = true;
      list.append(...order.map((i) => made[i]));
    },
    isEmpty: () => !touched,
    isRight: () => given().every((i, at) => i === at),
    explain: () => given().forEach((i, at) => explainRow(made[i], i === at, i === at ? "Right. " : `Step ${i + 1}. `, choices[i].reason)),
  };
}

/** Pairs: a list of choices for each prompt, and the same choices to drag onto a prompt. */
/** @param {Item} item @param {HTMLElement} element @param {string} name */
function match({ choices }, element, name) {
  const sorted = choices.map((_, i) => i).sort((a, b) => words(choices[a].answer).localeCompare(words(choices[b].answer), "en"));
  const selects = choices.map((choice, i) => {
    const select = make("select", { id: `${name}-${i}` });
    select.append(new Option("choose", "-1"), ...sorted.map((j) => new Option(words(choices[j].answer), String(j))));
    element.append(make("div", { class: "quiz-row quiz-pair" }, [make("label", { for: select.id }, [copy(choice.text)]), select]));
    return select;
  });
  const chips = sorted.map((j) => {
    const chip = make("span", { class: "quiz-chip" }, [copy(choices[j].answer)]);
    const end = () => {
      chip.classList.remove("quiz-dragged");
      chip.style.transform = "";
    };
    let from = 0;
    chip.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => (from = event.clientY));
    dragged(
      chip,
      (x, y) => {
        chip.classList.add("quiz-dragged");
        chip.style.transform = `translate(${x}px, ${y - from}px)`;
      },
      (x, y) => {
        const select = document.elementFromPoint(x, y)?.closest(".quiz-pair")?.querySelector("select");
        end();
        if (!select || !selects.includes(select)) return;
        select.value = String(j);
        select.dispatchEvent(new Event("change", { bubbles: true }));
      },
    );
    return chip;
  });
  element.append(make("div", { class: "quiz-chips", "aria-hidden": "true" }, chips));
  const fits = (/** @type {number} */ i) => selects[i].selectedOptions[0].text === words(choices[i].answer);
  return {
    given: () => selects.map((select) => Number(select.value)),
    put: (/** @type {number[]} */ given) => given.forEach((j, i) => (selects[i].value = String(j))),
    isEmpty: () => selects.every((select) => select.value === "-1"),
    isRight: () => choices.every((_, i) => fits(i)),
    explain: () => choices.forEach(({ answer, reason }, i) => explainRow(selects[i].parentElement, fits(i), fits(i) ? "Right. " : `The right answer: ${words(answer)}. `, reason)),
  };
}

/** @param {Item} item @param {HTMLElement} element @param {string} name */
function fill({ kind, answers, tolerance, reason }, element, name) {
  const input = make("input", { type: "text", id: `${name}-answer`, autocomplete: "off", spellcheck: "false" });
  const row = make("div", { class: "quiz-row quiz-pair" }, [make("label", { for: input.id }, ["Your answer"]), input]);
  element.append(row);
  const plain = (/** @type {string} */ text) => text.trim().toLowerCase().replace(/\s+/g, " ");
  const value = (/** @type {string} */ text) => Number(text.replaceAll(",", "").match(/-?[\d.]+/)?.[0] ?? NaN);
  const isRight = () =>
    kind === "numeric" ? Math.abs(value(input.value) - value(answers[0])) <= tolerance + 1e-9 : answers.some((answer) => plain(answer) === plain(input.value));
  return {
    given: () => input.value,
    put: (/** @type {string} */ given) => (input.value = given),
    isEmpty: () => !input.value.trim(),
    isRight,
    explain: () => explainRow(row, isRight(), isRight() ? "Right. " : `The right answer: ${String(Number(answers[0]) || answers[0])}. `, reason),
  };
}
