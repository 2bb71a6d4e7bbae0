/** Draw each exam three times, full length, with no question twice; the bank and the page of the mock exam come as arguments. */

import { readFileSync } from "node:fs";

import { draw } from "../../docs/assets/javascripts/exam-draw.js";

const [bank, page] = process.argv.slice(2);
const { questions } = JSON.parse(readFileSync(bank, "utf8"));
const found = /data-exams="([^"]*)"/.exec(readFileSync(page, "utf8"));
const exams = JSON.parse((found ? found[1] : "[]").replaceAll("&quot;", '"').replaceAll("&amp;", "&"));
const told = exams.map((exam) => {
  const seen = new Set();
  const drawn = [1, 2, 3].map(() => {
    const items = draw(questions, exam, exam.questions, (id) => seen.has(id));
    const fresh = items.filter(({ id }) => !seen.has(id)).length;
    for (const { id } of items) seen.add(id);
    const shares = exam.domains.map(({ number }) => items.filter(({ domain }) => domain === number).length);
    return { drawn: items.length, fresh, shares };
  });
  return { id: exam.id, questions: exam.questions, weights: exam.domains.map(({ weight }) => weight), drawn };
});
console.log(JSON.stringify(told));
