// Words folded and stemmed as the program does, so that a spelling that it finds is found here too.

const LETTERS = {
  "\u0259": "e", "\u01dd": "e", "\u0131": "i", "\u00f8": "o", "\u0153": "oe", "\u0142": "l", "\u0111": "d", "\u00f0": "d",
  "\u00fe": "th", "\u0127": "h", "\u0167": "t", "\u00e6": "ae", "\u00df": "ss",
};
const QUOTES = /[\u00b4\u02b9-\u02bf\u02c8\u02ca\u02cb\u055a\u2032\u2035\uff07\u201e\u201a\p{Pi}\p{Pf}\p{Default_Ignorable_Code_Point}]/gu;
const DASHES = /[\p{Pd}\u2212\u2043\u02d7]/gu;

const plainLetters = (letters) =>
  letters
    .replace(DASHES, "-")
    .replace(QUOTES, "")
    .replace(/./gu, (letter) => LETTERS[letter] ?? letter)
    .normalize("NFKD")
    .toLowerCase()
    .replace(DASHES, "-")
    .replace(QUOTES, "")
    .replace(/\p{M}/gu, "")
    .replace(/\u0587|\u0565\u0582/gu, "\u0565\u057e"); // the ligature ew, as capitals and the older spelling write it

// Fold a text, with its hyphens.
const folded = (text) => {
  let plain = text.toLowerCase().replace(/['`"]/g, "");
  if (/[^\x00-\x7f]/.test(plain)) {
    plain = plain.replace(/\u00df/g, "ss").replace(/[^\x00-\x7f]+/g, plainLetters).replace(/['`"]/g, "");
    plain = plain.replace(/(?<=[a-z\u00df-\u024f])\u04d9|\u04d9(?=[a-z\u00df-\u024f])/g, "e");
  }
  plain = plain.replace(/\s+/g, " ").trim();
  plain = plain.replace(/(?<![\p{L}\p{N}_])(?:\p{L}\.){1,20}\p{L}(?!\.?[\p{L}\p{N}_])\.?/gu, (found) => found.replaceAll(".", ""));
  return plain.replace(/(?<![0-9]|[0-9][,.])[0-9]{1,3}(?:[, ][0-9]{3})+(?![0-9])/g, (found) => found.replace(/[, ]/g, ""));
};

// Fold a name or a word.
const fold = (text) => folded(text).replaceAll("-", " ").replace(/ +/g, " ").trim();

// Give the words of a folded text; one with a hyphen is two words and one.
const wordsOf = (text) => {
  const joined = text.includes("-") ? (text.match(/[\p{L}\p{N}_]+(?:-[\p{L}\p{N}_]+)+/gu) ?? []) : [];
  return [...(text.match(/[\p{L}\p{N}]+/gu) ?? []), ...joined.map((word) => word.replaceAll("-", ""))];
};

// Stem an English word as Porter's algorithm has it, which the program's index is made by.
const stem = (() => {
  const C = "[^aeiou][^aeiouy]*", V = "[aeiouy][aeiou]*";
  const more0 = new RegExp(`^(${C})?${V}${C}`), one = new RegExp(`^(${C})?${V}${C}(${V})?$`);
  const more1 = new RegExp(`^(${C})?${V}${C}${V}${C}`), vowel = new RegExp(`^(${C})?[aeiouy]`), short = new RegExp(`^${C}[aeiouy][^aeiouwxy]$`);
  const second = {
    ational: "ate", tional: "tion", enci: "ence", anci: "ance", izer: "ize", bli: "ble", alli: "al", entli: "ent", eli: "e",
    ousli: "ous", ization: "ize", ation: "ate", ator: "ate", alism: "al", iveness: "ive", fulness: "ful", ousness: "ous",
    aliti: "al", iviti: "ive", biliti: "ble", logi: "log",
  };
  const third = { icate: "ic", ative: "", alize: "al", iciti: "ic", ical: "ic", ful: "", ness: "" };
  const step = (word, endings) => {
    const ending = Object.keys(endings).filter((each) => word.endsWith(each)).sort((a, b) => b.length - a.length)[0];
    const rest = ending && word.slice(0, -ending.length);
    return ending && more0.test(rest) ? rest + endings[ending] : word;
  };
  const known = new Map();
  const stemmed = (word) => {
    if (word.length < 3 || !/^[a-z]+$/.test(word)) return word;
    if (word[0] === "y") word = `Y${word.slice(1)}`;
    word = word.replace(/(ss|i)es$/, "$1").replace(/([^s])s$/, "$1");
    let found = /^(.+)eed$/.exec(word);
    if (found) word = more0.test(found[1]) ? word.slice(0, -1) : word;
    else if ((found = /^(.+)(ed|ing)$/.exec(word)) && vowel.test(found[1])) {
      word = found[1];
      if (/(at|bl|iz)$/.test(word)) word += "e";
      else if (/([^aeiouylsz])\1$/.test(word)) word = word.slice(0, -1);
      else if (short.test(word)) word += "e";
    }
    if ((found = /^(.+)y$/.exec(word)) && vowel.test(found[1])) word = `${found[1]}i`;
    word = step(step(word, second), third);
    found = /^(.+?)(al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ou|ism|ate|iti|ous|ive|ize)$/.exec(word);
    if (found) word = more1.test(found[1]) ? found[1] : word;
    else if ((found = /^(.+[st])ion$/.exec(word)) && more1.test(found[1])) word = found[1];
    if ((found = /^(.+)e$/.exec(word)) && (more1.test(found[1]) || (one.test(found[1]) && !short.test(found[1])))) word = found[1];
    if (/ll$/.test(word) && more1.test(word)) word = word.slice(0, -1);
    return word.toLowerCase();
  };
  return (word) => {
    let found = known.get(word);
    if (found === undefined) known.set(word, (found = stemmed(word)));
    return found;
  };
})();
