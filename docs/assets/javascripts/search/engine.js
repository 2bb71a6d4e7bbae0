/**
 * Finds sections, direct answers and questions in the files that hooks/search/index.py describes; no page is needed.
 *
 * A section is ranked by the one of its names that is most like the query (the cosine of the two, where a word weighs the
 * more the rarer it is), and by how much of the query stands in its names and its text at all (BM25).
 */

import { Lexicon } from "./lexicon.js";
import { Named, numbers } from "./names.js";
import { Query } from "./query.js";
import { WEIGHTS } from "./weights.js";

/** @typedef {import("search").Index} Index */
/** @typedef {import("search").Texts} Texts */
/** @typedef {import("search").Answers} Answers */
/** @typedef {import("search").Questions} Questions */

/** @typedef {import("./query.js").Way} Way */
/** @typedef {import("./query.js").Slot} Slot */
/** @typedef {{number: number, score: number}} Ranked */
/** @typedef {{sections: Ranked[], answers: Ranked[], questions: Ranked[], words: string[], corrected: [string, string][], all: boolean}} Found  `words` are those to mark, `corrected` what was typed and what is shown in its place, `all` whether the first section has all words */

const [CALLED, SEARCHED] = [0, 1];
const [SATURATION, LENGTH] = [1.81, 0.49]; // k1 and b of BM25
/** What pages are for, by their address. */
export const [PAIRS, LISTS] = [/^exams\/pairs/, /^reference\//];
export const ASKS_FOR_A_PAIR = /\b(vs|versus|or|difference|between|compared?)\b/i;
/** From this share of the query on a section is said to have its words. */
const MOSTLY = 0.6;
/** How like a query a name of a direct answer must be; limits are asked for in more words than things. */
const [LIKE, LIKE_A_NUMBER] = [0.8, 0.7];
/** The end of the address that most headings have. @param {string} heading */
const slug = (heading) =>
  heading
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^a-z0-9_]+/g, "-")
    .replace(/^-+|-+$/g, "");

export class Engine {
  /** @param {Index} index */
  constructor(index) {
    this.index = index;
    this.lexicon = new Lexicon();
    this.names = new Named(index.names);
    this.lexicon.add(this.names.words);
    this.count = index.anchors.length;
    /** By section: the number of its page, and that of the section which is the page. */
    this.pages = new Int32Array(this.count);
    this.firsts = new Int32Array(this.count);
    let first = 0;
    index.pages.sections.forEach((count, page) => {
      this.pages.fill(page, first, first + count);
      this.firsts.fill(first, first, first + count);
      first += count;
    });
    /** By section: the last word that was counted there. */
    this.seen = new Int32Array(this.count);
    this.counted = 0;
    /** @type {Map<string, string>} by word, as it came */
    this.texts = new Map();
    /** @type {number[]} */
    this.lengths = [];
    this.length = 1;
    this.query = new Query(this.lexicon, index.small, index.same, this.rarity.bind(this));
    this.weigh();
  }

  /** The words of the texts have come. @param {Texts} texts */
  addTexts(texts) {
    const known = texts.words.split(" ");
    const found = texts.found.split(" ");
    this.texts = new Map(known.map((word, i) => [word, found[i]]));
    this.lengths = texts.lengths;
    this.length = texts.lengths.reduce((sum, length) => sum + length, 0) / texts.lengths.length;
    this.lexicon.add(known);
    this.weigh();
  }

  /** By word: the sections whose text it is in, times 4, plus how often. @param {string} word */
  places(word) {
    return numbers(this.texts.get(word) ?? "");
  }

  /** The direct answers have come. @param {Answers} answers */
  addAnswers(answers) {
    this.answerNames = new Named(answers.names);
    this.answers = answers;
    this.lexicon.add(this.answerNames.words);
    this.weigh();
  }

  /** The questions have come. @param {Questions} questions */
  addQuestions(questions) {
    this.questionNames = new Named(questions.names);
    this.questions = questions;
    this.lexicon.add(this.questionNames.words);
    this.weigh();
  }

  weigh() {
    /** @type {Map<string, number>} by stem */
    this.rarities = new Map();
    const rarity = this.rarity.bind(this);
    for (const named of [this.names, this.answerNames, this.questionNames]) named?.weigh(rarity);
  }

  /** How rare a word is in all its forms: 0 where every section has it (the inverse document frequency of BM25). @param {string} word */
  rarity(word) {
    const common = this.lexicon.stem(word);
    let rarity = this.rarities?.get(common);
    if (rarity === undefined) {
      this.counted++;
      let sections = 0;
      const count = (/** @type {number} */ section) => {
        if (this.seen[section] !== this.counted) sections++;
        this.seen[section] = this.counted;
      };
      for (const form of this.lexicon.forms(word)) {
        for (const name of this.names.found(form)) count((this.names.entries[name] / 3) | 0);
        for (const place of this.places(form)) count(place >> 2);
      }
      rarity = Math.log(1 + (this.count - sections + 0.5) / (sections + 0.5));
      this.rarities?.set(common, rarity);
    }
    return rarity;
  }

  /** What a query finds, the best first. @param {string} query @returns {Found} */
  find(query) {
    const { slots, corrected } = this.query.read(query);
    const met = slots.filter((slot) => slot.ways.length);
    // A word that nobody knows weighs as much as a rare one.
    const whole = slots.reduce((sum, slot) => sum + (slot.ways.length ? slot.rarity : 5), 0);
    const { ranked, all } = this.sections(query, met, whole);
    return {
      sections: ranked,
      answers: this.answerNames ? this.named(this.answerNames, met, whole, 1).filter(({ number, score }) => score > (this.answers?.kinds[number] === "number" ? LIKE_A_NUMBER : LIKE)) : [],
      questions: this.questionNames ? this.named(this.questionNames, met, whole, 0).filter(({ score }) => score > 0.7) : [],
      words: [...new Set(met.flatMap((slot) => slot.ways.flatMap((way) => this.marking(slot, way))))],
      corrected,
      all,
    };
  }

  /** The words to be marked for a way; of a name that is known as a whole its parts alone say nothing. @param {Slot} slot @param {Way} way @returns {string[]} */
  marking(slot, way) {
    if (slot.typed.length > 1 && way !== slot.ways[0]) return [];
    return way.both ? way.both.flatMap((word) => this.lexicon.forms(word)) : way.words.map(([word]) => word);
  }

  /** The entries whose names are like the query, or contain most of it. @param {Named} named @param {Slot[]} slots @param {number} whole @param {0 | 1} like  1 where the rest of a name counts against it @returns {Ranked[]} */
  named(named, slots, whole, like) {
    const fits = this.fits(named, slots);
    /** @type {Map<number, number>} */
    const best = new Map();
    for (const [name, fit] of fits) {
      const covered = fit.reduce((sum, one, at) => sum + one * slots[at].rarity, 0);
      const score = like ? covered / Math.sqrt(whole * Math.max(named.rarities[name], covered)) : covered / whole;
      const entry = named.entries[name];
      if (score > (best.get(entry) ?? 0)) best.set(entry, score);
    }
    return [...best].map(([number, score]) => ({ number, score })).sort((a, b) => b.score - a.score);
  }

  /** By name that meets any slot: how well it meets each. @param {Named} named @param {Slot[]} slots @returns {Map<number, Float64Array>} */
  fits(named, slots) {
    /** @type {Map<number, Float64Array>} */
    const fits = new Map();
    slots.forEach((slot, at) => {
      for (const way of slot.ways) {
        for (const [name, fit] of named.meeting(way, (word) => this.query.forms(word))) {
          let row = fits.get(name);
          if (!row) fits.set(name, (row = new Float64Array(slots.length)));
          row[at] = Math.max(row[at], fit * way.weight);
        }
      }
    });
    return fits;
  }

  /** How much of a word's weight each section has in its names and its text. @param {string} word @returns {Map<number, number>} */
  bag(word) {
    /** @type {Map<number, number>} */
    const bag = new Map();
    const add = (/** @type {number} */ section, /** @type {number} */ more) => bag.set(section, (bag.get(section) ?? 0) + more);
    /** @type {Map<number, number>} */
    const times = new Map();
    for (const name of this.names.found(word)) times.set(this.names.entries[name], (times.get(this.names.entries[name]) ?? 0) + 1);
    for (const [entry, count] of times) add(Math.floor(entry / 3), entry % 3 === SEARCHED ? (6 * count) / (count + 1) : 2.8);
    for (const place of this.places(word)) {
      const often = [1, 2, 4, 8][place & 3] / (1 - LENGTH + (LENGTH * this.lengths[place >> 2]) / this.length);
      add(place >> 2, (often * (SATURATION + 1)) / (often + SATURATION));
    }
    return bag;
  }

  /** By section: how well its names and its text meet a way. @param {Way} way @returns {Map<number, number>} */
  bags(way) {
    if (way.words) {
      /** @type {Map<number, number>} */
      const most = new Map();
      for (const [word, fit] of way.words) for (const [section, weight] of this.bag(word)) most.set(section, Math.max(most.get(section) ?? 0, weight * fit));
      return most;
    }
    const parts = way.both.map((word) => ({ rarity: this.rarity(word), bags: this.bags({ words: this.query.forms(word), weight: 1 }) }));
    const whole = parts.reduce((sum, part) => sum + part.rarity, 0);
    const shared = [...parts[0].bags.keys()].filter((section) => parts.every((part) => part.bags.has(section)));
    return new Map(shared.map((section) => [section, parts.reduce((sum, part) => sum + part.rarity * (part.bags.get(section) ?? 0), 0) / whole]));
  }

  /** @param {string} query @param {Slot[]} slots @param {number} whole @returns {{ranked: Ranked[], all: boolean}} */
  sections(query, slots, whole) {
    const { count, firsts } = this;
    const [bags, covered] = [new Float64Array(count), new Float64Array(count)];
    for (const slot of slots) {
      const own = new Float64Array(count);
      for (const way of slot.ways) for (const [section, weight] of this.bags(way)) own[section] = Math.max(own[section], weight * way.weight);
      for (let section = 0; section < count; section++) {
        const lent = own[firsts[section]] * WEIGHTS.inherited;
        const weight = section === firsts[section] ? own[section] : Math.max(own[section] && own[section] + lent / 2, lent);
        bags[section] += (weight / (weight + WEIGHTS.enough)) * slot.rarity;
        covered[section] += own[section] ? slot.rarity : Math.min(1, lent) * slot.rarity;
      }
    }
    const { best, second } = this.likeness(slots, whole);
    const [top, others] = [new Float64Array(count), new Float64Array(count)]; // by page, at the section that is the page
    for (let section = 0; section < count; section++) {
      const page = firsts[section];
      others[page] += Math.min(best[section], top[page]) / 2;
      top[page] = Math.max(top[page], best[section]);
    }
    const pair = ASKS_FOR_A_PAIR.test(query) ? WEIGHTS.pair : WEIGHTS.noPair;
    const kinds = this.index.pages.urls.map((url) => (PAIRS.test(url) ? pair : LISTS.test(url) ? WEIGHTS.lists : 1));
    /** @type {Ranked[]} */
    const ranked = [];
    for (let number = 0; number < count; number++) {
      if (!bags[number]) continue;
      const name = best[number] + WEIGHTS.second * second[number] + WEIGHTS.neighbors * Math.min(2, others[firsts[number]]);
      const text = (bags[number] / whole) * (covered[number] / whole) ** WEIGHTS.covered;
      const kind = kinds[this.pages[number]];
      ranked.push({ number, score: kind * (WEIGHTS.name * name + WEIGHTS.text * text) });
    }
    ranked.sort((a, b) => b.score - a.score);
    return { ranked, all: ranked.length > 0 && covered[ranked[0].number] > whole * MOSTLY };
  }

  /** By section: how like the query its best name is, and the next. @param {Slot[]} slots @param {number} whole */
  likeness(slots, whole) {
    const { names, firsts } = this;
    const fits = this.fits(names, slots);
    /** @type {Map<number, Float64Array>} by page: how well what it is called, and what it explains, meets each slot */
    const pages = new Map();
    for (const [name, fit] of fits) {
      const [section, kind] = [Math.floor(names.entries[name] / 3), names.entries[name] % 3];
      if (firsts[section] !== section || kind === SEARCHED) continue;
      const row = pages.get(section) ?? new Float64Array(slots.length);
      pages.set(
        section,
        row.map((one, at) => Math.max(one, fit[at])),
      );
    }
    const [best, second] = [new Float64Array(this.count), new Float64Array(this.count)];
    for (const [name, fit] of fits) {
      const [section, kind] = [Math.floor(names.entries[name] / 3), names.entries[name] % 3];
      const page = section === firsts[section] ? undefined : (pages.get(firsts[section]) ?? []);
      let [own, lent] = [0, 0];
      for (let at = 0; at < slots.length; at++) {
        own += fit[at] * slots[at].rarity;
        if (page && page[at] > fit[at]) lent += (page[at] - fit[at]) * slots[at].rarity * WEIGHTS.context;
      }
      const weight = kind === CALLED ? (page ? WEIGHTS.called : WEIGHTS.title) : kind === SEARCHED ? WEIGHTS.searched : WEIGHTS.known;
      const like = (weight * (own + lent)) / Math.sqrt(whole * (Math.max(names.rarities[name], own) + 0.3 * lent));
      if (like > best[section]) [best[section], second[section]] = [like, best[section]];
      else if (like > second[section]) second[section] = like;
    }
    return { best, second };
  }

  /** Where a section is, from the root of the site. @param {number} section */
  address(section) {
    const url = this.index.pages.urls[this.pages[section]];
    const anchor = this.index.anchors[section] ?? slug(this.index.headings[section]);
    return anchor ? `${url}#${anchor}` : url;
  }
}

