/** What the kinds of questions are made of: elements, the shuffle, the rows of an answer. Nothing here runs at import. */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {Record<string, string>} [attributes] @param {(Node | string)[]} [inside] @returns {HTMLElementTagNameMap[T]}
 */
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
 * @param {number} count @param {string} seed @param {{isAnswer?: boolean}} [options] with `isAnswer` the order 0, 1, 2 is what the
 * reader is to find, so it is never given (unless there is only one) @returns {number[]}
 */
export function shuffled(count, seed, { isAnswer = false } = {}) {
  let state = [...seed].reduce((sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 16777619), 2166136261);
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const order = [...Array(count).keys()];
  do {
    for (let i = count - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j], order[i]];
    }
  } while (isAnswer && count > 1 && order.every((i, at) => i === at));
  return order;
}

/** A copy to put somewhere: what is known of a question is shown more than once. @param {DocumentFragment} from @returns {Node} */
export const copy = (from) => from.cloneNode(true);

/** @param {DocumentFragment} from @returns {string} */
export const words = (from) => (from.textContent ?? "").trim();

/** What is inside an element of the page; nothing for none. @param {Element | null} [element] @returns {DocumentFragment} */
export function inside(element) {
  const made = document.createDocumentFragment();
  for (const node of element?.childNodes ?? []) made.append(node.cloneNode(true));
  return made;
}

/** The options, steps or pairs behind the answer tab of a page. @param {HTMLElement} quiz @returns {{row: Element, text: DocumentFragment, reason: DocumentFragment}[]} */
export const rowsOf = (quiz) =>
  [...quiz.querySelectorAll(".quiz-answers > li")].map((row) => ({ row, text: inside(row.querySelector("span")), reason: inside(row.querySelector("blockquote")) }));

/** Say below a row of a form whether it was right, and why. @param {HTMLElement} row @param {boolean} right @param {string} verdict @param {DocumentFragment} reason */
export function explainRow(row, right, verdict, reason) {
  row.classList.add(right ? "right" : "wrong");
  row.append(make("div", { class: "quiz-reason" }, [make("strong", {}, [verdict]), copy(reason)]));
}

/** The list on the front of a card. @param {"ol" | "ul"} tag @param {DocumentFragment[]} items @returns {HTMLElement} */
export const listed = (tag, items) => make(tag, { class: "quiz-options" }, items.map((item) => make("li", {}, [copy(item)])));

/** A line on the back of a card. @param {(Node | string)[]} said @param {DocumentFragment} reason @returns {HTMLElement} */
export const reasoned = (said, reason) => make("li", {}, [...said, make("div", { class: "quiz-reason" }, [copy(reason)])]);

/** Follow a pointer that drags something. @param {HTMLElement} handle @param {(x: number, y: number) => void} move how far to the right, and where on the screen from its top @param {(x: number, y: number) => void} drop */
export function dragged(handle, move, drop) {
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
