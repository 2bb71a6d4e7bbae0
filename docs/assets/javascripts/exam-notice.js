/**
 * A line at the top of the other pages while a mock exam is under way, with a way back and the time that is
 * left. It works from the word that progress.js leaves in the storage, so that no page loads more for it.
 */

import { clock } from "./exam-draw.js";

const PAGE = new URL("../../practice/mock-exam/", import.meta.url);

/** @param {string} key under which the end and the code of the exam are stored */
export function start(key) {
  if (document.querySelector("[data-script=mock-exam], .exam-notice")) return;
  const line = document.createElement("aside");
  line.className = "exam-notice md-banner"; // as Material's announcements look, and absent in print
  line.setAttribute("aria-label", "Mock exam under way");
  const inside = document.createElement("p");
  inside.className = "md-banner__inner md-grid";
  const left = document.createElement("span");
  const link = document.createElement("a");
  link.href = PAGE.href;
  link.style.textDecoration = "underline";
  inside.append(left, " ", link);
  line.append(inside);
  const tick = () => {
    const [, ends, code] = (localStorage.getItem(key) ?? "").match(/^(\d+) (.*)$/) ?? [];
    const ms = Number(ends) - Date.now();
    left.textContent = ms > 0 ? `Mock exam ${code}: ${clock(ms)} left.` : `Mock exam ${code}: time is up.`;
    link.textContent = ms > 0 ? "Back to the exam" : "See the result";
    if (ends && line.isConnected) return;
    clearInterval(timer);
    line.remove();
  };
  const timer = setInterval(tick, 1000);
  document.querySelector(".md-container")?.prepend(line);
  tick();
}
