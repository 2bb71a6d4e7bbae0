/** A mock exam under way: one question at a time, until the end or until time is up. */

import { confirmed } from "./ask.js";
import { clock, fits } from "./exam-draw.js";
import { asked, result } from "./exam-result.js";
import { examEnded, examRunning, progress, running } from "./progress.js";
import { button, formOf, fromBank, make, wordsOf } from "./question.js";

/** @typedef {import("./mock-exam.js").Room} Room */
/** @typedef {import("./progress-data.js").Running} Running */

/** Minutes before the end at which the reader is told. */
const WARNINGS = [10, 1];

/**
 * Ask until the exam under way is over. It is read anew before every change, as it may go on or end in another tab.
 * @param {Room} room
 */
export function run(room) {
  const begun = /** @type {Running} */ (running());
  const { at, ends, code } = begun;
  const items = begun.items.filter(({ id }) => room.bank.has(id)); // a question may have left the guide
  if (!items.length) {
    examRunning(null);
    return room.choose();
  }
  const left = make("span", { role: "timer", "aria-label": "Time left" });
  let before = Infinity;
  const tick = () => {
    const ms = ends - Date.now();
    left.textContent = clock(ms);
    const warning = WARNINGS.find((minutes) => before > minutes * 60_000 && ms <= minutes * 60_000);
    if (warning) room.say(warning === 1 ? "1 minute left" : `${warning} minutes left`);
    before = ms;
    if (!room.isOpen()) clearInterval(timer);
    else if (ms <= 0) change(() => {});
  };
  const timer = setInterval(tick, 1000);

  /** Change the exam; one that is over is left as it ended. @param {(exam: Running) => void} act @returns {boolean} whether it goes on */
  function change(act) {
    const exam = running();
    if (exam?.at === at && Date.now() < ends) {
      act(exam);
      examRunning(exam);
      return true;
    }
    clearInterval(timer);
    if (exam?.at === at) end(exam);
    else if (progress().exams[at]) result(room, progress().exams[at]);
    else room.choose();
    return false;
  }

  /** @param {Running} exam */
  function end({ place, ...exam }) {
    clearInterval(timer);
    const ended = { ...exam, ended: Math.min(Date.now(), ends) };
    examEnded(ended);
    result(room, ended, ended.ended === ends ? "Time is up. " : "");
  }

  /** @param {number} place of the question to ask */
  function ask(place) {
    if (!change((exam) => Object.assign(exam, { items: exam.items.filter(({ id }) => room.bank.has(id)), place }))) return;
    room.say("");
    const { items } = /** @type {Running} */ (running());
    const item = items[place];
    const question = room.bank.get(item.id);
    const form = formOf(fromBank(question), wordsOf(question.title), "exam", `${item.id} ${at}`);
    if (item.given !== null && fits(question, item.given)) form.put(item.given);
    const flag = make("input", { type: "checkbox" });
    flag.checked = item.flag;
    const numbers = items.map((_, i) => button(String(i + 1), () => ask(i), i === place ? { "aria-current": "step" } : {}));
    const mark = (/** @type {Running} */ exam) =>
      exam.items.forEach(({ given, flag }, i) => {
        numbers[i].className = [given === null ? "" : "done", flag ? "flag" : "", i === place ? "here" : ""].join(" ").trim();
        numbers[i].setAttribute("aria-label", `Question ${i + 1}${given === null ? "" : ", answered"}${flag ? ", flagged" : ""}`);
      });
    const take = () =>
      change((exam) => {
        const given = form.isEmpty() ? null : form.given();
        Object.assign(exam.items[place], { given, right: given !== null && form.isRight(), flag: flag.checked });
        mark(exam);
      });
    const sheet = make("form", { class: "quiz-form" }, [form.element]);
    sheet.addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
    for (const type of ["change", "input"]) form.element.addEventListener(type, take);
    flag.addEventListener("change", take);
    mark(/** @type {Running} */ (running()));
    const previous = button("Previous", () => ask(place - 1));
    const next = button("Next", () => ask(place + 1));
    previous.disabled = place === 0;
    next.disabled = place === items.length - 1;
    const stop = button("End the exam", () => {
      const open = /** @type {Running} */ (running() ?? begun).items.filter(({ given }) => given === null).length;
      confirmed(stop, `${open ? `${open} not answered. ` : ""}End it?`, "Yes, end it", "No, go on", () => change(() => {}) && end(/** @type {Running} */ (running())));
    });
    room.show(
      `Question ${place + 1} of ${items.length}`,
      make("p", { class: "exam-head" }, [make("span", {}, [code]), left]),
      ...asked(question),
      sheet,
      make("p", { class: "quiz-buttons" }, [previous, next, make("label", {}, [flag, " Flag for review"])]),
      make("nav", { class: "exam-numbers", "aria-label": "Questions" }, numbers),
      make("p", { class: "quiz-buttons" }, [stop]),
    );
  }

  if (!change(() => {})) return;
  tick();
  ask(Math.min(begun.place, items.length - 1));
}
