package media

// cleanGIF returns a GIF without comments and without application blocks other
// than the one that says how often it plays. ok is false where it has no end.
func cleanGIF(data []byte) (out []byte, ok bool) {
	at := 13
	if len(data) < at {
		return nil, false
	}
	if data[10]&0x80 != 0 {
		at += 3 << (data[10]&7 + 1)
	}
	if at > len(data) {
		return nil, false
	}
	out = append(make([]byte, 0, len(data)), data[:at]...)
	for at < len(data) {
		start, keep := at, true
		switch data[at] {
		case 0x3b:
			return append(out, 0x3b), true
		case 0x2c:
			if at+10 > len(data) {
				return nil, false
			}
			table := 0
			if data[at+9]&0x80 != 0 {
				table = 3 << (data[at+9]&7 + 1)
			}
			at += 11 + table // and the size of codes
		case 0x21:
			if at+2 > len(data) {
				return nil, false
			}
			keep = keepExtension(data[at+1:])
			at += 2
		default:
			return nil, false
		}
		for { // sub-blocks, each with its length in front
			if at >= len(data) {
				return nil, false
			}
			n := int(data[at])
			at += 1 + n
			if n == 0 {
				break
			}
		}
		if at > len(data) {
			return nil, false
		}
		if keep {
			out = append(out, data[start:at]...)
		}
	}
	return nil, false
}

// keepExtension keeps timing and the number of plays.
func keepExtension(b []byte) bool {
	const plays = 12
	switch b[0] {
	case 0xf9:
		return true
	case 0xff:
		return len(b) > plays && (string(b[2:plays+1]) == "NETSCAPE2.0" || string(b[2:plays+1]) == "ANIMEXTS1.0")
	}
	return false
}
