// The time that words ask about, as people say it: a year, a month, a season, a day, a range of them, a bound.

const readerOfTimes = ({ months, seasons }) => {
  const last = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();
  const two = (number) => String(number).padStart(2, "0");
  const span = (year, month, day) => {
    if (!month) return [`${year}-01-01`, `${year}-12-31`];
    if (month > 12 || month < 1 || (day && (day > last(year, month) || day < 1))) return null;
    return [`${year}-${two(month)}-${two(day || 1)}`, `${year}-${two(month)}-${two(day || last(year, month))}`];
  };
  const season = (year, number) => {
    const from = Number(number) === 24 ? 12 : 3 * (Number(number) - 20);
    const until = from === 12 ? span(Number(year) + 1, 2) : span(year, from + 2);
    return [span(year, from)[0], until[1]];
  };
  const thirds = { early: 0, "start of": 0, "beginning of": 0, mid: 1, "middle of": 1, late: 2, "end of": 2 };
  const month = `(?:${Object.keys(months).sort((a, b) => b.length - a.length).join("|")})\\.?`;
  const day = "\\d{1,2}(?:st|nd|rd|th)?";
  const unit = [
    "\\d{4}-\\d{1,2}(?:-\\d{1,2})?",
    `${day} (?:of )?${month},? \\d{4}`,
    `${month} ${day},? \\d{4}`,
    `${month},? (?:of )?\\d{4}`,
    `(?:${Object.keys(seasons).join("|")}) (?:of )?\\d{4}`,
    "\\d{4}",
  ].join("|");
  const whole = `(?:(?:${Object.keys(thirds).join("|")})[ -])?(?:${unit})`;
  const part = `(?:${day} ${month}|${day}|${month})`;
  const edge = "(?![\\p{L}\\p{N}])", lead = "(?<![\\p{L}\\p{N}-])";
  const range = new RegExp(`${lead}(?:from |between )?(${whole}|${part}) ?(?:to|until|till|through|and|or|\\.\\.|-) ?(${whole})${edge}`, "gu");
  const bound = new RegExp(`${lead}(before|after|since|until|till|by) (${whole})${edge}`, "gu");
  const alone = new RegExp(`${lead}(?:in |on |during )?(${whole})${edge}`, "gu");
  const BEGINNING = "0000-01-01", END = "9999-12-31";

  const monthOf = (text) => months[text.replace(".", "")];
  const read = (text) => {
    const third = Object.keys(thirds).find((each) => new RegExp(`^${each}[ -]`).test(text));
    if (third) {
      const days = read(text.slice(third.length + 1));
      return days && thirdOf(days, thirds[third]);
    }
    const words = text.replaceAll(",", "").replace(" of ", " ").split(" ");
    const year = Number(words.at(-1));
    if (/^\d{4}-/.test(text)) return span(...text.split("-").map(Number));
    if (words.length === 1) return span(year);
    if (words[0] in seasons) return season(year, seasons[words[0]]);
    if (words.length === 2) return span(year, monthOf(words[0]));
    const [number, name] = /^\d/.test(words[0]) ? words : [words[1], words[0]];
    return span(year, monthOf(name), parseInt(number, 10));
  };
  // A month is in thirds by days, what is longer by months.
  const thirdOf = ([first, end], number) => {
    if (first === end) return null;
    if (first.slice(0, 7) === end.slice(0, 7)) {
      return [first.slice(0, 8) + ["01", "11", "21"][number], first.slice(0, 8) + ["10", "20", end.slice(8)][number]];
    }
    const [year, from] = first.split("-").map(Number);
    const size = ((end.slice(0, 4) - year) * 12 + Number(end.slice(5, 7)) - from + 1) / 3;
    const on = (more) => span(year + Math.floor((from - 1 + more) / 12), ((from - 1 + more) % 12) + 1);
    return [on(number * size)[0], on(number * size + size - 1)[1]];
  };
  // Read the first of two dates, which may lack what it shares with the second.
  const filled = (text, [first]) => {
    const asOf = new RegExp(`^(?:${whole})$`, "u").test(text) ? read(text) : null;
    if (asOf) return asOf;
    const words = text.split(" ");
    const name = words.find((word) => monthOf(word)), number = words.find((word) => /^\d/.test(word));
    return span(Number(first.slice(0, 4)), name ? monthOf(name) : Number(first.slice(5, 7)), number && parseInt(number, 10));
  };

  const next = (day, step) => {
    const date = new Date(`${day}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() + step);
    return date.toISOString().slice(0, 10);
  };

  // Return the days that a text asks about, as [first, last] or null, and the text without what says them.
  return (text) => {
    const found = [];
    const take = (days) => {
      if (days) found.push(days);
      return days ? " " : null;
    };
    let rest = text.toLowerCase().replace(/[\u2010-\u2015\u2212]/g, "-").replace(/\s+/g, " ");
    rest = rest.replace(/(winter (?:of )?\d{4}) ?[-/] ?(?:\d{4}|\d{2})(?!\d)/g, "$1"); // a winter has two years
    rest = rest.replace(range, (said, one, other) => {
      const second = read(other), first = second && filled(one, second);
      return (first && first[0] <= second[1] && take([first[0], second[1]])) ?? said;
    });
    rest = rest.replace(bound, (said, how, unit) => {
      const days = read(unit);
      if (!days) return said;
      if (how === "after" || how === "since") return take([how === "since" ? days[0] : next(days[1], 1), END]);
      return take([BEGINNING, how === "before" ? next(days[0], -1) : days[1]]);
    });
    rest = rest.replace(alone, (said, unit) => take(read(unit)) ?? said);
    const window = found.length ? [found.map(([first]) => first).sort()[0], found.map(([, end]) => end).sort().at(-1)] : null;
    return { window, rest };
  };
};
