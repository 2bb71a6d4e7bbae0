/**
 * Words, without a page: how a query is taken apart (as hooks/search/words.py takes texts apart), which forms
 * belong to one word, and how far one spelling is from another.
 */

const WRITTEN = /[a-z0-9]+(?:[-_./:'’+&#@]+[a-z0-9]+)*/gi;

/** The parts of each word of a text: `num_round` has two, `CreateModel` too. @param {string} text @returns {string[][]} */
export function parted(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "");
  return [...plain.matchAll(WRITTEN)].map(([written]) =>
    (
      written
        .replace(/['’]s$/, "")
        .replace(/([a-z0-9])(?=[A-Z][a-z])/g, "$1 ")
        .match(/[A-Za-z0-9]+/g) ?? []
    ).map((part) => part.toLowerCase()),
  );
}

/** The words of a text: of a name of several parts the parts, then the whole. @param {string} text @returns {string[]} */
export const words = (text) => parted(text).flatMap((parts) => (parts.length > 1 ? [...parts, parts.join("")] : parts));

/** British endings and their American ones. @type {[RegExp, string][]} */
const AMERICAN = [
  [/is(ation|ed|es|ing|e|er)$/, "iz$1"],
  [/ys(e|ed|es|ing)$/, "yz$1"],
  [/our(s|ed|ing|able|ite)?$/, "or$1"],
  [/ll(ing|ed|er)$/, "l$1"],
  [/entre(s?)$/, "enter$1"],
  [/ogue(s?)$/, "og$1"],
];

/** Endings that leave the meaning as it is, and what stands in their place. @type {[RegExp, string][]} */
const ENDINGS = [
  [/(iz)(ation|er|e)$/, "$1"],
  [/at(ional|ion|or|e)$/, "at"],
  [/(....)(ness|ment|ly|ful)$/, "$1"],
];

/**
 * What the forms of a word have in common: `scaled`, `scales` and `scaling` are one. It is no word itself.
 * @param {string} word @returns {string}
 */
export function stem(word) {
  if (word.length < 4 || /\d/.test(word)) return /[a-z]{2}s$/.test(word) && !/(s|u|i|a|o)s$/.test(word) ? word.slice(0, -1) : word;
  let it = word;
  for (const [british, american] of AMERICAN) {
    if (it.length > 4 && british.test(it)) {
      it = it.replace(british, american);
      break;
    }
  }
  if (it.length > 4 && it.endsWith("ies")) it = `${it.slice(0, -3)}y`;
  else if (/(ss|x|ch|sh)es$/.test(it)) it = it.slice(0, -2);
  else if (/[^sui]s$/.test(it)) it = it.slice(0, -1);
  const verb = /^(.{3,})(?:ing|ed)$/.exec(it);
  if (verb && /[aeiouy]/.test(verb[1])) it = verb[1].replace(/([bdfgmnprt])\1$/, "$1");
  for (const [ending, left] of ENDINGS) it = it.replace(ending, left);
  return it.length > 4 ? it.replace(/e$/, "").replace(/y$/, "i") : it;
}

/**
 * How many letters must be added, left out, changed or swapped with their neighbor to make one word of another,
 * as far as that is not more than `most` (optimal string alignment).
 * @param {string} one @param {string} other @param {number} most @returns {number} more than `most` where it is more
 */
export function apart(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  /** @type {number[]} */
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + Number(one[i - 1] !== other[j - 1]));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
      row.push(cost);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[other.length];
}
