/**
 * What the reader has done, on the practice page: marks on every question of the lists below, the weak
 * spots first, and the way out and in for progress.
 */

import { aside, asCode, progress, reset, stateOf, takeIn, trouble } from "./progress.js";
import { button, make } from "./question.js";

const MARKS = { new: ["", ""], right: ["\u2713", "right"], wrong: ["\u2717", "wrong"], changed: ["\u21bb", "changed since you answered"] };

/** @param {HTMLElement} mount */
export function start(mount) {
  const pages = [...document.querySelectorAll("article table tbody tr")]
    .map((row) => {
      const links = /** @type {HTMLAnchorElement[]} */ ([...row.querySelectorAll("a[data-hash]")]);
      const title = /** @type {HTMLElement} */ (row.querySelector("th, td"));
      return { title, name: (title?.textContent ?? "").trim(), heading: /** @type {HTMLElement | null} */ (null), row, questions: links.map((link) => ({ link, id: link.hash.slice(3), hash: link.dataset.hash ?? "" })) };
    })
    .filter(({ questions }) => questions.length);
  for (const page of pages)
    page.heading = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("article h2")]).findLast((h) => h.compareDocumentPosition(page.row) & Node.DOCUMENT_POSITION_FOLLOWING) ?? null;

  /** @param {string} message */
  function show(message = "") {
    progress();
    const counted = pages.map((page) => {
      const states = page.questions.map(({ id, hash }) => stateOf(id, hash));
      return { ...page, states, met: states.filter((state) => state !== "new").length, right: states.filter((state) => state === "right").length };
    });
    for (const { title, questions, states, met, right } of counted) {
      for (const old of title.parentElement?.querySelectorAll(".practice-mark") ?? []) old.remove();
      questions.forEach(({ link }, i) => {
        const [sign, words] = MARKS[states[i]];
        if (sign) link.before(make("span", { class: `practice-mark ${states[i]}`, role: "img", "aria-label": words, title: words }, [sign]), make("span", { class: "practice-mark" }, ["\u00a0"]));
      });
      if (met) title.append(make("span", { class: "practice-mark practice-count" }, [` ${right} of ${questions.length} right`]));
    }
    const themes = new Map();
    for (const { heading, questions, met, right } of counted) {
      const sum = themes.get(heading) ?? { all: 0, met: 0, right: 0, ids: [] };
      themes.set(heading, { all: sum.all + questions.length, met: sum.met + met, right: sum.right + right, ids: [...sum.ids, ...questions.map(({ id }) => id)] });
    }
    const weak = counted.filter(({ met, right }) => met > right).sort((a, b) => b.met - b.right - (a.met - a.right) || a.right / a.met - b.right / b.met).slice(0, 8);
    const rows = [...themes].map(([heading, { all, met, right, ids }]) => {
      const name = (heading?.firstChild?.textContent ?? "Questions").trim();
      const forget = button("Forget", () => ask(forget, `Forget your answers on ${name}?`, () => (reset(ids), show(`Your answers on ${name} are forgotten.`))), { "aria-label": `Forget the answers on ${name}` });
      return make("tr", {}, [make("th", { scope: "row" }, [heading?.id ? make("a", { href: `#${heading.id}` }, [name]) : name]), make("td", {}, [`${met} of ${all}`]), make("td", {}, [String(right)]), make("td", {}, [forget])]);
    });
    const head = make("thead", {}, [make("tr", {}, ["Theme", "Answered", "Right last time", "Reset"].map((text) => make("th", { scope: "col" }, [text])))]);
    mount.replaceChildren(
      make("p", { role: "status" }, [message || trouble]),
      ...(weak.length
        ? [make("h3", {}, ["Your weak spots"]), make("ol", {}, weak.map(({ questions, states, name, met, right }) => make("li", {}, [make("a", { href: questions[states.findIndex((state) => state === "wrong" || state === "changed")].link.href }, [name]), `: ${right} of ${met} answered are right`])))]
        : [make("p", {}, [counted.some(({ met }) => met) ? "No weak spot: everything you have answered was right last time." : "Nothing answered yet. Your weak spots will appear here first."])]),
      make("table", {}, [make("caption", {}, ["Your progress by theme"]), head, make("tbody", {}, rows)]),
      carry(),
    );
  }

  /** Ask before something is forgotten. @param {HTMLElement} at @param {string} question @param {() => void} act */
  function ask(at, question, act) {
    const yes = button("Yes, forget", act);
    at.replaceWith(make("span", { role: "alert" }, [`${question} `]), yes, button("No", () => show()));
    yes.focus();
  }

  /** @param {string} text @param {string} name */
  function save(text, name) {
    const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: "application/json" })), download: name });
    link.click();
    URL.revokeObjectURL(link.href);
  }

  /** Export, import, reset, and what was put aside. */
  function carry() {
    const code = make("textarea", { id: "progress-code", rows: "4", spellcheck: "false" });
    const file = make("input", { type: "file", id: "progress-file", accept: ".json,application/json" });
    const merge = async (/** @type {string} */ text) => {
      try {
        await takeIn(text);
        show("Merged. Nothing that was here is lost.");
      } catch (error) {
        show(/** @type {Error} */ (error).message);
      }
    };
    file.addEventListener("change", async () => merge(await file.files[0].text()));
    const all = button("Forget everything", () => ask(all, "Forget all answers, reviews and exams?", () => (reset(["*"]), show("Everything is forgotten."))));
    return make("details", { class: "practice-form" }, [
      make("summary", {}, ["Take your progress with you, or delete it"]),
      make("p", {}, ["Progress is kept in this browser and sent nowhere. Some browsers delete it after a week without a visit, so save it now and then."]),
      make("p", { class: "quiz-buttons" }, [
        button("Save as a file", () => save(JSON.stringify(progress()), "study-guide-progress.json")),
        button("Show a code to copy", async () => {
          code.value = await asCode();
          code.select();
        }),
      ]),
      make("label", { for: "progress-code" }, ["Code, to copy or to paste"]),
      code,
      make("p", { class: "quiz-buttons" }, [button("Merge the pasted code", () => merge(code.value))]),
      make("label", { for: "progress-file" }, ["Merge a saved file"]),
      file,
      ...aside().map(([key, text]) => make("p", {}, [button(`Save what could not be read (${new Date(Number(key.split(":").at(-1))).toISOString().slice(0, 10)})`, () => save(text, "study-guide-unreadable.txt"))])),
      make("p", { class: "quiz-buttons" }, [all]),
    ]);
  }

  show();
}
