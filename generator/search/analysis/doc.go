// Package analysis says what of a text can be searched for. The index, the
// queries and the search in the browser all follow it, so its rules are few and
// work on single code points by one table, which can be carried elsewhere as it
// is: see [Table].
//
// # Folding
//
// [Fold] replaces each character by its search form: always one character by one,
// so that the n-th character of folded text is the n-th of the original. A search
// form is its own search form. It is found by these steps, again and again until
// none changes anything:
//
//  1. Width and compatibility: the NFKC form, where that is one character. Ａ is
//     A, ﾊ is ハ, the radical ⼈ is 人, 金 (U+F90A) is 金 (U+91D1), ² is 2; ㈱ and ㎡
//     would be several and stay. Enclosed characters (the blocks U+2460, U+2700,
//     U+3200 and U+1F100) stay too: they mark items, and ①5个村 is not 15个村.
//  2. Lower case, by Unicode's one-to-one mapping: İ is i, ß stays.
//  3. A letter whose canonical decomposition is another with marks of U+0300–036F
//     becomes that other: ǜ, ü and u are one, so pinyin typed with its tones is
//     found.
//  4. Simplified for traditional characters, by the dictionaries of OpenCC, and
//     the forms usual in Taiwan and Hong Kong: 黨 is 党, 裡 and 裏 are 里. Characters
//     that simplified text distinguishes stay (著 and 着); where one traditional
//     character has several simplified ones the first is taken (乾 is 干).
//
// Bytes that are not UTF-8 become U+FFFD, one each. In JavaScript text is to be
// read by code point, a lone surrogate as U+FFFD.
//
// # Classes
//
// Each folded character is of one class:
//
//   - cjk: ideographs with 々 and 〇, kana, hangul, bopomofo;
//   - word: the letters, digits and letter numbers (Ⅱ) of all other scripts, with
//     their marks;
//   - skip: format characters (soft hyphen, zero-width space and joiners, byte order
//     mark), variation selectors, and the marks of U+0300–036F;
//   - gap: white space, control characters, U+FFFD;
//   - mark: everything else, which is punctuation and symbols.
//
// Skipped characters are read as though they were not there: a text has the terms
// that it has without them. 党建 is found where a zero-width space stands in it.
//
// # Runs and terms
//
// [Runs] cuts text at gaps and marks and wherever cjk and word meet. In a word
// letters and digits go together (5g, covid19), and a full stop between two ASCII
// digits joins (4.7 is one word, 1,234.5 are 1 and 234.5). Of a run come its terms
// ([Grams]; [Across] adds pairs where two runs meet): a word is one term; a cjk run gives every two neighbouring characters
// (党建联盟: 党建, 建联, 联盟), or its only one.
//
// What an index can build on, of text and query q both folded and without
// skipped characters:
//
//   - Where q is one cjk run of two characters or more, text contains q if and
//     only if one run of text has q's terms, in order, one after the other.
//   - Where q is one cjk character, text contains q if and only if [Chars] of
//     text has it.
//   - Where q is one mark, text contains q if and only if [Marks] of text has it.
//   - Where q is one word, text has it as a whole word if and only if it is one
//     of text's terms. Parts of words are not looked for.
//
// # The table
//
// table.txt is lines of ASCII. Those that begin with # are comments. After a line
// "class" each line gives the class of a stretch of characters, by its first letter:
// "300-36f s". After a line "fold" each line gives the search form of a stretch's
// first character, and the others lie as far from theirs: "41-5a 61", A to Z
// become a to z. Numbers are hexadecimal; a stretch of one character has one
// number. Stretches are in order and do not overlap. A character in no stretch is a
// mark, or folds to itself. The class given is that of the character as written; what
// counts is the class of its search form.
package analysis
