// What counts as valid HTML here: what the standard says and what readers with
// other senses need; matters of style are left out. These rules differ or are added:
export default {
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    // ARIA lets every element with a role of its own have a name; lists are some.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    // A table too wide for the screen scrolls in a region. A section would say the
    // same to a browser, but be a part of the text for what reads HTML otherwise.
    "prefer-native-element": ["error", { exclude: ["region"] }],
    // Footnotes have ids such as fn:1, as the standard allows.
    "valid-id": ["error", { relaxed: true }],
    "missing-doctype": "error",
    "no-utf8-bom": "error",
    // What is left open may swallow what follows when a template changes.
    "no-implicit-close": "error",
    // The pages' policy would block it.
    "no-inline-style": "error",
  },
};
