// What the answer guard would mask in a text, told while it is written.

import { check, Problem } from "./work_api.js";
import { make, say } from "./work_words.js";

const PAUSE = 150;
const LATER = 1500;

/** Watches an input; `path` is the check of the task, `answer` what it says now. */
export function watch(input, path, id, answer) {
  const shown = make("div", { class: "guard", role: "status", id: `${input.id}-guard` });
  let timer = 0;
  let asked = new AbortController();

  async function ask() {
    const given = answer();
    asked = new AbortController();
    const { signal } = asked;
    try {
      const found = await check(path, { answers: { [id]: given } }, signal);
      if (!signal.aborted) tell(shown, found, id);
    } catch (problem) {
      if (problem instanceof Problem && problem.mayComeLater) timer = setTimeout(ask, LATER);
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    asked.abort();
    const given = answer();
    if (given === undefined || given === "") shown.replaceChildren();
    else timer = setTimeout(ask, PAUSE);
  });
  return shown;
}

function tell(shown, found, id) {
  const held = found.held.map(() => say(make("p", { class: "error" }), "unreadable"));
  const kinds = [...new Set(found.findings.map((one) => one.kind))];
  if (!kinds.length) return shown.replaceChildren(...held);
  shown.replaceChildren(
    ...held,
    say(make("p", { class: "warning" }), "willMask", kinds),
    say(make("p", { class: "hint" }), "clientReads"),
    make("p", { class: "preview" }, found.masked[id]),
  );
}
