"use strict";
(() => {
  const told = JSON.parse(document.getElementById("told").textContent);
  const hunks = told.hunks, order = new Map(hunks.map((h, n) => [h.id, n]));
  const $ = id => document.getElementById(id);
  const key = "assistant:" + told.sha256 + ":" + told.of;
  const begun = hunks.map(h => ({d: h.d, t: h.t, n: h.n}));
  const state = begun.map(s => ({...s}));
  const done = [], undone = [];
  let now = -1, view = 0, writing = null, timer = 0;
  const VIEWS = [["view-marked", "Marked"], ["view-original", "Original"], ["view-result", "Result"]];
  const places = hunks.map(() => []);
  for (const span of document.querySelectorAll(".h")) {
    const n = Number(span.dataset.n);
    places[n].push(span);
    span.tabIndex = -1;
    const mark = document.createElement("sup");
    if (places[n].length === 1) { mark.textContent = String(n + 1); span.append(mark); }
    span.addEventListener("click", () => go(n, false));
  }

  function make(name, text, kind) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  }
  function button(text, hint, act, pressed) {
    const made = make("button", text);
    if (hint) made.append(make("kbd", hint));
    if (pressed !== undefined) made.setAttribute("aria-pressed", String(pressed));
    made.addEventListener("click", act);
    return made;
  }
  function say(text) {
    $("said").textContent = text;
    clearTimeout(timer);
    timer = setTimeout(() => { $("said").textContent = ""; }, 4000);
  }

  // What stands in the place of a hunk, as a reader sees it.
  const seen = n => state[n].t === null ? hunks[n].r : shownOf(n, state[n].t);
  const shownOf = (n, text) => told.html && !hunks[n].m
    ? text.replace(/&(lt|gt|amp);/g, (_, name) => ({lt: "<", gt: ">", amp: "&"})[name]) : text;
  const storedOf = (n, text) => told.html && !hunks[n].m
    ? text.replace(/[&<>]/g, c => ({"&": "&amp;", "<": "&lt;", ">": "&gt;"})[c]) : text;
  const text = n => state[n].d === "changed" ? seen(n) : hunks[n].r;

  function same(a, b) { return a.d === b.d && a.t === b.t && a.n === b.n; }
  function put(changes) {
    const steps = changes.filter(([n, to]) => !same(state[n], to)).map(([n, to]) => [n, state[n], to]);
    if (!steps.length) return 0;
    for (const [n, , to] of steps) state[n] = to;
    done.push(steps); undone.length = 0;
    after(steps);
    return steps.length;
  }
  function back(from, into, side) {
    const steps = from.pop();
    if (!steps) { say(from === done ? "There is nothing to undo" : "There is nothing to do again"); return; }
    for (const step of steps) state[step[0]] = step[side];
    into.push(steps);
    after(steps);
    go(steps[0][0], true);
  }
  function after(steps) {
    for (const [n] of steps) paint(n);
    count(); keep(); panel();
  }
  function keep() {
    const kept = state.map((s, n) => same(s, begun[n]) ? null : s);
    try { localStorage.setItem(key, JSON.stringify(kept)); } catch { /* a browser that keeps nothing */ }
  }
  function recall() {
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(key)); } catch { return; }
    if (!Array.isArray(kept) || kept.length !== state.length) return;
    let found = 0;
    kept.forEach((s, n) => {
      if (s && ["pending", "accepted", "rejected", "changed"].includes(s.d) &&
          (s.t === null) === (s.d !== "changed") && typeof s.n === "string") {
        state[n] = {d: s.d, t: s.t === null ? null : String(s.t), n: s.n}; found += 1;
      }
    });
    if (found) say(found + (found === 1 ? " decision" : " decisions") + " of last time");
  }

  function paint(n) {
    const s = state[n], put = text(n);
    for (const span of places[n]) {
      span.className = "h " + s.d + (n === now ? " now" : "") +
        (!put && (s.d === "accepted" || s.d === "changed") ? " gone" : "");
      const ins = span.querySelector("ins");
      if (ins) ins.textContent = put;
      span.setAttribute("aria-label", "Change " + (n + 1) + ", " + s.d + ": " + (hunks[n].o || "nothing") +
        " to " + (put || "nothing"));
    }
  }
  function count() {
    const left = state.filter(s => s.d === "pending").length, all = state.length;
    $("count").textContent = all ? (all - left) + " of " + all + " decided" : "Nothing to decide";
    $("bar").firstChild.style.width = (all ? 100 * (all - left) / all : 100) + "%";
  }
  function go(n, scroll = true) {
    if (n < 0 || n >= hunks.length) return;
    const old = now;
    now = n; writing = null;
    if (old >= 0) paint(old);
    paint(n); panel();
    const place = places[n][0];
    if (place && scroll) place.scrollIntoView({block: "center"});
    if (place) place.focus({preventScroll: true});
  }
  function undecided(from) {
    for (let i = 1; i <= hunks.length; i++) {
      const n = (from + i) % hunks.length;
      if (state[n].d === "pending") return n;
    }
    return -1;
  }
  function onward() {
    const n = undecided(now);
    if (n >= 0) go(n); else { panel(); say("Every change is decided: w saves the decisions"); }
  }
  function decide(d, t = null) {
    if (now < 0) return;
    put([[now, {...state[now], d, t}]]);
    onward();
  }
  function choose(number) {
    const other = now >= 0 && hunks[now].a[number - 1];
    if (other) decide("changed", other[0]);
  }
  function section(d) {
    if (now < 0) return;
    const here = hunks[now].s;
    const many = hunks.flatMap((h, n) => h.s === here && state[n].d === "pending" ? [[n, {...state[n], d, t: null}]] : []);
    say(put(many) + " " + d); onward();
  }
  function like() {
    if (now < 0) return;
    const low = h => JSON.stringify([h.o.toLowerCase(), h.r.toLowerCase()]), mine = low(hunks[now]);
    const many = hunks.flatMap((h, n) => n === now || (state[n].d === "pending" && low(h) === mine)
      ? [[n, {...state[n], d: "accepted", t: null}]] : []);
    say(put(many) + " accepted"); onward();
  }
  function jump(step) {
    if (now < 0) return;
    const here = hunks[now].s;
    const others = hunks.map((h, n) => [h.s, n]).filter(([s]) => step > 0 ? s > here : s < here);
    if (!others.length) return;
    const wanted = step > 0 ? others[0][0] : others[others.length - 1][0];
    go(others.find(([s]) => s === wanted)[1]);
  }
  function look() {
    view = (view + 1) % VIEWS.length;
    document.body.className = VIEWS[view][0];
    $("view").textContent = VIEWS[view][1];
  }

  function field(value, label, take) {
    const area = make("textarea");
    area.value = value; area.setAttribute("aria-label", label);
    area.addEventListener("keydown", event => {
      event.stopPropagation();
      if (event.key === "Escape") { writing = null; panel(); refocus(); }
      if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); take(area.value); }
    });
    const row = make("p", undefined, "row");
    row.append(button("Keep", "enter", () => take(area.value)), button("Leave", "esc", () => { writing = null; panel(); refocus(); }));
    return [area, row];
  }
  function refocus() { const place = places[now] && places[now][0]; if (place) place.focus({preventScroll: true}); }
  function write(what) {
    if (now < 0) return;
    writing = what; panel();
    const area = $("panel").querySelector("textarea");
    area.focus(); area.select();
  }
  function panel() {
    const box = $("panel");
    box.replaceChildren();
    if (now < 0) { box.append(make("p", hunks.length ? "Choose a change." : "Nothing is proposed.", "soft")); return; }
    const h = hunks[now], s = state[now];
    box.append(make("p", "Change " + (now + 1) + " of " + hunks.length + (told.sections[h.s].h ? " · " + told.sections[h.s].h : ""), "soft"));
    const change = make("p", undefined, "change");
    if (h.o) change.append(make("del", h.o));
    if (h.o && text(now)) change.append(" ");
    change.append(text(now) ? make("ins", text(now)) : make("span", h.o ? " (goes)" : "(nothing)", "soft"));
    box.append(change);
    if (writing === "text") {
      box.append(...field(s.d === "changed" ? seen(now) : h.r, "Your text", value => {
        writing = null; decide("changed", storedOf(now, value));
      }));
      return;
    }
    if (writing === "note") {
      box.append(...field(s.n, "A note", value => { writing = null; put([[now, {...state[now], n: value.trim()}]]); panel(); refocus(); }));
      return;
    }
    const row = make("p", undefined, "row");
    row.append(
      button("Accept", "y", () => decide("accepted"), s.d === "accepted"),
      button("Reject", "n", () => decide("rejected"), s.d === "rejected"),
      button("Edit", "e", () => write("text"), s.d === "changed"),
      button("Note", ";", () => write("note")));
    box.append(row);
    if (h.f.length) for (const flag of h.f) box.append(make("p", flag + (told.flags[flag] ? ": " + told.flags[flag] : ""), "flag"));
    for (const each of h.x) box.append(make("p", "Fact: " + each, "flag"));
    box.append(make("h2", "Why"), make("p", h.why || "no reason is given"),
      make("p", h.k + ", confidence " + h.c.toFixed(2) + (h.x.length ? "" : ", no fact is altered"), "soft"));
    if (s.n) box.append(make("h2", "Note"), make("p", s.n));
    if (h.a.length) {
      const others = make("div", undefined, "others");
      h.a.forEach(([other, sure], n) => others.append(button(
        shownOf(now, other) + (sure ? "  " + sure.toFixed(2) : ""), String(n + 1), () => choose(n + 1), s.d === "changed" && s.t === other)));
      box.append(make("h2", "Other candidates"), others);
    }
    const facts = told.sections[h.s].facts;
    if (facts.length) {
      const kept = make("details");
      kept.append(make("summary", "Facts of this section (" + facts.length + ")", "soft"));
      for (const [kind, fact, times] of facts) kept.append(make("p", kind + ": " + fact + (times > 1 ? " (" + times + " times)" : ""), "soft"));
      kept.id = "facts"; box.append(kept);
    }
  }

  function listed() {
    const list = make("ol");
    hunks.forEach((h, n) => {
      const item = make("li");
      if (h.o) item.append(make("del", h.o.slice(0, 300)), " ");
      if (text(n)) item.append(make("ins", text(n).slice(0, 300)), " ");
      item.append(make("span", [state[n].d, ...h.f, h.why, state[n].n && "note: " + state[n].n].filter(Boolean).join(" · "), "soft"));
      list.append(item);
    });
    $("list").replaceChildren(make("h2", "Changes"), list);
  }
  function summary() {
    if (!told.summary.length) return;
    const box = $("summary");
    box.append(make("h2", "Summary"));
    const list = make("ul");
    for (const [sentence, evidence] of told.summary) {
      const item = make("li", sentence), why = make("details");
      why.append(make("summary", "rests on", "soft"));
      for (const [quoted, block] of evidence) {
        const p = make("p", quoted);
        p.addEventListener("click", () => { const at = $("b" + block); if (at) at.scrollIntoView({block: "center"}); });
        why.append(p);
      }
      item.append(why); list.append(item);
    }
    box.append(list);
  }

  function decisions() {
    const made = [];
    state.forEach((s, n) => {
      if (same(s, begun[n])) return;
      const one = {id: hunks[n].id, was: begun[n].d, decision: s.d};
      if (s.d === "changed") one.text = s.t;
      if (s.n !== begun[n].n) one.note = s.n;
      made.push(one);
    });
    return {schema: "assistant.decisions/1", article: told.path, sha256: told.sha256, decisions: made};
  }
  function save() {
    const made = decisions();
    const link = make("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(made, null, 1) + "\n"], {type: "application/json"}));
    link.download = told.name + ".decisions.json";
    document.body.append(link); link.click(); link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    say(made.decisions.length + " decisions saved as " + link.download);
  }
  const KEYS = [
    ["y", "Accept, and go to the next", () => decide("accepted")],
    ["n", "Reject, and go to the next", () => decide("rejected")],
    ["e", "Write it yourself", () => write("text")],
    ["1 to 9", "Take another candidate", null],
    ["j", "Next change", () => go(Math.min(now + 1, hunks.length - 1))],
    ["k", "The change before", () => go(Math.max(now - 1, 0))],
    ["J", "Next section", () => jump(1)],
    ["K", "The section before", () => jump(-1)],
    ["Tab", "Next undecided change", onward],
    ["Y", "Accept what is undecided in this section", () => section("accepted")],
    ["N", "Reject what is undecided in this section", () => section("rejected")],
    ["*", "Accept this and all like it", like],
    ["u", "Undo", () => back(done, undone, 1)],
    ["r", "Do again what was undone", () => back(undone, done, 2)],
    [";", "A note beside this change", () => write("note")],
    ["v", "Marked, original, result", look],
    ["f", "Facts of this section", () => { const kept = $("facts"); if (kept) kept.open = !kept.open; }],
    ["w", "Save the decisions", save],
    ["?", "These keys", help],
  ];
  function help() {
    const box = $("help"), table = make("table");
    for (const [name, what] of KEYS) {
      const row = make("tr"), cell = make("td");
      cell.append(make("kbd", name)); row.append(cell, make("td", what)); table.append(row);
    }
    box.replaceChildren(table, button("Close", "esc", () => box.close()));
    box.showModal();
  }
  document.addEventListener("keydown", event => {
    if (event.altKey || event.metaKey || event.ctrlKey || $("help").open) return;
    const focus = document.activeElement;
    if (event.key === "Tab" && (event.shiftKey || !focus || !(focus === document.body || focus.classList.contains("h")))) return;
    if (event.key === "Enter" && focus && focus.tagName === "BUTTON") return;
    if (/^[1-9]$/.test(event.key)) { choose(Number(event.key)); event.preventDefault(); return; }
    const known = KEYS.find(([name]) => name === event.key);
    if (known && known[2]) { event.preventDefault(); known[2](); }
  });
  $("view").addEventListener("click", look);
  $("undo").addEventListener("click", () => back(done, undone, 1));
  $("keys").addEventListener("click", help);
  $("save").addEventListener("click", save);
  addEventListener("beforeprint", listed);
  recall();
  hunks.forEach((_, n) => paint(n));
  count(); summary(); listed();
  const first = undecided(-1);
  if (hunks.length) go(first >= 0 ? first : 0, first > 0); else panel();
})();
