package link

import (
	"encoding/binary"
	"maps"
	"slices"
)

const storeVersion = "touyan links 1\n"

// Encode returns the stored form. Strings and targets that no page uses any more
// are left out once there may be many of them.
func (x *Index) Encode() []byte {
	if x.replaced > len(x.pages)/2+100 {
		*x = *x.compact() //nolint
	}
	size := len(storeVersion) + 8*len(x.targets) + 16
	for _, s := range x.strings {
		size += len(s) + 2
	}
	for _, p := range x.pages {
		size += len(p.ids) + len(p.links) + 44
	}
	b := append(make([]byte, 0, size), storeVersion...)
	b = binary.AppendUvarint(b, uint64(len(x.strings)))
	for _, s := range x.strings {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	b = binary.AppendUvarint(b, uint64(len(x.targets)))
	for _, t := range x.targets {
		b = binary.AppendUvarint(b, uint64(t.kind))
		b = binary.AppendUvarint(b, uint64(t.path))
		b = binary.AppendUvarint(b, uint64(t.fragment))
	}
	b = binary.AppendUvarint(b, uint64(len(x.pages)))
	for _, path := range slices.Sorted(maps.Keys(x.pages)) {
		p := x.pages[path]
		b = binary.AppendUvarint(b, uint64(len(path)))
		b = append(b, path...)
		b = append(b, p.sum[:]...)
		b = binary.AppendUvarint(b, uint64(len(p.ids)))
		b = append(b, p.ids...)
		b = binary.AppendUvarint(b, uint64(len(p.links)))
		b = append(b, p.links...)
	}
	return b
}
