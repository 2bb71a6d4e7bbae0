/**
 * What a query asks for: slots, one for each word that says something, and for each the ways to meet it: the word in any
 * of its forms, its beginning while it is being typed, the nearest known word where it is misspelt, other words for the
 * same thing.
 */

import { WEIGHTS } from "./weights.js";
import { apart, parted, stem } from "./words.js";

/** @typedef {import("./lexicon.js").Lexicon} Lexicon */
/** @typedef {{words: [string, number][], both?: undefined, weight: number} | {words?: undefined, both: string[], weight: number}} Way  any of some words, each with how well it fits, or two or more words together */
/** @typedef {{typed: string[], ways: Way[], rarity: number}} Slot */

/** Of the words with a beginning so many are looked for, the most frequent ones. */
const LIKELY = 40;

/** How many letters two words begin with alike: slips are seldom at the beginning. @param {string} one @param {string} other */
function begun(one, other) {
  let at = 0;
  while (at < other.length && one[at] === other[at]) at++;
  return at;
}

export class Query {
  /**
   * @param {Lexicon} lexicon all known words @param {string[]} small words that say nothing @param {string[][]} same different words for one thing
   * @param {(word: string) => number} rarity how rare a word is
   */
  constructor(lexicon, small, same, rarity) {
    this.lexicon = lexicon;
    this.small = new Set(small);
    this.rarity = rarity;
    /** @type {Map<string, string[][]>} by the stems of a phrase: other words for it */
    this.same = new Map();
    for (const group of same) this.learn(group.map((phrase) => phrase.split(" ")));
  }

  /** Take other words for one thing in. @param {string[][]} group */
  learn(group) {
    const keyOf = (/** @type {string[]} */ phrase) => phrase.filter((word) => !this.small.has(word)).map(stem).join(" ");
    for (const phrase of group) {
      const key = keyOf(phrase);
      const others = group.filter((other) => keyOf(other) !== key);
      if (others.length) this.same.set(key, [...(this.same.get(key) ?? []), ...others]);
    }
  }

  /** All forms of a word, each with how well it fits. @param {string} word @returns {[string, number][]} */
  forms(word) {
    const other = this.lexicon.known.has(word) ? WEIGHTS.form : 1; // nobody wrote `anonymise`, so it is not rarer than `anonymize`
    return this.lexicon.forms(word).map((form) => [form, form === word ? 1 : other]);
  }

  /** What is looked for. @param {string} query @returns {{slots: Slot[], corrected: [string, string][]}} */
  read(query) {
    const all = this.joined(parted(query));
    const telling = all.filter((parts) => parts.length > 1 || !this.small.has(parts[0]));
    const asked = telling.length ? telling : all;
    const typing = !/\s$/.test(query);
    /** @type {[string, string][]} */
    const corrected = [];
    /** @type {Slot[]} */
    const slots = [];
    asked.forEach((parts, at) => {
      const whole = parts.join("");
      if (parts.length > 1 && this.lexicon.forms(whole).length) {
        const apart = parts.filter((part) => !this.small.has(part) && this.lexicon.forms(part).length);
        /** @type {Way[]} */
        const ways = [{ words: this.forms(whole), weight: 1 }];
        if (apart.length) ways.push({ both: apart, weight: 0.8 });
        // Of `ml.p4d.24xlarge` the part that says most is better than nothing.
        const [rarest] = apart.filter((part) => part.length > 2).sort((a, b) => this.rarity(b) - this.rarity(a));
        if (rarest) ways.push({ words: this.forms(rarest), weight: 0.3 });
        slots.push({ typed: parts, ways, rarity: 0 });
        return;
      }
      for (const part of parts.filter((part) => parts.length === 1 || !this.small.has(part)))
        slots.push(this.slot(part, typing && at === asked.length - 1 && part === parts.at(-1), corrected));
    });
    this.addJoined(slots);
    this.addSame(slots);
    // A word that is known is as rare as it is; what else may stand in its place changes nothing in that.
    for (const slot of slots) slot.rarity = Math.max(0.1, ...slot.ways.slice(0, 1).map((way) => this.rarityOf(way)));
    return { slots, corrected };
  }

  /** Words of which one is small and that are known as one: `add on`. @param {string[][]} all @returns {string[][]} */
  joined(all) {
    /** @type {string[][]} */
    const made = [];
    for (const parts of all) {
      const before = made.at(-1);
      const isSmall = before?.length === 1 && parts.length === 1 && (this.small.has(before[0]) || this.small.has(parts[0]));
      if (isSmall && this.lexicon.known.has(before[0] + parts[0])) made[made.length - 1] = [...before, ...parts];
      else made.push(parts);
    }
    return made;
  }

  /** Of words any of which will do the most frequent one decides, of words that belong together the rarest. @param {Way} way */
  rarityOf(way) {
    return way.words ? Math.min(...way.words.map(([word]) => this.rarity(word))) : Math.max(...way.both.map((word) => this.rarity(word)));
  }

  /** A word of the query. @param {string} word @param {boolean} typing @param {[string, string][]} corrected @returns {Slot} */
  slot(word, typing, corrected) {
    const forms = this.forms(word);
    /** @type {Way[]} */
    const ways = forms.length ? [{ words: forms, weight: 1 }] : [];
    if (typing && word.length > 1) {
      const longer = this.lexicon.beginning(word);
      if (longer.length > LIKELY) longer.sort((a, b) => this.rarity(a) - this.rarity(b));
      const fit = forms.length ? WEIGHTS.further : WEIGHTS.beginning;
      if (longer.length) ways.push({ words: longer.slice(0, LIKELY).map((other) => [other, fit]), weight: 1 });
    }
    const near = ways.length && this.lexicon.known.has(word) ? [] : this.lexicon.near(word).sort((a, b) => begun(b, word) - begun(a, word) || this.rarity(a) - this.rarity(b));
    // `recal` has the stem of `recalled`, and means `recall`: of an unknown form the more frequent neighbor is meant.
    const meant = ways.length ? near.filter((other) => !forms.some(([form]) => form === other) && this.rarity(other) < this.rarity(word)) : near;
    const halves = ways.length || (meant.length && apart(word, meant[0], 1) < 2) ? [] : this.lexicon.halves(word);
    if (halves.length) ways.push({ both: halves, weight: 0.8 });
    else if (meant.length && !(typing && ways.length)) {
      const fitting = meant.slice(0, 3).flatMap((other) => this.forms(other).map(([form, fit]) => /** @type {[string, number]} */ ([form, fit * WEIGHTS.meant])));
      ways.unshift({ words: fitting, weight: 1 });
      corrected.push([word, meant[0]]);
    }
    return { typed: [word], ways, rarity: 0 };
  }

  /** Two words that are also written as one. @param {Slot[]} slots */
  addJoined(slots) {
    for (let at = 0; at + 1 < slots.length; at++) {
      const [one, other] = [slots[at], slots[at + 1]];
      if (one.typed.length > 1 || other.typed.length > 1 || !this.lexicon.known.has(one.typed[0] + other.typed[0])) continue;
      const way = { words: this.forms(one.typed[0] + other.typed[0]), weight: 1 };
      one.ways.push(way);
      other.ways.push(way);
    }
  }

  /** Other words for the same thing, for up to four words together. @param {Slot[]} slots */
  addSame(slots) {
    for (let length = Math.min(4, slots.length); length > 0; length--) {
      for (let at = 0; at + length <= slots.length; at++) {
        const part = slots.slice(at, at + length);
        for (const other of this.same.get(part.flatMap((slot) => slot.typed).map(stem).join(" ")) ?? []) {
          const both = other.filter((word) => !this.small.has(word) && this.lexicon.forms(word).length);
          if (both.length) for (const slot of part) slot.ways.push({ both, weight: WEIGHTS.same });
        }
      }
    }
  }
}
