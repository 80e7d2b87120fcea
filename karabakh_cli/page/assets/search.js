// The program's ranking in small: what counts is how many of the question's ideas a record has, the rarer ones more, and
// where it has them: in its name, its summary, in a reference to what is named, anywhere else. Names beside its heading
// are in the page's data; all other words are read from the records in short turns after the page is there.

const searching = {
  most: 200,
  turn: 12, // milliseconds of reading before the browser has its turn

  start() {
    if (this.records) return;
    Object.assign(this, page.data("search"));
    this.articles = document.querySelectorAll("article");
    this.lines = document.querySelectorAll(".list > li"); // as many, in the same order
    this.timesIn = readerOfTimes(this);
    this.ignored = new Set(this.ignored);
    this.groups = this.synonyms.map((group) => group.map(stem));
    this.records = this.records.map(([others, times, refers, within, seat, event, measure, key], number) => {
      const article = this.articles[number], { id } = article;
      const kind = article.closest("section").dataset.part.slice(0, -1);
      const names = [fold(article.querySelector("h3").textContent), ...others];
      return { id, kind, names, times, refers, within, seat, event, measure, key, title: names.join(" ; "), summary: "", rest: "" };
    });
    this.names = new Map(); // of places, actors and events, by folded name
    this.inNames = new Map(); // places and actors by a word of their names
    this.inside = new Map(); // what lies within a place, or belongs to an actor
    this.postings = new Map(); // the records that have a word, by its stem
    this.numbers = new Map(this.records.map(({ id }, number) => [id, number]));
    const add = (map, key, value) => (map.has(key) ? map.get(key).add(value) : map.set(key, new Set([value])));
    this.records.forEach((record, number) => {
      if (record.kind === "place" || record.kind === "actor" || record.kind === "event") {
        for (const name of [...record.names, fold(record.id)]) add(this.names, name, number);
      }
      if (record.kind === "place" || record.kind === "actor") {
        for (const word of record.names.flatMap((name) => name.split(" "))) add(this.inNames, word, number);
      }
      for (const outer of record.within) add(this.inside, outer, number);
    });
    this.read = 0;
  },

  told: new Set(["Of", "Note", "Date note", "Publisher", "Author"]), // what has the weight of a summary

  // Read the words of the records that are not read yet, until some time has passed.
  readOn(milliseconds = Infinity) {
    this.start();
    const end = performance.now() + milliseconds;
    while (this.read < this.records.length && performance.now() < end) this.readOne(this.read++);
    if (this.read === this.records.length) this.vocabulary ??= [...this.postings.keys()].sort();
    return this.read === this.records.length;
  },

  readOne(number) {
    const record = this.records[number], article = this.articles[number];
    const texts = (selector) => [...article.querySelectorAll(selector)].map((each) => each.textContent).join(" ");
    const told = [...article.querySelectorAll("dt")].filter((each) => this.told.has(each.textContent));
    const summary = folded([texts(".summary"), ...told.map((each) => each.nextElementSibling.textContent)].join(" "));
    const rest = folded(texts("dl, .under span, .said, .sources p"));
    const best = new Map();
    for (const [text, where] of [[rest, 2], [summary, 1], [record.title, 0]]) {
      for (const word of wordsOf(text)) best.set(stem(word), where);
    }
    [record.summary, record.rest] = [summary, rest].map((text) => wordsOf(text.replaceAll("-", " ")).map(stem).join(" "));
    record.title = record.names.map((name) => wordsOf(name).map(stem).join(" ")).join(" ; ");
    for (const [word, where] of best) {
      const has = this.postings.get(word);
      has ? has.push(4 * number + where) : this.postings.set(word, [4 * number + where]);
    }
  },

  // Read a question: the days, and an idea for each name and each word; the last word may not be typed to its end.
  question(text) {
    const whole = fold(text);
    text = text.replace(/(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)/g, (spaced) => {
      const joined = spaced.replace(/\D/g, "");
      return this.postings.has(joined) ? joined : spaced;
    });
    const { window, rest } = this.names.has(whole) ? { window: null, rest: text } : this.timesIn(text);
    const tokens = rest.split(/\s+/).map((token) => token.replace(/^[,;:?!()]+|[,;:?!()]+$/g, "")).filter(Boolean);
    const words = tokens.map(fold), owning = tokens.map((token) => fold(token.replace(/['\u2019]s$/, "")));
    const ideas = [], others = [];
    for (let at = 0; at < words.length; ) {
      let end = Math.min(at + 10, words.length);
      let name = "";
      for (; end > at; end -= 1) {
        const spelled = [words.slice(at, end), [...words.slice(at, end - 1), owning[end - 1]]];
        name = spelled.map((each) => each.join(" ")).find((each) => this.names.has(each)) ?? "";
        if (name) break;
      }
      if (name) ideas.push(this.named(name));
      else if (words[at]) others.push(words[at]);
      at = name ? end : at + 1;
    }
    let wanted = others.filter((word) => !this.ignored.has(word) && /[\p{L}\p{N}]/u.test(word));
    if (!wanted.length && !ideas.length && !window) wanted = others;
    const typing = /[\p{L}\p{N}]$/u.test(text) ? others.at(-1) : null;
    ideas.push(...[...new Set(wanted)].map((word) => this.word(word, word === typing)));
    const padded = ` ${fold(text)} `;
    const kind = Object.keys(this.asking).find((each) => this.asking[each].some((phrase) => padded.includes(` ${phrase} `)));
    return { window, ideas, kind: kind ?? "" };
  },

  named(name) {
    const named = [...this.names.get(name)];
    const ids = new Set(named);
    for (const outer of ids) for (const inner of this.inside.get(outer) ?? []) ids.add(inner);
    for (const number of named) if (this.records[number].seat >= 0) ids.add(this.records[number].seat);
    const phrases = named.slice(0, 24).flatMap((number) => this.records[number].names.slice(0, 12));
    return { said: name, phrases: [...new Set(phrases)], words: [], ids, named: new Set(named) };
  },

  word(word, typing) {
    const stems = /^[\p{L}\p{N}]+$/u.test(word) ? [stem(word)] : [];
    const meaning = this.groups.filter((group) => group.includes(stem(word))).flat();
    const begun = typing && word.length > 1 && this.vocabulary ? this.begunBy(word) : [];
    const has = this.inNames.get(word) ?? new Set();
    const phrases = stems.length ? [] : [word, word.replaceAll(" ", "")];
    return { said: word, phrases, words: [...new Set([...stems, ...meaning, ...begun])], ids: has.size > 5 ? new Set() : has };
  },

  // Give the words that begin so: what is still being typed.
  begunBy(word) {
    let low = 0, high = this.vocabulary.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      this.vocabulary[middle] < word ? (low = middle + 1) : (high = middle);
    }
    const found = [];
    for (; found.length < 60 && this.vocabulary[low]?.startsWith(word); low += 1) found.push(this.vocabulary[low]);
    return found;
  },

  // Give the weight of each record that has an idea, by where it has it.
  having(idea) {
    const { named, name, summary, refers, elsewhere } = this.ranking, places = [name, summary, elsewhere];
    const none = [];
    const weights = new Map();
    const weigh = (number, weight) => weights.set(number, Math.max(weights.get(number) ?? 0, weight));
    for (const word of idea.words) for (const each of this.postings.get(word) ?? none) weigh(each >> 2, places[each & 3]);
    for (const phrase of idea.phrases.map((each) => wordsOf(each).map(stem))) {
      const having = phrase.map((word) => this.postings.get(word) ?? none).sort((a, b) => a.length - b.length)[0] ?? none;
      if (phrase.length === 1) for (const each of having) weigh(each >> 2, places[each & 3]);
      else for (const each of having) {
        const record = this.records[each >> 2], said = ` ${phrase.join(" ")} `;
        const place = [record.title, record.summary, record.rest].findIndex((text) => ` ${text} `.includes(said));
        if (place >= 0) weigh(each >> 2, places[place]);
      }
    }
    if (idea.ids.size) {
      const chosen = idea.named ?? idea.ids;
      for (const number of chosen) weigh(number, named);
      this.records.forEach((record, number) => record.refers.some((each) => chosen.has(each)) && weigh(number, refers));
    }
    return weights;
  },

  lying({ times: [first, last], kind }, window) {
    if (!window || kind === "source" || (!first && !last)) return "";
    const from = first || "0000-01-01", until = last || "9999-12-31";
    if (from > window[1] || until < window[0]) return "other";
    if (from === window[0] && until === window[1]) return "exactly";
    return from >= window[0] && until <= window[1] ? "within" : "overlaps";
  },

  // Return the numbers of the records that a text finds, the best first, and the ideas that some record has.
  found(text) {
    this.start();
    const { window, ideas, kind } = this.question(text);
    if (!ideas.length) {
      const of = this.records.flatMap((each, n) => (each.kind === "event" && window && this.lying(each, window) !== "other" ? [n] : []));
      return { numbers: of, ideas };
    }
    const weights = ideas.map((idea) => this.having(idea)).filter((each) => each.size);
    const held = new Map();
    weights.forEach((each, idea) => each.forEach((weight, number) => held.set(number, (held.get(number) ?? []).concat([[idea, weight]]))));
    const rarity = weights.map((each) => Math.log(1 + held.size / (1 + each.size)));
    const all = rarity.reduce((sum, each) => sum + each, 0) || 1;
    const measures = kind === "figure" ? this.measuresOf(ideas) : new Set();
    const exact = this.names.get(fold(text)) ?? new Set();
    const scored = [...held].map(([number, has]) => {
      const record = this.records[number];
      const weight = has.reduce((sum, [idea, each]) => sum + rarity[idea] * each, 0);
      const share = has.reduce((sum, [idea]) => sum + rarity[idea], 0) / all;
      const score = weight * share * this.kinds[record.kind] * this.times[this.lying(record, window)]
        * (record.kind === kind ? this.ranking.kind : 1) * (measures.has(record.measure) ? this.ranking.measure : 1)
        * (record.key ? this.ranking.key : 1);
      return { number, score, ideas: has.length, exact: exact.has(number) };
    });
    scored.sort((a, b) => b.exact - a.exact || b.score - a.score || a.number - b.number);
    const most = Math.max(0, ...scored.map((each) => each.ideas));
    const best = scored.filter((each) => each.exact || 2 * each.ideas >= most);
    return { numbers: kind === "figure" ? best.map(({ number }) => number) : this.eventsAmongFigures(best), ideas };
  },

  // Return the measures that ideas name, or else mean.
  measuresOf(ideas) {
    const said = ideas.map((idea) => stem(idea.said)), named = this.measures.filter((each) => said.includes(stem(each)));
    return new Set(named.length ? named : this.measures.filter((each) => ideas.some(({ words }) => words.includes(stem(each)))));
  },

  // Give an event before the second of the figures about it, where it has as many of the ideas: they crowd it out.
  eventsAmongFigures(best) {
    const events = new Map(best.filter(({ number }) => this.records[number].kind === "event").map((each) => [each.number, each]));
    const given = new Set(), crowding = new Set();
    for (const each of best) {
      const about = this.records[each.number].event, event = events.get(about);
      if (event && crowding.has(about) && event.ideas >= each.ideas) given.add(about);
      crowding.add(about);
      given.add(each.number);
    }
    return [...given];
  },
};

// The search box and its answers.
addEventListener("DOMContentLoaded", () => {
  const part = page.element("search"), list = part.querySelector(".results"), more = part.querySelector(".more button");
  const form = document.querySelector("[role=search]"), box = form.querySelector("input"), said = form.querySelector("[role=status]");
  const step = 30;
  let numbers = [], ideas = [], shown = 0;

  const excerpt = (number) => {
    const text = searching.articles[number].querySelector(".summary")?.textContent ?? "";
    const words = new Set(ideas.flatMap((idea) => [...idea.words, ...idea.phrases.flatMap((each) => each.split(" ").map(stem))]));
    const weigh = (sentence) => new Set(wordsOf(folded(sentence)).map(stem).filter((word) => words.has(word))).size;
    return text.split(/(?<=[.;!?])\s+/).map((each) => [weigh(each), each]).sort((a, b) => b[0] - a[0])[0][1];
  };
  const showMore = () => {
    for (const number of numbers.slice(shown, shown + step)) {
      const line = searching.lines[number].cloneNode(true), why = document.createElement("p"), kind = document.createElement("span");
      line.hidden = false;
      kind.className = "kind";
      kind.textContent = searching.records[number].kind;
      why.textContent = excerpt(number);
      line.prepend(kind, " ");
      if (why.textContent) line.append(why);
      list.append(line);
    }
    shown += step;
    more.parentElement.hidden = more.hidden = shown >= numbers.length;
  };
  const answer = (text) => {
    ({ numbers, ideas } = text.trim() ? searching.found(text) : { numbers: [], ideas: [] });
    const count = numbers.length;
    numbers = numbers.slice(0, searching.most);
    list.replaceChildren();
    shown = 0;
    showMore();
    const best = count > searching.most ? `the best ${searching.most} of ${plural(count, "record")}` : plural(count, "record");
    said.textContent = text.trim() ? (count ? best : "no record has any of these words") : "";
    if (!searching.vocabulary && text.trim()) said.textContent += ", still reading";
  };

  const readOn = () => {
    if (!searching.readOn(searching.turn)) setTimeout(readOn);
    else if (part.classList.contains("here") && box.value) answer(box.value);
  };
  setTimeout(readOn, 50);

  more.addEventListener("click", () => {
    const next = list.children.length;
    showMore();
    list.children[next]?.querySelector("a").focus();
  });
  box.addEventListener("input", () => {
    const address = `#${part.id}~${encodeURIComponent(box.value)}`;
    if (part.classList.contains("here")) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
    page.show("search", box.value);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.focus();
  });
  page.whenShown("search", (section, text) => {
    if (box.value !== text) box.value = text;
    answer(text);
  });
});
