// The way of a member: token, cards, what for and for whom, questions, points.

import { now, Problem, read, signIn, visit, write } from "./work_api.js";
import { Field } from "./work_questions.js";
import { make, say, unsay } from "./work_words.js";

const LOOKS = 20;
const LOOK_PAUSE = 500;
const find = (id) => document.getElementById(id);
const VIEWS = ["start", "cards", "order", "task", "done"];
const STATED = ["purpose", "recipient", "retention"];

let card = null;
let lease = null;
let fields = [];
let points = { available: 0, pending: 0 };
let cursor = null;

function show(view) {
  for (const name of VIEWS) find(name).hidden = name !== view;
  unsay(find("notice"));
  find("notice").hidden = true;
  if (view !== "start" && view !== "cards" && history.state !== "inside") history.pushState("inside", "");
  scrollTo(0, 0);
  find(view).querySelector("h2").focus({ preventScroll: true });
}

/** Runs what a button asks for, once at a time, and says what went wrong. */
function press(button, work) {
  return async (event) => {
    event?.preventDefault();
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    try { await work(); } catch (problem) { complain(problem); } finally { button.removeAttribute("aria-disabled"); }
  };
}

function notify(name, ...values) {
  say(find("notice"), name, ...values).hidden = false;
}

function complain(problem) {
  if (!(problem instanceof Problem)) throw problem;
  if (problem.status === 401) { signIn(""); show("start"); }
  notify("problem", problem);
  find("notice").scrollIntoView({ block: "nearest" });
  find("notice").focus();
}

async function enter() {
  await look();
  await list();
}

async function look() {
  points = await read("/v1/me/points");
  const { available, pending } = points;
  if (pending) say(find("balance"), "pending", available, pending);
  else say(find("balance"), "balance", available);
  find("balance").hidden = false;
}

async function list(after = null) {
  if (after === null) { show("cards"); find("more").hidden = true; }
  find("holding").hidden = lease === null;
  for (const id of ["list", "again", "none"]) find(id).hidden = lease !== null;
  if (lease !== null) return say(find("held"), "holding", lease.title);
  say(find("none"), "looking");
  const page = await read(`/v1/tasks?limit=50${after ? `&cursor=${encodeURIComponent(after)}` : ""}`).catch((problem) => {
    find("none").hidden = true;
    throw problem;
  });
  if (after === null) find("list").replaceChildren();
  find("list").append(...page.items.map(row));
  cursor = page.next_cursor;
  find("more").hidden = cursor === null;
  find("none").hidden = find("list").children.length > 0;
  say(find("none"), "none");
}

const minutes = (of) => (of.median_seconds == null ? of.estimated_minutes : of.median_seconds / 60);

const figures = (of) => [
  say(make("strong"), "points", of.reward_points), say(make("span"), "minutes", minutes(of)), say(make("span"), "rate", of.points_per_hour / 60),
];

function row(of) {
  const { since, settled_orders: settled, upheld_findings: upheld } = of.client;
  const button = make("button", { type: "button", class: "card" },
    make("span", { class: "card-title" }, of.title),
    make("span", { class: "figures" }, ...figures(of)),
    say(make("span", { class: "who" }), "asker", of.recipient),
    say(make("span", { class: "record" }), "record", since, settled, upheld),
    ...(of.segment ? [say(make("span", { class: "record" }), "segment", of.segment.name, of.segment.source)] : []));
  button.addEventListener("click", press(button, () => open(of)));
  return make("li", {}, button);
}

async function open(of) {
  const terms = await read(`/v1/orders/${of.order_id}/terms`);
  card = of;
  find("order-title").textContent = terms.title;
  find("order-price").replaceChildren(...figures({ ...of, reward_points: terms.reward_points }));
  find("order-why").replaceChildren(...why({ ...terms, recipient: terms.parties.recipient }));
  find("order-terms").replaceChildren(
    ...entry("questionsHead", "questionsTerm", terms.questions),
    ...entry("dueHead", "dueTerm", terms.due_seconds),
    ...entry("decideHead", "decideTerm", terms.inspection_hours),
    ...entry("payHead", "payTerm", terms.reward_points, terms.pay_days),
    ...(terms.may_end_early ? entry("endHead", "endTerm", terms.exit_points_least) : []));
  find("order-content").textContent = terms.content;
  show("order");
}

function why(stated) {
  return STATED.map((name) => make("div", {},
    say(make("dt"), name), stated[name] ? make("dd", {}, stated[name]) : say(make("dd"), "unsaid")));
}

const entry = (head, name, ...values) => [make("div", {}, say(make("dt"), head), say(make("dd"), name, ...values))];

async function take() {
  const taken = await write("/v1/assignments", { order_id: card.order_id });
  if (taken === null) { await list(); say(find("none"), "nothingLeft"); find("none").hidden = false; return; }
  lease = taken;
  ask();
}

const path = () => `/v1/assignments/${lease.assignment_id}`;

function ask() {
  find("task-title").textContent = lease.title;
  find("task-content").textContent = lease.instructions;
  say(find("task-price"), "points", lease.reward_points);
  find("task-why").querySelector("dl").replaceChildren(...why(lease));
  find("task-why").open = STATED.some((name) => !find("order-why").textContent.includes(lease[name]));
  find("links").replaceChildren(...lease.links.map((link) =>
    make("li", {}, make("a", { href: link, target: "_blank", rel: "noopener noreferrer" }, link))));
  fields = lease.questions.map((question) => new Field(question, path()));
  find("questions").replaceChildren(...fields.map((field) => field.element));
  find("give-back").replaceChildren(...chips("giveBackReasons", giveBack));
  find("reasons").replaceChildren(...chips("reportReasons", report));
  for (const name of ["reported", "missing"]) unsay(find(name));
  say(find("send"), "send");
  show("task");
  tick();
}

function chips(names, work) {
  const ids = {
    reportReasons: ["personal", "sensitive", "elsewhere", "fraud", "harm", "misleading", "other"],
    giveBackReasons: ["no_time", "unclear", "too_difficult", "uncomfortable", "other"],
  }[names];
  return ids.map((id) => {
    const chip = say(make("button", { type: "button", class: "chip" }), "reason", names, id);
    chip.addEventListener("click", press(chip, () => work(id)));
    return chip;
  });
}

function tick() {
  if (lease === null) return;
  const seconds = Math.floor((new Date(lease.expires_at) - now()) / 1000);
  say(find("left"), "left", seconds);
  find("left").classList.toggle("soon", seconds < 60);
  if (seconds > 0 || lease.lapsed || find("task").hidden) return;
  lease.lapsed = true;
  notify("lapsed");
}

async function send() {
  const states = fields.map((field) => field.state());
  const wrong = states.map(({ wrong: name }, index) => name && [fields[index], name]).filter(Boolean);
  for (const [field, name] of wrong) field.complain(name);
  if (wrong.length) return mend(wrong.map(([field]) => field));
  const answers = Object.fromEntries(states.filter(({ answer }) => answer !== undefined).map(({ id, answer }) => [id, answer]));
  const consents = states.filter(({ agrees }) => agrees).map(({ id }) => id);
  unsay(find("missing"));
  say(find("send"), "sending");
  try {
    finish(await write(`${path()}/submission`, { answers, consents }));
  } catch (problem) {
    if (problem.status !== 422 || !pointOut(problem)) leaveIfOver(problem);
  } finally {
    say(find("send"), "send");
  }
}

function pointOut(problem) {
  const named = problem.errors.flatMap(({ where, message }) => {
    const field = fields.find(({ question }) => where === `answers.${question.id}` || where === `consents.${question.id}`);
    if (field) field.complain(where.startsWith("consents") ? "agreeFirst" : "field", message);
    return field ? [field] : [];
  });
  if (named.length) mend(named);
  return named.length > 0;
}

function mend(wrong) {
  say(find("missing"), "missing", wrong.length);
  wrong[0].focus();
  wrong[0].element.scrollIntoView({ block: "center" });
}

const OVER = ["lease-expired", "lease-ended", "order-stopped", "already-submitted", "late-today"];

function leaveIfOver(problem) {
  if (!OVER.includes(problem.code)) throw problem;
  lease = null;
  list().then(() => complain(problem), complain);
}

async function report(reason) {
  const told = await write(`${path()}/report`, { reason });
  say(find("reported"), "reported", told.answer_by);
  find("reasons").replaceChildren();
}

async function giveBack(reason) {
  await write(`${path()}/return`, { reason }).catch(leaveIfOver);
  if (lease === null) return;
  lease = null;
  await list();
  notify("given");
}

function finish(said) {
  lease = null;
  const before = points.available + points.pending;
  const paid = ["accepted", "screened_out"].includes(said.state);
  find("gain").hidden = !paid;
  say(find("gain"), "gain", said.points);
  say(find("outcome"), said.state);
  if (said.told) say(find("told"), "told", said.told);
  else if (said.decide_by) say(find("told"), "decideBy", said.decide_by, said.points);
  else unsay(find("told"));
  const masked = [...new Set(said.masked.map(({ kind }) => kind))].map((kind) => say(make("li"), "wasMasked", kind));
  if (masked.length) masked.push(say(make("li"), "nothingKept"));
  find("masked").replaceChildren(...masked);
  unsay(find("now"));
  show("done");
  if (paid) count(before + said.points).catch(complain);
}

async function count(expected) {
  say(find("now"), "booking");
  for (let turn = 0; turn < LOOKS; turn += 1) {
    await look();
    if (points.available + points.pending >= expected) return say(find("now"), "nowHave", points.available + points.pending);
    await new Promise((go) => setTimeout(go, LOOK_PAUSE));
  }
  return say(find("now"), "bookingLater");
}

const on = (id, work) => find(id).addEventListener("click", press(find(id), work));
const onForm = (id, button, work) => find(id).addEventListener("submit", press(button, work));

onForm("visit", find("visit").querySelector("button"), () => visit(find("name").value).then(enter));
onForm("sign", find("sign").querySelector("button"), () => {
  const given = find("token").value.trim();
  find("token").value = "";
  if (!/^[!-~]+$/.test(given)) throw new Problem(401, "unauthorized");
  signIn(given);
  return enter();
});
onForm("answers", find("send"), send);
on("again", () => enter());
on("more", () => list(cursor));
on("continue", () => show("task"));
on("take", take);
on("next", take);
on("home", () => history.back());
find("order").querySelector(".back").addEventListener("click", () => history.back());
addEventListener("popstate", () => { if (find("start").hidden) list().catch(complain); });
addEventListener("beforeunload", (event) => { if (lease !== null) event.preventDefault(); });
for (const change of ["online", "offline"]) addEventListener(change, () => {
  find("offline").hidden = navigator.onLine;
  say(find("offline"), "offlineNow");
});
setInterval(tick, 1000);

find("visit").hidden = document.documentElement.dataset.local !== "yes";
find("name").value = `member-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;
show("start");
