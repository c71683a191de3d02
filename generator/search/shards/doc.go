// Package shards reads and writes the search files of a published site, which
// browsers load piece by piece from any server, or from disk without one. It
// knows bytes and nothing of ranking: package search says what terms a document
// has and what they weigh, and the theme's scripts read what is described here.
//
// [Create] writes a whole site, [Edit] changes some documents of one in place, and
// [Open] reads. All numbers that are not said to be of another form are uvarints
// (LEB128, as in encoding/binary); a string is its length in bytes, then UTF-8.
//
// # Files
//
// A search folder holds root.js, the only file whose name stays, and
// shards/XXXXXXXX.js. A shard is named by its content, with eight hex digits: the
// low 31 bits of the xxhash64 of its payload as it stands in the file, and as the
// highest bit 1 for terms and 0 for all others; where another content has that
// name, the next number that is free (31 bits, going round). So a name always
// means the same content, and may be kept by caches forever.
//
// # Container
//
// Every file is a classic script in UTF-16, little endian, with a byte order mark,
// which counts for more than what a server says of the encoding:
//
//	U+FEFF touyan.shard("XXXXXXXX","PAYLOAD");
//
// without the space, and with nothing after it. The name of the root is root0000.
// The payload thus begins at byte 52. Each of its UTF-16 units is U+3400 plus 15
// bits, which gives no quotes, backslashes, surrogates or line ends: 94 % of the
// file are content.
//
// The payload is a row of slices. A slice of n bytes takes ceil(8n/15) units: the
// bits of the bytes, the most significant first, the last unit filled with zeros.
// Every slice begins with a unit, so that one can be fetched alone by a range
// request. The first is the head; its length in bytes is known from whoever names
// the shard, and where the others are follows from what the head says.
//
// Slices are compressed by raw deflate (RFC 1951) unless said otherwise; "with the
// dictionary" means that the site's dictionary counts as what stands before the
// data.
//
// # Text
//
// An encoded text is a byte 0 and GB18030, or a byte 1 and UTF-8. GB18030 is used
// where every character has one form in all versions of that standard and in all
// browsers: never for U+E000–U+F8FF, U+FE10–U+FE19, U+1E3F, U+9FB4–U+9FBB and
// U+20000 and above. It takes a third less before compression.
//
// # Root
//
// The first two units hold the length of the head in bytes: the high 15 bits and
// the low 15 bits. The head follows; it is JSON:
//
//	format    1
//	docs      the number of documents
//	size      ids are below it; an id may be a hole, without a document
//	length    the sum of the documents' BM25 lengths
//	perShard  the number of ids in a document shard
//	names     {facet: its word}
//	labels    {facet: {value: its words}}
//	synonyms  [[word, …], …]
//	moved     [[id, key], …], ascending by id
//	columns   [{id, name, head, data}, …]: the lengths of the two slices in bytes
//	slices    the lengths in bytes of the three slices that follow
//
// Names, labels and lists may be empty but are never null. Newer documents have
// greater ids; where an edit gave a document another place, its key in moved counts
// instead of its id, a fraction between its neighbours'.
//
// Slice 1 is the directory of term shards: how many; the first key of each, written
// as the number of bytes it shares with the key before and the rest as a string;
// their names, four bytes each, big endian; the lengths of their heads. Keys ascend
// in byte order, and the shard that may hold a key is the last whose first key is
// not above it.
//
// Slice 2, not compressed, is the directory of document shards: how many, the
// names, the lengths of the heads.
//
// Slice 3 is the dictionary, at most 16 KB.
//
// # Term shards
//
// A key is a letter and a term:
//
//	t  scored terms: postings with level and block
//	p  characters, parts of words and marks: presence
//	h  characters of titles: presence
//	k  "kother", the pages that are no cases: presence
//	F  a facet's id, U+0000, a value: presence
//	y  pinyin, U+0000, Han text: only the number of documents
//	z  initials, U+0000, Han text: only the number of documents
//
// The head is the number of keys n; a number N, about that of the site's documents;
// then n times each, for the keys in order: how many characters the key shares with
// the one before (0 for the first); how many follow; these, as the numbers of their
// code points, the first less that of the character in its place in the key before,
// if there is one; the number of documents df; and, of all keys but y and z, which
// have no postings, the length of its postings in bytes, less
//
//	df × (the binary digits of N ÷ df, none for 0, + 4) ÷ 8, divisions rounded down
//
// and then as 2v, or -2v - 1 where it is negative. The postings of each key that has
// some are a slice, not compressed.
//
// Postings are bits, the most significant first, filled to a byte with zeros. First
// the ids, ascending: five bits k; then of each
//
//	the gap, id - previous id - 1 (the previous of the first is -1), in Rice's code:
//	  gap>>k times 1, a 0, then the low k bits
//
// Where k is 31, the ids are those that the list lacks below its last one, which is
// so if they are fewer: then come their number and 1, in Elias's gamma code
// (floor(log2) times 0, then the binary digits from the top bit), the five bits k
// and the gaps. k is the smallest of those that give the fewest bits.
//
// For t alone the levels follow. The level of a frequency is 1 and its logarithm to
// base 3, rounded, see [Level]. One bit is 1 if blocks are kept, and one is 1 if
// there is a code of levels, which then follows; then for each document
//
//	without a code
//	  the level - 1 times 1, and a 0;
//	  if blocks are kept, that in which the term occurs first: 00, 01, 10 for 0, 1, 2; then
//	  110, 1110, 11110, 111110, 111111 for 3 to 7
//	or with a code
//	  a symbol: 8·level + the block, or 8·level where none are kept
//
// The code is in gamma code the number of symbols; for each, ascending, in gamma
// code the distance from the one before (of the first from 0), and in four bits the
// length of its code, 0 if it is the only one. The codes are those of Huffman's that
// go up by length, then by symbol, from 0 on, as in deflate, but with the first bit
// first.
//
// # Document shards
//
// Shard n holds the ids from n×perShard on, up to perShard of them. The head, not
// compressed, is the number of ids; for each the number of its slices (0 is a hole)
// and the length of each in bytes. The slices follow, those of the first id first,
// each an encoded text, compressed with the dictionary. A document's first slice is
// seven lines, each ended by U+000A: URL, title, date, region, type, organisation,
// brand. The others are its blocks, rows of records:
//
//	field U+001F anchor U+001F section U+001F text U+001E
//
// field is the decimal number of a search.Field, with + behind it where the record
// goes on with the text of the last record of the block before. What a block holds
// is the caller's to say.
//
// # Columns
//
// A column's two slices are its head and its data.
//
// "length" has an empty head, which takes no units. The data are a byte for every
// id, 0 for a hole, else 1 + round(4·log2(length)), see [LengthOf]; then the number
// of documents that are no cases, and their gaps as in postings.
//
// A facet's head is the number of values, and for each a string and the number of
// documents. The data are for every id: of type, sector, level, year and region 0
// for none, else 1 + the index of the value; of problem and tag the number of
// values, then the indexes. Values of region are all paths (浙江省,
// 浙江省/嘉兴市); a document has the index of the deepest, and counts for all.
//
// # Damage
//
// Whatever stands in a file, reading it gives what was written or an error that is
// [ErrDamaged], within bounds of memory that do not depend on the file's claims: a
// head holds at most 4 MB, any other slice 16 MB, a shard 4,096 documents of 64
// blocks each, postings the documents that the root has shards for. A shard whose
// content does not fit its name is damaged.
package shards
