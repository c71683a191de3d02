package shards

// How a site is cut into files depends on how many documents it has. A reader
// loads the root, the heads of some term shards and, from hosts that serve whole
// files only, the shards of all results. Small shards make the directories in the
// root long; measured, the sizes below give the least for a first query of five
// words. And a site should have less than 2,000 of these files up to 10,000
// documents.

// smallSite is the number of documents from which on shards are large.
const smallSite = 3000

// bounds says when a term shard is full: by the bytes of its lists and of its
// head before compression.
type bounds struct{ lists, head int }

// usualBounds keep a file's head below 1 KB on a small site and near 1.3 KB on a
// large one, and the file below 15 or 40 KB; beyond 16,000 documents, where lists
// fill most files, below 120 KB, or there would be too many to name.
func usualBounds(documents int) bounds {
	if documents < smallSite {
		return bounds{lists: 12 << 10, head: 1500}
	}
	return bounds{lists: min(max(32<<10, 2*documents), 100<<10), head: 3500}
}

// usualPerShard is how many documents share a shard; one takes some 4 KB.
func usualPerShard(documents int) int { return min(max(documents/1000, 4), 25) }

// dictionarySize is how many bytes a site's dictionary has: a large one saves more
// on every document, but all readers load it, and the documents of a small site
// need not be small.
func dictionarySize(documents int) int { return min(3<<10+documents, 12<<10) }
