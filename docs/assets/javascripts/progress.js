/**
 * The one owner of what the reader has done: answers, reviews, mock exams, settings. It lives in the
 * browser's storage and nowhere else; what it is made of is in progress-data.js.
 */

import * as data from "./progress-data.js";

/** Root of the site: several sites may share a host. */
export const root = new URL("../../", import.meta.url);
const KEY = `progress:${root.pathname}`;
/** When the exam under way ends, and its code: start.js looks for it on every page, before it loads a script for it. */
const EXAM = `exam:${root.pathname}`;

const TROUBLE = {
  blocked: "This browser keeps nothing for this site, so your progress ends with this visit.",
  newer: "Your progress was written by a newer version of this site. It is left as it is; what you do now ends with this visit.",
  aside: "Some of your progress could not be read. It was set aside, and what could be read goes on; you can save what was set aside on the practice page.",
  stuck: "Some of your progress could not be read, and there is no room to set it aside. It is left as it is; what you do now ends with this visit.",
  full: "The browser's storage for this site is full, so what you do now ends with this visit. Save your progress as a file on the practice page.",
};

/** What keeps progress from being kept, in words; "" when all is well. */
export let trouble = "";
/** @type {data.Progress} */
let known = data.empty();
/** @type {string | null} */
let seen = null;
let asked = false;
/** Whether what is stored must be left as it is. */
let frozen = false;

/** @param {keyof typeof TROUBLE} what */
const warn = (what) => (trouble = TROUBLE[what]);

/** Take in what the storage holds, and return it if it is news. What cannot be read is put aside under a name of its own, never deleted. */
function load() {
  let text = null;
  try {
    text = localStorage.getItem(KEY);
  } catch {
    warn("blocked");
  }
  if (!text || text === seen) return null;
  seen = text;
  frozen = false;
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    value = null;
  }
  if (data.isNewer(value)) {
    frozen = true;
    warn("newer");
    return null;
  }
  const { progress, faults } = data.sift(data.isKnown(value) ? value : null);
  if (faults.length) {
    try {
      localStorage.setItem(`${KEY}:aside:${Date.now()}`, text);
      seen = JSON.stringify(progress);
      localStorage.setItem(KEY, seen);
      warn("aside");
    } catch {
      frozen = true;
      warn("stuck");
    }
  }
  known = data.merge(known, progress);
  return progress;
}

// Another tab may write before it has seen what this one has just kept: the two are put together again.
addEventListener("storage", ({ key }) => {
  const there = key === KEY && load();
  if (there && data.stable(there) !== data.stable(known)) keep(() => {});
});

/** Change what is known and keep it, together with what another tab kept meanwhile. @param {(progress: data.Progress) => void} change */
function keep(change) {
  load();
  change(known);
  known = data.merge(known, data.empty());
  if (frozen) return;
  try {
    const text = JSON.stringify(known);
    localStorage.setItem(KEY, text);
    seen = text;
    if (trouble !== TROUBLE.aside) trouble = "";
    announce();
  } catch {
    if (trouble !== TROUBLE.blocked) warn("full");
    return;
  }
  if (!asked) navigator.storage?.persist?.().catch(() => {});
  asked = true;
}

/** Leave word for the other pages of an exam under way. */
function announce() {
  const exam = data.underWay(known);
  if (exam) localStorage.setItem(EXAM, `${Math.round(exam.ends)} ${exam.code}`);
  else localStorage.removeItem(EXAM);
}

/** @returns {data.Progress} what is known now */
export function progress() {
  load();
  return known;
}

/** @param {data.Progress} p @param {string} id @param {boolean} right @param {string} hash */
const add = (p, id, right, hash) => void (p.answers[id] ??= []).push([data.after(p, id, Date.now()), right ? 1 : 0, hash]);

/** @param {string} id @param {boolean} right @param {string} hash */
export const answered = (id, right, hash) => keep((p) => add(p, id, right, hash));

/** Rate a card, or take back its review of a moment. @param {string} id @param {number} rating @param {number} [at] @returns {number} the moment of the review */
export function reviewed(id, rating, at = data.after(progress(), id, Date.now())) {
  keep((p) => void (p.reviews[id] ??= []).push([at, rating]));
  return at;
}

/** The moment at which an exam that begins now begins. */
export const examBegins = () => data.after(progress(), "*", Date.now());

/** @returns {data.Running | null} the mock exam under way */
export const running = () => data.underWay(progress());

/** @param {data.Progress} p @param {data.Running | null} exam */
const run = (p, exam) => (p.running = { at: Math.max(Date.now(), p.running.at + 1), exam });

/** @param {data.Running | null} exam the mock exam under way from now on, or as it is now */
export const examRunning = (exam) => keep((p) => run(p, exam));

/** End the exam under way: what was answered in it counts. @param {data.Exam} exam */
export const examEnded = (exam) =>
  keep((p) => {
    for (const { id, given, right, hash } of exam.items) if (given !== null) add(p, id, right, hash);
    p.exams[exam.at] = exam;
    run(p, null);
  });

/** @param {string} name @param {any} value */
export const set = (name, value) => keep((p) => (p.settings[name] = [Math.max(Date.now(), (p.settings[name]?.[0] ?? 0) + 1), value]));

/** @template T @param {string} name @param {T} otherwise @returns {T} */
export const setting = (name, otherwise) => known.settings[name]?.[1] ?? otherwise;

/** Forget answers and reviews of some questions or cards, or of all with "*". @param {string[]} ids */
export const reset = (ids) =>
  keep((p) => {
    for (const id of ids) p.resets[id] = data.after(p, id, Date.now());
    if (ids.includes("*")) run(p, null);
  });

/** What the last answer to a question says. @param {string} id @param {string} hash */
export const stateOf = (id, hash) => data.stateOf(known, id, hash);

/** All progress as a short text to paste on another device. */
export const asCode = () => data.encode(progress());

/**
 * Restore a saved file or a pasted code.
 * @param {string} text @returns {Promise<string>} what came in, in words
 * @throws {Error} that says in words why it cannot be used
 */
export async function takeIn(text) {
  const saved = await data.decode(text, Date.now());
  let told = "";
  keep((p) => {
    const restored = data.restore(p, saved, Date.now());
    Object.assign(p, restored.progress);
    told = restored.told;
  });
  return told;
}

/** What was put aside because it could not be read, by name. @returns {[string, string][]} */
export function aside() {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(`${KEY}:aside:`) && /:\d{1,15}$/.test(key))
      .map((key) => [key, localStorage.getItem(key) ?? ""]);
  } catch {
    return [];
  }
}

load();
