package media

import "encoding/binary"

// orientationTag is the tag of EXIF 2.32, 4.6.4, that says how to turn a picture.
const orientationTag = 0x0112

// orientation reads that tag from the first directory of EXIF data; 1 where it is
// not there.
func orientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return 1
	}
	n := uint64(order.Uint16(tiff[at:]))
	for i := range n {
		entry := at + 2 + 12*i
		if entry+12 > uint64(len(tiff)) {
			return 1
		}
		if order.Uint16(tiff[entry:]) == orientationTag {
			if o := int(order.Uint16(tiff[entry+8:])); o >= 1 && o <= 8 {
				return o
			}
			return 1
		}
	}
	return 1
}

// orientationSegment is a JPEG segment of EXIF that holds an orientation alone.
func orientationSegment(o int) []byte {
	tiff := []byte("MM\x00*\x00\x00\x00\x08" + "\x00\x01" + "\x01\x12\x00\x03\x00\x00\x00\x01\x00\x00\x00\x00" + "\x00\x00\x00\x00")
	tiff[19] = byte(o)
	n := 2 + len(exifMark) + len(tiff)
	return append(append([]byte{0xff, 0xe1, byte(n >> 8), byte(n)}, exifMark...), tiff...)
}
