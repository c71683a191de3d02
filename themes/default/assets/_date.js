// Dates in words: part of searchpage.js and compare.js, which have element.

// date puts a date that may be a year, or a year and a month, into the words of
// the page's language.
function date(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  const form = {year: "numeric", timeZone: "UTC"};
  if (month) form.month = "long";
  if (day) form.day = "numeric";
  const time = element("time", "", new Date(Date.UTC(year, (month || 1) - 1, day || 1)).toLocaleDateString(document.documentElement.lang, form));
  time.dateTime = iso;
  return time;
}
