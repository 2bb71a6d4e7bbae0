/**
 * Lets the reader answer a question in the page. Without this script the question and its answer
 * stand in two tabs; with it the options become a form that is checked, explained and tried again.
 */

/** @param {string} tag @param {Record<string, string>} [attributes] @param {(Node|string)[]} [inside] */
function make(tag, attributes = {}, inside = []) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

/** Order that differs per question and visit but holds while the page is open. @param {number} count @returns {number[]} */
function shuffled(count) {
  const order = [...Array(count).keys()];
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/** @param {Element} element @returns {Node[]} copies of what an element holds */
const copies = (element) => [...element.childNodes].map((node) => node.cloneNode(true));

/** @param {Element} answer the entry of an answer list @returns {Node[]} its reason */
const reasonOf = (answer) => [...answer.querySelectorAll("blockquote")].map((quote) => quote.cloneNode(true));

/** @typedef {{isRight: () => boolean, explain: () => void, reset: () => void}} Task */

/** @param {HTMLElement} quiz @param {HTMLElement} form @param {string} type @returns {Task} */
function choose(quiz, form, type) {
  const options = quiz.querySelectorAll(".quiz-options > li");
  const answers = quiz.querySelectorAll(".quiz-answers > li");
  /** @type {{input: HTMLInputElement, row: HTMLElement, right: boolean, answer: Element}[]} */
  const rows = [];
  for (const i of shuffled(options.length)) {
    const input = /** @type {HTMLInputElement} */ (make("input", { type, name: `${quiz.id}-option`, id: `${quiz.id}-${i}` }));
    const label = make("label", { for: input.id }, copies(options[i]));
    const row = make("div", { class: "quiz-row" }, [input, label]);
    rows.push({ input, row, right: answers[i].classList.contains("right"), answer: answers[i] });
    form.append(row);
  }
  return {
    isRight: () => rows.every(({ input, right }) => input.checked === right),
    explain: () =>
      rows.forEach(({ input, row, right, answer }) => {
        row.classList.add(right ? "right" : "wrong");
        row.append(make("div", { class: "quiz-reason" }, [make("strong", {}, [right ? "Right. " : input.checked ? "Your choice, wrong. " : "Wrong. "]), ...reasonOf(answer)]));
      }),
    reset: () => rows.forEach(({ input }) => (input.checked = false)),
  };
}

/** Steps and pairs are answered with one list of choices each: works by keyboard, mouse and touch. */
/** @param {HTMLElement} quiz @param {HTMLElement} form @param {boolean} order @returns {Task} */
function assign(quiz, form, order) {
  const asked = [...quiz.querySelectorAll(".quiz-options > li")];
  const answers = [...quiz.querySelectorAll(".quiz-answers > li")];
  const text = (/** @type {Element} */ li) => [...li.childNodes].filter((n) => n.nodeName !== "BLOCKQUOTE").map((n) => n.textContent).join("").trim();
  const wanted = order ? answers.map((li) => text(li)) : answers.map((li) => text(li).split(" → ").slice(1).join(" → "));
  const choices = order ? asked.map((_, i) => String(i + 1)) : [...quiz.querySelectorAll(".quiz-choices > li")].map((li) => text(li));
  const rows = asked.map((li, i) => {
    const right = order ? String(wanted.indexOf(text(li)) + 1) : wanted[i];
    const select = /** @type {HTMLSelectElement} */ (make("select", { id: `${quiz.id}-${i}` }));
    select.append(new Option(order ? "step" : "choose", ""), ...choices.map((choice) => new Option(choice, choice)));
    const row = make("div", { class: "quiz-row" }, [select, make("label", { for: select.id }, copies(li))]);
    form.append(row);
    return { select, row, right, answer: order ? answers[Number(right) - 1] : answers[i] };
  });
  return {
    isRight: () => rows.every(({ select, right }) => select.value === right),
    explain: () =>
      rows.forEach(({ select, row, right, answer }) => {
        const fits = select.value === right;
        row.classList.add(fits ? "right" : "wrong");
        row.append(make("div", { class: "quiz-reason" }, [make("strong", {}, [fits ? "Right. " : `Right is ${right}. `]), ...reasonOf(answer)]));
      }),
    reset: () => rows.forEach(({ select }) => (select.value = "")),
  };
}

/** @param {HTMLElement} quiz @param {HTMLElement} form @returns {Task} */
function fill(quiz, form) {
  const answer = /** @type {HTMLElement} */ (quiz.querySelector(".quiz-answers"));
  const wanted = answer.dataset.answer ?? "";
  const number = wanted.match(/^= *(-?[\d.,]+) *(?:\+- *([\d.,]+))?/);
  const input = /** @type {HTMLInputElement} */ (make("input", { type: "text", id: `${quiz.id}-answer`, autocomplete: "off", spellcheck: "false" }));
  const row = make("div", { class: "quiz-row" }, [make("label", { for: input.id }, ["Your answer"]), input]);
  form.append(row);
  const plain = (/** @type {string} */ words) => words.trim().toLowerCase().replace(/\s+/g, " ");
  const value = (/** @type {string} */ words) => Number(words.replaceAll(",", "").match(/-?[\d.]+/)?.[0] ?? NaN);
  return {
    isRight: () =>
      number
        ? Math.abs(value(input.value) - value(number[1])) <= value(number[2] ?? "0") + 1e-9
        : wanted.split("|").some((one) => plain(one) === plain(input.value)),
    explain: () => row.append(make("div", { class: "quiz-reason" }, [make("strong", {}, [`${answer.textContent.trim()}. `]), ...[...quiz.querySelectorAll(".quiz-answered > blockquote")].map((q) => q.cloneNode(true))])),
    reset: () => (input.value = ""),
  };
}

/** @param {HTMLElement} quiz the block of one question */
export function start(quiz) {
  const asked = /** @type {HTMLElement} */ (quiz.querySelector(".quiz-asked"));
  const title = /** @type {HTMLElement} */ (quiz.querySelector(".admonition-title"));
  title.id ||= `${quiz.id}-title`;
  const form = make("form", { class: "quiz-form", "aria-labelledby": title.id });
  const status = make("p", { class: "quiz-status", role: "status" });
  const check = /** @type {HTMLButtonElement} */ (make("button", { type: "submit" }, ["Check"]));
  const again = /** @type {HTMLButtonElement} */ (make("button", { type: "button", hidden: "" }, ["Try again"]));
  const kind = quiz.dataset.kind;

  /** Put a fresh form in place of the options. */
  function begin() {
    const options = make("fieldset", {}, [make("legend", { class: "quiz-legend" }, [title.textContent])]);
    const task = kind === "order" ? assign(quiz, options, true) : kind === "match" ? assign(quiz, options, false) : kind === "fill" ? fill(quiz, options) : choose(quiz, options, kind === "choose-one" ? "radio" : "checkbox");
    form.replaceChildren(options, status, check, again);
    check.hidden = false;
    again.hidden = true;
    status.textContent = "";
    form.onsubmit = (event) => {
      event.preventDefault();
      const right = task.isRight();
      task.explain();
      for (const input of options.querySelectorAll("input, select")) /** @type {HTMLInputElement} */ (input).disabled = true;
      status.textContent = right ? "Right." : "Not right. The reasons stand below each option.";
      check.hidden = true;
      again.hidden = false;
      again.focus();
    };
  }
  again.addEventListener("click", () => {
    begin();
    /** @type {HTMLElement | null} */ (form.querySelector("input, select"))?.focus();
  });
  begin();
  asked.append(form);
  quiz.classList.add("quiz-alive");
}
