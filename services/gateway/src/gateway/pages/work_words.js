// The language of the page: every text is told through `say` and told again when the language changes.

import { en } from "./work_english.js";
import { ja } from "./work_japanese.js";

const WORDS = { ja, en };
const told = new WeakMap();
let language = localStorage.getItem("language") || (navigator.language.startsWith("ja") ? "ja" : "en");

export function word(name, ...values) {
  const found = WORDS[language][name];
  return typeof found === "function" ? found(...values) : found;
}

/** Sets the text of an element, in this language and after a switch in the other one. */
export function say(element, name, ...values) {
  told.set(element, [name, ...values]);
  element.textContent = word(name, ...values);
  return element;
}

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

export function unsay(element) {
  told.delete(element);
  element.replaceChildren();
}

function sayAll() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  for (const element of document.body.querySelectorAll("*")) if (told.has(element)) say(element, ...told.get(element));
  const button = document.getElementById("language");
  [button.textContent, button.lang] = language === "ja" ? ["English", "en"] : ["日本語", "ja"];
}

document.getElementById("language").addEventListener("click", () => {
  language = language === "ja" ? "en" : "ja";
  localStorage.setItem("language", language);
  sayAll();
});
sayAll();
