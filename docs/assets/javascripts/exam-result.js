/** What came of a mock exam: the score, the domains, every question with its reasons; and the wrong ones once more. */

import { fits, percent } from "./exam-draw.js";
import { answered, root } from "./progress.js";
import { button, formOf, fromBank, make, rendered, wordsOf } from "./question.js";

/** @typedef {import("./mock-exam.js").Room} Room */
/** @typedef {import("./progress-data.js").Exam} Exam */
/** @typedef {import("./progress-data.js").Asked} Asked */

/** What a question asks, without its answers. @param {any} question @returns {HTMLElement[]} */
export const asked = (question) => [
  ...(question.case ? [make("div", { class: "exam-case" }, [make("p", {}, [make("strong", {}, [question.case.title])]), rendered(question.case.stem)])] : []),
  make("div", {}, [rendered(question.stem)]),
  make("p", {}, [make("strong", {}, [rendered(question.title)])]),
];

/** Where a question is explained. @param {any} question @param {string} [note] @returns {HTMLElement} */
const explained = ({ url }, note = "") => make("p", { class: "quiz-source" }, ["Explained in: ", make("a", { href: new URL(url, root).href }, [url]), note]);

/** A question of an exam, its reasons folded away. @param {any} question @param {Asked} item @param {number} i @param {Exam} exam @returns {HTMLElement} */
function folded(question, item, i, exam) {
  const verdict = item.right ? "Right" : item.given === null ? "Not answered" : "Wrong";
  const details = make("details", {}, [make("summary", {}, [`${i + 1} ${verdict}: `, rendered(question.title)])]);
  details.addEventListener(
    "toggle",
    () => {
      const form = formOf(fromBank(question), wordsOf(question.title), `result-${i}`, `${item.id} ${exam.at}`);
      if (item.given !== null && fits(question, item.given)) form.put(item.given);
      form.explain();
      details.append(...asked(question), form.element, explained(question, item.hash === question.hash ? "" : " (the question has changed since)"));
    },
    { once: true },
  );
  return details;
}

/** @param {Room} room @param {Exam} exam @param {string} [first] what the reader is told first */
export function result(room, exam, first = "") {
  const { items } = exam;
  const blueprint = room.blueprints.find(({ id }) => id === exam.exam);
  const score = Math.round(100 + 9 * percent(items));
  const wrong = items.filter(({ id, right }) => !right && room.bank.has(id));
  const cells = (/** @type {"th" | "td"} */ tag, /** @type {string[]} */ texts) => make("tr", {}, texts.map((text) => make(tag, tag === "th" ? { scope: "col" } : {}, [text])));
  const domains = (blueprint?.domains ?? []).flatMap(({ number, name }) => {
    const own = items.filter(({ domain }) => domain === number);
    return own.length ? [cells("td", [`${number} ${name}`, `${own.filter(({ right }) => right).length} of ${own.length}`, `${percent(own)}%`])] : [];
  });
  const estimate = "AWS does not publish how it scales its score; this estimate takes 100 points for nothing right and 1,000 for all";
  room.say(exam.ended === exam.ends ? "Time was up: what was answered by then counts." : "");
  room.show(
    `${first}${percent(items)}% right: about ${score} of 1,000 points`,
    ...(blueprint
      ? [make("p", {}, [`The pass mark of ${blueprint.code} is ${blueprint.passing}. ${estimate}, so read it as ${score >= blueprint.passing ? "a good sign, not a promise" : "not there yet"}.`])]
      : [make("p", {}, [`${estimate}.`])]),
    make("table", {}, [make("caption", {}, ["By domain"]), make("thead", {}, [cells("th", ["Domain", "Right", "Share"])]), make("tbody", {}, domains)]),
    make("p", { class: "quiz-buttons" }, [
      ...(wrong.length ? [button("Practice the wrong ones", () => practice(room, wrong.map(({ id }) => room.bank.get(id)), () => result(room, exam)))] : []),
      button("Another exam", room.choose),
    ]),
    make("h3", {}, ["All questions"]),
    ...items.map((item, i) => (room.bank.has(item.id) ? folded(room.bank.get(item.id), item, i, exam) : make("p", {}, [`Question ${i + 1} is no longer part of this guide.`]))),
  );
}

/**
 * Ask some questions once more, without a clock and with the reasons after each. It is no exam: only the answers are kept.
 * @param {Room} room @param {any[]} questions @param {() => void} back
 */
function practice(room, questions, back) {
  const seed = Date.now();
  let right = 0;
  /** @param {number} place */
  const ask = (place) => {
    const question = questions[place];
    const form = formOf(fromBank(question), wordsOf(question.title), "practice", `${question.id} ${seed}`);
    const status = make("p", { class: "quiz-status", role: "status" });
    const next = place + 1 < questions.length ? button("Next", () => ask(place + 1)) : button("Finish", finish);
    const check = make("button", { type: "submit" }, ["Check"]);
    const sheet = make("form", { class: "quiz-form" }, [form.element, make("div", { class: "quiz-buttons" }, [check, button("Back to the result", back)]), status]);
    sheet.addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      const problem = form.problem();
      if (problem) {
        status.textContent = problem;
        return;
      }
      const isRight = form.isRight();
      right += Number(isRight);
      form.explain();
      answered(question.id, isRight, question.hash);
      status.textContent = isRight ? "Right." : "Not right. The reasons are below each option.";
      sheet.append(explained(question));
      check.replaceWith(next);
      next.focus();
    });
    room.show(`Practice: ${place + 1} of ${questions.length}`, ...asked(question), sheet);
  };
  const finish = () => room.show(`Practice: ${right} of ${questions.length} right now`, make("p", { class: "quiz-buttons" }, [button("Back to the result", back), button("Another exam", room.choose)]));
  room.say("");
  ask(0);
}
