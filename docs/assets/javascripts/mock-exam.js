/**
 * A mock exam: questions drawn by the weight of each domain, a clock that survives a reload, no word on
 * right or wrong before the end, then a score per domain and every question with its reasons. Here it is
 * chosen and begun; exam-run.js asks, exam-result.js shows what came of it.
 */

import { draw, percent } from "./exam-draw.js";
import { result } from "./exam-result.js";
import { run } from "./exam-run.js";
import { examBegins, examRunning, progress, root, running, trouble } from "./progress.js";
import { button, make } from "./kinds/parts.js";

/** @typedef {import("./exam-draw.js").Blueprint} Blueprint */
/** @typedef {import("./exam-draw.js").Exam} Exam */
/**
 * @typedef {object} Room  where an exam takes place
 * @property {Map<string, any>} bank  the questions by id
 * @property {Blueprint[]} blueprints
 * @property {(message: string) => void} say  tells the reader something beside what is in view
 * @property {(heading: string, ...nodes: Node[]) => void} show  puts something in view, and moves the reader to its heading
 * @property {() => boolean} isOpen  false when the reader has gone to another page
 * @property {() => void} choose  goes back to the choice of an exam
 */

const SHORT = 20;

/** Choose an exam, or look at one that is over. @param {Room} room @returns {HTMLElement[]} */
function choice(room) {
  const { bank, blueprints } = room;
  const form = make("form", { class: "practice-form" });
  const radios = (/** @type {string} */ name, /** @type {string} */ legend, /** @type {[string, string][]} */ options) =>
    make("fieldset", {}, [make("legend", {}, [legend]), ...options.map(([value, text], i) => make("label", {}, [make("input", { type: "radio", name, value, ...(i ? {} : { checked: "" }) }), ` ${text}`]))]);
  form.append(
    radios("exam", "Exam", blueprints.map(({ id, code, questions, minutes }) => [id, `${code}: ${questions} questions, ${minutes} minutes`])),
    radios("length", "Length", [["full", "Full exam"], ["short", `Short: ${SHORT} questions, time in proportion`]]),
    make("button", { type: "submit" }, ["Start the exam"]),
  );
  form.addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    const chosen = new FormData(form);
    const blueprint = /** @type {Blueprint} */ (blueprints.find(({ id }) => id === chosen.get("exam")));
    const { id, code, questions, minutes } = blueprint;
    const { answers } = progress();
    const items = draw([...bank.values()], blueprint, chosen.get("length") === "short" ? SHORT : questions, (id) => Object.hasOwn(answers, id));
    const at = examBegins();
    examRunning({ at, code, exam: id, ends: at + Math.round((minutes * 60_000 * items.length) / questions), place: 0, items });
    run(room);
  });
  const past = Object.values(progress().exams).sort((a, b) => b.at - a.at);
  const rows = past.map((exam) =>
    make("tr", {}, [
      make("td", {}, [new Date(exam.at).toLocaleString("en-CA", { dateStyle: "short", timeStyle: "short" })]),
      make("td", {}, [exam.code]),
      make("td", {}, [`${percent(exam.items)}% of ${exam.items.length}`]),
      make("td", {}, [button("Open", () => result(room, exam), { "aria-label": `Open the exam ${exam.code} of ${new Date(exam.at).toLocaleString("en-CA")}` })]),
    ]),
  );
  const head = make("thead", {}, [make("tr", {}, ["When", "Exam", "Right", "Reasons"].map((text) => make("th", { scope: "col" }, [text])))]);
  return [form, ...(rows.length ? [make("table", {}, [make("caption", {}, ["Your exams"]), head, make("tbody", {}, rows)])] : [])];
}

/** @param {HTMLElement} mount */
export async function start(mount) {
  const { questions } = await (await fetch(new URL("practice/questions.json", root))).json();
  const said = make("p", { class: "quiz-status", role: "status" });
  const stage = make("div");
  /** @type {Room} */
  const room = {
    bank: new Map(questions.map((/** @type {any} */ question) => [question.id, question])),
    blueprints: JSON.parse(mount.dataset.exams ?? "[]"),
    say: (message) => (said.textContent = message),
    show(heading, ...nodes) {
      const headline = make("h2", { tabindex: "-1" }, [heading]);
      stage.replaceChildren(headline, ...nodes);
      headline.focus();
    },
    isOpen: () => mount.isConnected,
    choose() {
      room.say(trouble);
      stage.replaceChildren(...choice(room));
    },
  };
  mount.replaceChildren(said, stage);
  if (running()) run(room);
  else room.choose();
}
