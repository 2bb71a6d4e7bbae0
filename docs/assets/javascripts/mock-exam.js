/**
 * A mock exam: questions drawn by the weight of each domain, a clock that survives a reload, no word on
 * right or wrong before the end, then a score per domain and every question with its reasons.
 */

import { answered, examEnded, examRunning, progress, root, trouble } from "./progress.js";
import { button, formOf, fromBank, make, rendered } from "./question.js";

/** @typedef {{id: string, code: string, questions: number, minutes: number, passing: number, domains: {number: number, name: string, weight: number}[]}} Blueprint */
/** @typedef {{id: string, hash: string, domain: number, given: any, right: boolean, flag: boolean}} Asked  one question of an exam; `given` is null before an answer */
/** @typedef {{at: number, code: string, exam: string, ends: number, place: number, items: Asked[], ended?: number}} Exam */

const SHORT = 20;

/**
 * Whole numbers that add up to `count`, shared out by weight (largest remainder).
 * @param {number} count @param {number[]} weights @returns {number[]}
 */
export function shares(count, weights) {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (count * weight) / sum);
  const whole = exact.map(Math.floor);
  const order = exact.map((value, i) => [value - whole[i], i]).sort(([a, i], [b, j]) => b - a || i - j);
  for (const [, i] of order.slice(0, count - whole.reduce((a, b) => a + b, 0))) whole[i] += 1;
  return whole;
}

/**
 * Draw the questions of an exam: each domain gets its share, the scarcest domain first; where one has
 * too few, the others fill up. Questions never seen come first.
 * @param {any[]} bank @param {Blueprint} blueprint @param {number} count @param {() => number} [random] @returns {Asked[]}
 */
export function draw(bank, blueprint, count, random = Math.random) {
  const seen = progress().answers;
  const mixed = bank
    .map((question) => ({ question, key: random() + (question.id in seen ? 1 : 0) }))
    .sort((a, b) => a.key - b.key)
    .map(({ question }) => question);
  const fits = (/** @type {any} */ question, /** @type {number} */ domain) => (question.exams[blueprint.id] ?? []).some((/** @type {string} */ task) => Number(task.split(".")[0]) === domain);
  const wanted = shares(count, blueprint.domains.map(({ weight }) => weight));
  const pools = blueprint.domains.map(({ number }, i) => ({ number, want: wanted[i], pool: mixed.filter((question) => fits(question, number)) }));
  pools.sort((a, b) => a.pool.length / a.want - b.pool.length / b.want);
  /** @type {Map<string, Asked>} */
  const drawn = new Map();
  const take = (/** @type {number} */ number, /** @type {any[]} */ pool, /** @type {number} */ want) => {
    for (const { id, hash } of pool.filter((question) => !drawn.has(question.id)).slice(0, want)) drawn.set(id, { id, hash, domain: number, given: null, right: false, flag: false });
  };
  for (const { number, pool, want } of pools) take(number, pool, want);
  for (const { number, pool } of pools) take(number, pool, count - drawn.size);
  return [...drawn.values()].map((item) => ({ item, key: random() })).sort((a, b) => a.key - b.key).map(({ item }) => item);
}

const clock = (/** @type {number} */ ms) => {
  const [h, m, s] = [3600, 60, 1].map((unit, i) => Math.floor(Math.max(ms, 0) / 1000 / unit) % (i ? 60 : 1000));
  return `${h}:${String(m).padStart(2, "0")}:${String(s).padStart(2, "0")}`;
};
const percent = (/** @type {Asked[]} */ items) => Math.round((100 * items.filter(({ right }) => right).length) / (items.length || 1));

/** @param {HTMLElement} mount */
export async function start(mount) {
  /** @type {Blueprint[]} */
  const blueprints = JSON.parse(mount.dataset.exams ?? "[]");
  const { questions } = await (await fetch(new URL("practice/questions.json", root))).json();
  const bank = new Map(questions.map((/** @type {any} */ question) => [question.id, question]));
  let timer = 0;

  /** @param {(Node | string)[]} nodes */
  function show(...nodes) {
    clearInterval(timer);
    mount.replaceChildren(...nodes);
    mount.querySelector("h2")?.focus();
  }
  const headline = (/** @type {string} */ text) => make("h2", { tabindex: "-1" }, [text]);

  /** Choose an exam, or look at one that is over. */
  function choose() {
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
      const count = chosen.get("length") === "short" ? SHORT : blueprint.questions;
      begin(blueprint, draw(questions, blueprint, count));
    });
    const past = /** @type {Exam[]} */ (Object.values(progress().exams)).sort((a, b) => b.at - a.at);
    const rows = past.map((exam) =>
      make("tr", {}, [
        make("td", {}, [new Date(exam.at).toLocaleString("en-CA", { dateStyle: "short", timeStyle: "short" })]),
        make("td", {}, [exam.code]),
        make("td", {}, [`${percent(exam.items)}% of ${exam.items.length}`]),
        make("td", {}, [button("Open", () => result(exam), { "aria-label": `Open the exam ${exam.code} of ${new Date(exam.at).toLocaleString("en-CA")}` })]),
      ]),
    );
    const results = rows.length
      ? [make("table", {}, [make("caption", {}, ["Your exams"]), make("thead", {}, [make("tr", {}, ["When", "Exam", "Right", "Reasons"].map((text) => make("th", { scope: "col" }, [text])))]), make("tbody", {}, rows)])]
      : [];
    show(...(trouble ? [make("p", { role: "status" }, [trouble])] : []), form, ...results);
  }

  /** @param {Blueprint} blueprint @param {Asked[]} items */
  function begin(blueprint, items) {
    const at = Date.now();
    run({ at, code: blueprint.code, exam: blueprint.id, ends: at + (blueprint.minutes * 60_000 * items.length) / blueprint.questions, place: 0, items });
  }

  /** One question at a time, until the end or until time is up. @param {Exam} exam */
  function run(exam) {
    const left = make("span", { role: "timer", "aria-label": "Time left" });
    const said = make("p", { class: "quiz-legend", role: "status" });
    const tick = () => {
      const ms = exam.ends - Date.now();
      left.textContent = clock(ms);
      for (const minutes of [10, 1]) if (Math.floor(ms / 1000) === minutes * 60) said.textContent = `${minutes} minutes left`;
      if (ms <= 0) finish(exam);
      else if (!mount.isConnected) clearInterval(timer);
    };
    const go = (/** @type {number} */ place) => run({ ...exam, place });
    exam.items = exam.items.filter(({ id }) => bank.has(id)); // a question may have left the guide
    if (!exam.items.length) {
      examRunning(null);
      return choose();
    }
    exam.place = Math.min(exam.place, exam.items.length - 1);
    examRunning(exam);
    const item = exam.items[exam.place];
    const question = bank.get(item.id);
    const form = formOf(fromBank(question), question.title, "exam", `${item.id} ${exam.at}`);
    if (item.given !== null) form.put(item.given);
    const take = () => {
      item.given = form.isEmpty() ? null : form.given();
      item.right = item.given !== null && form.isRight();
      examRunning(exam);
      mark();
    };
    form.element.addEventListener("change", take);
    form.element.addEventListener("input", take);
    const flag = make("input", { type: "checkbox" });
    flag.checked = item.flag;
    flag.addEventListener("change", () => {
      item.flag = flag.checked;
      take();
    });
    const numbers = exam.items.map((_, i) => button(String(i + 1), () => go(i)));
    const mark = () =>
      exam.items.forEach(({ given, flag }, i) => {
        numbers[i].className = [given === null ? "" : "done", flag ? "flag" : "", i === exam.place ? "here" : ""].join(" ").trim();
        numbers[i].setAttribute("aria-label", `Question ${i + 1}${given === null ? "" : ", answered"}${flag ? ", flagged" : ""}`);
        if (i === exam.place) numbers[i].setAttribute("aria-current", "step");
      });
    mark();
    const previous = button("Previous", () => go(exam.place - 1));
    const next = button("Next", () => go(exam.place + 1));
    previous.disabled = exam.place === 0;
    next.disabled = exam.place === exam.items.length - 1;
    const end = button("End the exam", () => {
      const open = exam.items.filter(({ given }) => given === null).length;
      end.replaceWith(make("span", { role: "alert" }, [open ? `${open} not answered. End it? ` : "End it? "]), button("Yes, end it", () => finish(exam)), button("No, go on", () => run(exam)));
    });
    const sheet = make("form", { class: "quiz-form" }, [form.element]);
    sheet.addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
    show(
      make("p", { class: "exam-head" }, [make("span", {}, [exam.code]), left]),
      headline(`Question ${exam.place + 1} of ${exam.items.length}`),
      ...asked(question),
      sheet,
      make("p", { class: "quiz-buttons" }, [previous, next, make("label", {}, [flag, " Flag for review"])]),
      make("nav", { class: "exam-numbers", "aria-label": "Questions" }, numbers),
      make("p", { class: "quiz-buttons" }, [end]),
      said,
    );
    tick();
    if (mount.contains(left)) timer = setInterval(tick, 1000);
  }

  /** What a question asks, without its answers. @param {any} question @returns {Node[]} */
  const asked = (question) => [
    ...(question.case ? [make("div", { class: "exam-case" }, [make("p", {}, [make("strong", {}, [question.case.title])]), rendered(question.case.stem)])] : []),
    make("div", {}, [rendered(question.stem)]),
    make("p", {}, [make("strong", {}, [rendered(question.title)])]),
  ];

  /** @param {Exam} exam */
  function finish(exam) {
    for (const { id, given, right, hash } of exam.items) if (given !== null) answered(id, right, hash);
    const { place, ...kept } = exam;
    examEnded({ ...kept, ended: Math.min(Date.now(), exam.ends) });
    result(/** @type {Exam} */ (kept));
  }

  /** Score, domains, and every question with its reasons. @param {Exam} exam */
  function result(exam) {
    const blueprint = /** @type {Blueprint} */ (blueprints.find(({ id }) => id === exam.exam) ?? blueprints[0]);
    const score = Math.round(100 + 9 * percent(exam.items));
    const wrong = exam.items.filter(({ right }) => !right);
    const cells = (/** @type {string} */ tag, /** @type {string[]} */ texts) => make("tr", {}, texts.map((text) => make(tag, tag === "th" ? { scope: "col" } : {}, [text])));
    const domains = blueprint.domains.flatMap(({ number, name }) => {
      const items = exam.items.filter(({ domain }) => domain === number);
      return items.length ? [cells("td", [`${number} ${name}`, `${items.filter(({ right }) => right).length} of ${items.length}`, `${percent(items)}%`])] : [];
    });
    const all = exam.items.map((item, i) => {
      const question = bank.get(item.id);
      if (!question) return make("p", {}, [`Question ${i + 1} is no longer part of this guide.`]);
      const form = formOf(fromBank(question), question.title, `result-${i}`, `${item.id} ${exam.at}`);
      const details = make("details", {}, [make("summary", {}, [`${i + 1} ${item.right ? "Right" : item.given === null ? "Not answered" : "Wrong"}: `, rendered(question.title)])]);
      details.addEventListener(
        "toggle",
        () => {
          if (item.given !== null) form.put(item.given);
          form.explain();
          details.append(...asked(question), form.element, make("p", { class: "quiz-source" }, ["Explained in: ", make("a", { href: new URL(question.url, root).href }, [question.url]), ...(item.hash === question.hash ? [] : [" (the question has changed since)"])]));
        },
        { once: true },
      );
      return details;
    });
    show(
      headline(`${percent(exam.items)}% right: about ${score} of 1,000 points`),
      make("p", {}, [`The pass mark of ${blueprint.code} is ${blueprint.passing}. AWS does not publish how it scales its score; this estimate takes 100 points for nothing right and 1,000 for all, so read it as ${score >= blueprint.passing ? "a good sign, not a promise" : "not there yet"}.`]),
      make("table", {}, [make("caption", {}, ["By domain"]), make("thead", {}, [cells("th", ["Domain", "Right", "Share"])]), make("tbody", {}, domains)]),
      make("p", { class: "quiz-buttons" }, [...(wrong.length ? [button("Retry only the wrong ones", () => begin(blueprint, wrong.map((item) => ({ ...item, given: null, right: false, flag: false }))))] : []), button("Another exam", choose)]),
      make("h3", {}, ["All questions"]),
      ...all,
    );
  }

  const { exam } = progress().running;
  if (exam) run(exam);
  else choose();
}
