/**
 * What the reader has done, on the practice page: marks on every question of the lists below, the weak
 * spots first, and the way out and in for progress.
 */

import { confirmed } from "./ask.js";
import { aside, asCode, progress, reset, stateOf, takeIn, trouble } from "./progress.js";
import { button, make } from "./kinds/parts.js";

const MARKS = { new: ["", ""], right: ["\u2713", "right"], wrong: ["\u2717", "wrong"], changed: ["\u21bb", "changed since you answered"] };

/** @typedef {{title: HTMLElement, name: string, theme: HTMLElement | undefined, questions: {link: HTMLAnchorElement, id: string, hash: string}[]}} Listed  a page of the lists, and the heading of its theme */

/** @returns {Listed[]} the pages that the lists below name */
function listed() {
  const headings = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("article h2")]);
  return [...document.querySelectorAll("article table tbody tr")].flatMap((row) => {
    const links = /** @type {HTMLAnchorElement[]} */ ([...row.querySelectorAll("a[data-hash]")]);
    const title = /** @type {HTMLElement} */ (row.querySelector("th, td"));
    const theme = headings.findLast((heading) => heading.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING);
    const questions = links.map((link) => ({ link, id: link.hash.slice(3), hash: link.dataset.hash ?? "" }));
    return questions.length ? [{ title, name: (title.textContent ?? "").trim(), theme, questions }] : [];
  });
}

/** A place where a message appears beside what it is about, and is read out. @returns {HTMLElement} */
const messages = () => make("p", { class: "quiz-status", role: "status" });

/** @param {string} text @param {string} name */
function save(text, name) {
  const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: "application/json" })), download: name });
  link.click();
  URL.revokeObjectURL(link.href);
}

/** @param {HTMLElement} mount */
export function start(mount) {
  const pages = listed();
  const overview = make("div");
  const said = messages();

  /** Mark the questions, and show the weak spots and the themes. */
  function show() {
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
    for (const { theme, questions, met, right } of counted) {
      const sum = themes.get(theme) ?? { all: 0, met: 0, right: 0, ids: [] };
      themes.set(theme, { all: sum.all + questions.length, met: sum.met + met, right: sum.right + right, ids: [...sum.ids, ...questions.map(({ id }) => id)] });
    }
    const weak = counted.filter(({ met, right }) => met > right).sort((a, b) => b.met - b.right - (a.met - a.right) || a.right / a.met - b.right / b.met).slice(0, 8);
    const rows = [...themes].map(([theme, { all, met, right, ids }]) => {
      const name = (theme?.firstChild?.textContent ?? "Questions").trim();
      const act = () => {
        reset(ids);
        show();
        said.textContent = `Your answers on ${name} are forgotten.`;
        /** @type {HTMLElement | null} */ (overview.querySelector(`[aria-label="${CSS.escape(label)}"]`))?.focus();
      };
      const label = `Forget the answers on ${name}`;
      const forget = button("Forget", () => confirmed(forget, `Forget your answers on ${name}?`, "Yes, forget", "No", act), { "aria-label": label });
      return make("tr", {}, [make("th", { scope: "row" }, [theme?.id ? make("a", { href: `#${theme.id}` }, [name]) : name]), make("td", {}, [`${met} of ${all}`]), make("td", {}, [String(right)]), make("td", {}, [forget])]);
    });
    const head = make("thead", {}, [make("tr", {}, ["Theme", "Answered", "Right last time", "Reset"].map((text) => make("th", { scope: "col" }, [text])))]);
    overview.replaceChildren(
      ...(weak.length
        ? [make("h3", {}, ["Your weak spots"]), make("ol", {}, weak.map(({ questions, states, name, met, right }) => make("li", {}, [make("a", { href: questions[states.findIndex((state) => state === "wrong" || state === "changed")].link.href }, [name]), `: ${right} of ${met} answered are right`])))]
        : [make("p", {}, [counted.some(({ met }) => met) ? "No weak spot: everything you have answered was right last time." : "Nothing answered yet. Your weak spots will appear here first."])]),
      make("table", {}, [make("caption", {}, ["Your progress by theme"]), head, make("tbody", {}, rows)]),
    );
  }

  /** Export, import, reset, and what was put aside. */
  function carry() {
    const code = make("textarea", { id: "progress-code", rows: "4", spellcheck: "false" });
    const file = make("input", { type: "file", id: "progress-file", accept: ".json,application/json" });
    const ofCode = messages();
    const ofFile = messages();
    const ofAll = messages();
    const restore = async (/** @type {Promise<string> | string} */ text, /** @type {HTMLElement} */ place) => {
      try {
        const told = await takeIn(await text);
        show();
        place.textContent = [told, trouble].join(" ").trim();
      } catch (error) {
        place.textContent = /** @type {Error} */ (error).message;
      }
    };
    file.addEventListener("change", async () => {
      const chosen = file.files?.[0];
      if (!chosen) return;
      await restore(chosen.text(), ofFile);
      file.value = ""; // so that the same file can be chosen again
    });
    const act = () => {
      reset(["*"]);
      show();
      ofAll.textContent = "Everything is forgotten. A file you saved before brings back what it holds.";
      all.focus();
    };
    const all = button("Forget everything", () => confirmed(all, "Forget all answers, reviews and exams?", "Yes, forget", "No", act));
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
      make("p", { class: "quiz-buttons" }, [button("Merge the pasted code", () => restore(code.value, ofCode))]),
      ofCode,
      make("label", { for: "progress-file" }, ["Merge a saved file"]),
      file,
      ofFile,
      ...aside().map(([key, text]) => make("p", {}, [button(`Save what could not be read (${new Date(Number(key.split(":").at(-1))).toISOString().slice(0, 10)})`, () => save(text, "study-guide-unreadable.txt"))])),
      make("p", { class: "quiz-buttons" }, [all]),
      ofAll,
    ]);
  }

  show();
  said.textContent = trouble;
  mount.replaceChildren(overview, said, carry());
}
