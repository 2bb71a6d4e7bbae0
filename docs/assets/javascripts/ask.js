/** Asks before something is done that cannot be taken back. */

import { button, make } from "./kinds/parts.js";

/**
 * Ask in place of the button that was pressed; "no" brings the button back.
 * @param {HTMLButtonElement} asking @param {string} question @param {string} yes @param {string} no @param {() => void} act
 */
export function confirmed(asking, question, yes, no, act) {
  const back = () => asked.replaceWith(asking);
  const go = button(yes, () => {
    back();
    act();
  });
  const stay = button(no, () => {
    back();
    asking.focus();
  });
  const asked = make("span", {}, [make("span", { role: "alert" }, [`${question} `]), go, " ", stay]);
  asking.replaceWith(asked);
  go.focus();
}
