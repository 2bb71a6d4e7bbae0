/**
 * Lets the reader answer a question in its page. Without this script the question, its hint and its
 * answer stand in tabs; with it the options become a form that is checked, explained and tried again.
 */

import { answered, progress, stateOf, trouble } from "./progress.js";
import { button, formOf, fromPage, make } from "./question.js";

const PAST = { new: "", right: "Last time: right.", wrong: "Last time: wrong.", changed: "This question has changed since you answered it." };

/** The heading above an element. @param {HTMLElement} element @returns {HTMLElement | undefined} */
const headingOf = (element) =>
  /** @type {HTMLElement[]} */ ([...document.querySelectorAll("article :is(h2, h3)[id]")]).findLast((heading) => heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);

/** Where to read on after an answer: the section that explains it, and where to report a fault. @param {HTMLElement} quiz @returns {Node[]} */
function links(quiz) {
  const heading = headingOf(quiz);
  const see = quiz.querySelector(".quiz-see a")?.cloneNode(true) ?? (heading && make("a", { href: `#${heading.id}` }, [(heading.firstChild?.textContent ?? "").trim()]));
  const report = quiz.querySelector(".quiz-report a");
  return [...(see ? [make("span", {}, ["Explained in: ", see])] : []), ...(report ? [make("span", {}, [report.cloneNode(true)])] : [])];
}

/** @param {HTMLElement} quiz the block of one question */
export function start(quiz) {
  const id = quiz.id.slice(2);
  const hash = quiz.dataset.hash ?? "";
  const asked = /** @type {HTMLElement} */ (quiz.querySelector(".quiz-asked"));
  const title = /** @type {HTMLElement} */ (quiz.querySelector(".admonition-title"));
  const item = fromPage(quiz);
  const status = make("p", { class: "quiz-status", role: "status" });
  const further = make("p", { class: "quiz-source" });
  const past = make("span", { class: "quiz-past" });
  const check = make("button", { type: "submit" }, ["Check"]);
  const again = button("Try again", () => {
    begin();
    form.querySelector(/** @type {"input"} */ ("input, select, button"))?.focus();
  });
  const form = make("form", { class: "quiz-form" });
  const { height } = asked.getBoundingClientRect();

  /** Put a fresh form in place of the options; its order holds until the question is answered. */
  function begin() {
    const attempt = progress().answers[id]?.length ?? 0;
    const { element, isRight, problem, explain } = formOf(item, title.textContent ?? "", quiz.id, `${id} ${attempt}`);
    past.textContent = PAST[stateOf(id, hash)];
    form.replaceChildren(element, make("div", { class: "quiz-buttons" }, [check, again, past]), status, further);
    check.hidden = false;
    again.hidden = true;
    status.textContent = "";
    further.replaceChildren();
    form.onsubmit = (event) => {
      event.preventDefault();
      status.textContent = problem();
      if (status.textContent) return;
      const right = isRight();
      explain();
      answered(id, right, hash);
      status.textContent = `${right ? "Right." : "Not right. The reasons are below each option."}${trouble && ` ${trouble}`}`;
      further.replaceChildren(...links(quiz));
      past.textContent = "";
      check.hidden = true;
      again.hidden = false;
      again.focus();
    };
  }
  begin();
  asked.append(form);
  quiz.classList.add("quiz-alive");
  // The style sheet reserves room for the form; a little too much, so that nothing below moves.
  asked.style.minHeight = `${height}px`;
}
